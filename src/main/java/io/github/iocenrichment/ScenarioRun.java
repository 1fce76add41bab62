package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.github.iocenrichment.scenario.StubReply;
import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import io.github.iocenrichment.yaml.YamlNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests that are written as YAML: a route with the product's own beans, an empty store and outside systems that answer as the test says, or an
 * incident through all stages ({@link JourneyRun}).
 */
public final class ScenarioRun implements AutoCloseable {
    /** What a system answers for which the test has no reply; the test fails of it. */
    private static final int NOT_IMPLEMENTED = 501;
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final TrialStore store = new TrialStore();
    private final Set<String> systems;
    private final StubServer stubs = StubServer.start(NOT_IMPLEMENTED);
    private final Consumer<CamelContext> before;
    private final TrialTime time = TrialTime.standing();
    private final Clock clock = time.clock();
    private @Nullable Settings settings;
    private @Nullable Product product;

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

    private ScenarioRun(Set<String> systems, Consumer<CamelContext> before) {
        this.systems = systems;
        this.before = before;
    }

    /**
     * Runs tests one after another: those of routes in one product (two, when some go by the product's own settings), then the journeys, those of one kind in
     * one product. A test that names a system which is none is not run.
     *
     * @param before what is done with Camel before it reads the routes
     * @param each   takes each result as it comes
     */
    public static void run(List<Scenario> all, Consumer<CamelContext> before, Consumer<Result> each) throws Exception {
        Set<String> known = StubSettings.systems();
        List<Scenario> tests = new ArrayList<>();
        for (Scenario test : all) {
            List<String> unknown = unknown(test, known);
            if (unknown.isEmpty()) {
                tests.add(test);
            } else {
                each.accept(new Result(test, unknown));
            }
        }
        Set<String> systems = tests.stream().flatMap(test -> test.replies().stream()).map(StubReply::from).collect(Collectors.toCollection(TreeSet::new));
        Map<JourneyRun.Kind, List<Scenario>> journeys = tests.stream().filter(Scenario::isJourney)
                .collect(Collectors.groupingBy(JourneyRun.Kind::of, LinkedHashMap::new, Collectors.toList()));
        try (ScenarioRun run = new ScenarioRun(systems, before)) {
            for (boolean defaults : new boolean[]{true, false}) {
                for (Scenario test : tests) {
                    if (!test.isJourney() && test.inDefaults() == defaults) {
                        each.accept(new Result(test, run.differences(test)));
                    }
                }
                run.end();
            }
            for (List<Scenario> kind : journeys.values()) {
                try (JourneyRun journey = new JourneyRun(kind.get(0), run.stubs, before)) {
                    for (Scenario test : kind) {
                        each.accept(new Result(test, journey.differences(test)));
                    }
                }
            }
        }
    }

    private List<String> differences(Scenario test) throws Exception {
        begin(test);
        Optional<String> start = CamelMain.routes(product.camel()).stream().filter(route -> test.route().equals(route.getRouteId()))
                .map(route -> route.getInput().getEndpointUri()).findFirst();
        if (start.isEmpty() || !start.get().startsWith("direct:")) {
            return List.of(test.place() + ": " + (start.isEmpty() ? "no route " + test.route() + "; " + NearestName.remedy(test.route(),
                    CamelMain.routes(product.camel()).stream().map(RouteDefinition::getRouteId).toList(), "name one by its id")
                    : "the route " + test.route() + " starts from " + start.get().replaceFirst("\\?.*", "") + "; give an incident to test a stage"));
        }
        if (start.get().startsWith("direct:look-up-") && !test.given().at("indicator").isMap()) {
            return List.of(test.place() + ": the route " + test.route() + " asks about an indicator; add one, as in 'given: {indicator:"
                    + " {type: url, value: …}}'");
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
        return stubs.unanswered().stream().map(request -> {
            String misfits = test.replies().stream().filter(reply -> reply.from().equals(request.to())).map(reply -> reply.misfit(request))
                    .collect(Collectors.joining("; "));
            return test.place() + (misfits.isEmpty() ? ": no reply is given to " + request + "; add one to 'replies', with 'from: " + request.to() + "'"
                    : ": no reply fits " + request + "; " + misfits);
        }).distinct().toList();
    }

    /** Systems that a test names and that are none: a misspelt name would make it pass, or fail for another reason. */
    private static List<String> unknown(Scenario test, Set<String> known) {
        YamlNode nothing = test.expect().at("nothing-sent-to");
        Stream<Named> replying = test.replies().stream().map(reply -> new Named(reply.from(), reply.line()));
        Stream<Named> asked = test.expect().at("sent").items().stream().map(sent -> new Named(sent.at("to").text(), sent.lineOf("to")));
        Stream<Named> notAsked = nothing.each().stream()
                .map(name -> new Named(name.text(), test.expect().lineOf("nothing-sent-to")));
        return Stream.of(replying, asked, notAsked).flatMap(named -> named).filter(named -> !named.system().isEmpty() && !known.contains(named.system()))
                .map(named -> test.place(named.line()) + ": no system '" + named.system() + "'; "
                        + NearestName.remedy(named.system(), known, "it may be " + String.join(", ", known))).distinct().toList();
    }

    private record Named(String system, int line) {
    }

    private void begin(Scenario test) throws Exception {
        if (product == null) {
            settings = StubSettings.forRoutes(stubs, systems, test.inDefaults());
            product = Product.startForTrial(settings, store.url(), clock, before);
            return;
        }
        time.nextTest();
        store.empty();
        closeBreakers(product);
    }

    /** So that an outage in one test is none in the next. */
    static void closeBreakers(Product product) {
        for (Route route : product.camel().getCamelContext().getRoutes()) {
            route.filter("*").stream().filter(ResilienceProcessor.class::isInstance).map(ResilienceProcessor.class::cast)
                    .forEach(ResilienceProcessor::transitionToCloseState);
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
        JsonNode answer = answers(body, indicator);
        return new Outcome(answer, body == null ? MissingNode.getInstance() : !answer.isMissingNode() ? answer
                : TextNode.valueOf(String.valueOf(done.getMessage().getBody(String.class))), variables, stubs.requests(), List.of(), List.of(), List.of());
    }

    /** An answer, or the list of those that several sources gave; missing when there is none. */
    private JsonNode answers(Object body, Optional<Indicator> indicator) {
        if (body instanceof Answer given) {
            return answer(given, indicator);
        }
        ArrayNode several = JSON.createArrayNode();
        flat(body).filter(Answer.class::isInstance).forEach(one -> several.add(answer((Answer) one, indicator)));
        return several.isEmpty() ? MissingNode.getInstance() : several;
    }

    private static Stream<?> flat(Object body) {
        return body instanceof List<?> list ? list.stream().flatMap(ScenarioRun::flat) : Stream.ofNullable(body);
    }

    /** The answer with the verdict that follows from it alone. */
    private JsonNode answer(Answer given, Optional<Indicator> indicator) {
        ObjectNode answer = JSON.valueToTree(given);
        answer.put("state", given.state().label());
        indicator.ifPresent(asked -> {
            Finding finding = new Scorer(Rules.from(settings::text)).score(asked, List.of(given), clock.instant());
            answer.put("verdict", finding.verdict().value().label());
            answer.put("confidence", finding.verdict().confidence());
            answer.put(Outcome.WHY, finding.verdict().rules().stream().map(FiredRule::words).collect(Collectors.joining("; ")));
        });
        return answer;
    }

    private void end() {
        if (product != null) {
            product.close();
            product = null;
        }
    }

    @Override
    public void close() {
        end();
        stubs.close();
    }
}
