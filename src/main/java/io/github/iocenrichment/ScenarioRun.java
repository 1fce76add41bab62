package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.SourceTrial;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.scenario.Expectations;
import io.github.iocenrichment.scenario.Outcome;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import io.github.iocenrichment.yaml.YamlNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Runs tests that are written as YAML: a route with the product's own beans, an empty store and outside systems that answer as the test says, or an
 * incident through all stages ({@link JourneyRun}).
 */
public final class ScenarioRun implements AutoCloseable {
    /** Each test takes place later than the one before, so that no refused key or used-up quota is left of it. */
    private static final Duration BETWEEN = Duration.ofMinutes(15);
    /** What a system answers for which the test has no reply; the test fails of it. */
    private static final int NOT_IMPLEMENTED = 501;
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final String store = "jdbc:h2:mem:test-" + UUID.randomUUID();
    private final StubServer stubs = StubServer.start(NOT_IMPLEMENTED);
    private final Consumer<CamelContext> before;
    private final SteppingClock clock = new SteppingClock();
    private Settings settings;
    private Product product;

    /**
     * What came of a test.
     *
     * @param test        which one
     * @param differences what is not as expected; nothing when it passed
     */
    public record Result(Scenario test, List<String> differences) {
        public boolean isPassed() {
            return differences.isEmpty();
        }
    }

    private ScenarioRun(Consumer<CamelContext> before) {
        this.before = before;
    }

    /**
     * Runs tests one after another.
     *
     * @param before what is done with Camel before it reads the routes
     * @param each   takes each result as it comes
     */
    public static void run(List<Scenario> tests, Consumer<CamelContext> before, Consumer<Result> each) throws Exception {
        try (ScenarioRun run = new ScenarioRun(before)) {
            for (Scenario test : tests) {
                each.accept(new Result(test, test.isJourney() ? JourneyRun.differences(test, run.stubs, before) : run.differences(test)));
            }
        }
    }

    private List<String> differences(Scenario test) throws Exception {
        begin();
        Optional<String> start = Product.routes(product.camel()).stream().filter(route -> test.route().equals(route.getRouteId()))
                .map(route -> route.getInput().getEndpointUri()).findFirst();
        if (start.isEmpty() || !start.get().startsWith("direct:")) {
            return List.of(test.place() + ": " + (start.isEmpty() ? "no route " + test.route() + "; name one by its id"
                    : "the route " + test.route() + " starts from " + start.get() + "; give an incident to test a stage"));
        }
        stubs.begin(test.replies());
        Optional<Indicator> indicator = indicator(test.given().at("indicator"));
        Exchange done = send(test, start.get(), indicator);
        if (done.getException() != null) {
            Throwable cause = ExceptionUtils.getThrowableList(done.getException()).stream().reduce((one, next) -> next).orElse(done.getException());
            return List.of(test.place() + ": the route fails: " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        List<String> differences = new ArrayList<>(unanswered(test, stubs));
        differences.addAll(Expectations.differences(test, outcome(done, indicator)));
        return differences;
    }

    /** Requests for which the test has no reply, one line each. */
    static List<String> unanswered(Scenario test, StubServer stubs) {
        return stubs.unanswered().stream().map(request -> test.place() + ": no reply is given to " + request + "; add one to 'replies', with 'from: "
                + request.to() + "'").distinct().toList();
    }

    private void begin() throws Exception {
        if (product == null) {
            settings = StubSettings.forRoutes(stubs);
            product = Product.startForTrial(settings, store, clock, before);
            return;
        }
        clock.advance();
        empty();
        for (Route route : product.camel().getCamelContext().getRoutes()) {
            route.filter("*").stream().filter(ResilienceProcessor.class::isInstance).map(ResilienceProcessor.class::cast)
                    .forEach(ResilienceProcessor::transitionToCloseState);
        }
    }

    /** Forgets what the test before has left in the store. */
    private void empty() throws SQLException {
        try (Connection connection = DriverManager.getConnection(store, "sa", ""); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("select table_name from information_schema.tables where table_schema = schema()"
                    + " and table_type = 'BASE TABLE' and lower(table_name) <> 'store_version'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            statement.execute("set referential_integrity false");
            for (String table : tables) {
                statement.execute("delete from \"" + table + "\"");
            }
            statement.execute("set referential_integrity true");
        }
    }

    private static Optional<Indicator> indicator(YamlNode given) {
        return given.isMap() ? Optional.of(Indicator.of(IndicatorType.of(given.at("type").text()), given.at("value").text())) : Optional.empty();
    }

    private Exchange send(Scenario test, String start, Optional<Indicator> indicator) throws Exception {
        EnrichmentWork enrichment = SourceTrial.begin(indicator.map(List::of).orElse(List.of()), Tlp.AMBER, PrivacyConfiguration.privacy(settings),
                clock.instant());
        try (FluentProducerTemplate template = product.camel().getCamelContext().createFluentProducerTemplate()) {
            return template.withProcessor(exchange -> {
                exchange.getMessage().setBody(indicator.isPresent() ? enrichment.getIndicators().get(0) : test.given().at("body").value());
                test.given().at("headers").entries().forEach(header -> exchange.getMessage().setHeader(header.key(), header.value().value()));
                exchange.setVariable("enrichment", enrichment);
                indicator.ifPresent(value -> exchange.setVariable("indicator", value));
                test.given().at("variables").entries().forEach(variable -> exchange.setVariable(variable.key(), variable.value().value()));
            }).to(start).send();
        }
    }

    private Outcome outcome(Exchange done, Optional<Indicator> indicator) {
        Object body = done.getMessage().getBody();
        ObjectNode variables = JSON.createObjectNode();
        done.getVariables().forEach((name, value) -> {
            if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
                variables.put(name, String.valueOf(value));
            }
        });
        JsonNode answer = body instanceof Answer given ? answer(given, indicator) : MissingNode.getInstance();
        return new Outcome(answer, body == null ? MissingNode.getInstance() : body instanceof Answer ? answer
                : TextNode.valueOf(String.valueOf(done.getMessage().getBody(String.class))), variables, stubs.requests(), List.of(), List.of(), List.of());
    }

    /** The answer with the verdict that follows from it alone. */
    private JsonNode answer(Answer given, Optional<Indicator> indicator) {
        ObjectNode answer = JSON.valueToTree(given);
        answer.put("state", given.state().label());
        indicator.ifPresent(asked -> {
            Finding finding = new Scorer(Rules.from(settings::text)).score(asked, List.of(given), clock.instant());
            answer.put("verdict", finding.verdict().value().label());
            answer.put("confidence", finding.verdict().confidence());
        });
        return answer;
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
        }
        stubs.close();
    }

    /** Stands still within a test. */
    private static final class SteppingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void advance() {
            now = now.plus(BETWEEN);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
