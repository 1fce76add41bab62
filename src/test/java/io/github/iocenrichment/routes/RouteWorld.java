package io.github.iocenrichment.routes;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.Wired;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One route file as shipped, with the product's own beans, an empty store in memory, a clock that stands, every other route and every hand-over
 * mocked, and one HTTP server that plays the outside. A route that starts from {@code task:}, {@code timer:} or {@code quartz:} starts from
 * {@code direct:from-ROUTE} here.
 */
final class RouteWorld implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    /** Whose work a stage does in these tests. They have no row of a task, which TaskWork would name: claims made for it would have ended at once. */
    private static final String WORK_IN_HAND = "keyOfWork";

    private final List<String> files;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private Set<String> secretValues = Set.of();
    private List<String> mocked = List.of();
    private WireMockServer outside;
    private boolean collector;
    private Store store;
    private Main camel;
    private int port;

    private RouteWorld(String... files) {
        this.files = List.of(files);
    }

    /** @param files names of route files without ending, such as {@code 10-poll} */
    static RouteWorld of(String... files) {
        return new RouteWorld(files);
    }

    RouteWorld with(String setting, String value) {
        given.put(setting, value);
        return this;
    }

    /** With an OpenTelemetry collector, which is the same server. */
    RouteWorld tracing() {
        collector = true;
        return this;
    }

    /** An added output, which this world plays below its path. */
    RouteWorld outputs(String name, String path) {
        outputs.put(name, path);
        return this;
    }

    /** Values that must not be shown. */
    Set<String> secretValues() {
        return secretValues;
    }

    /** Endpoints of other files, as patterns; {@code task:*} always is. */
    RouteWorld mocking(String... patterns) {
        mocked = List.of(patterns);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        outside = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        outside.start();
        port = files.contains("80-status") ? FreePort.find() : 8080;
        Map<String, String> settings = OutsideAddresses.below("http://127.0.0.1:" + outside.port());
        settings.put("http.port", String.valueOf(port));
        if (collector) {
            settings.put("tracing.endpoint", "http://127.0.0.1:" + outside.port() + "/collector/");
        }
        settings.putAll(given);
        outputs.forEach((name, path) -> settings.put("output." + name + ".base-url", "http://127.0.0.1:" + outside.port() + path));
        store = Store.open(Databases.H2.fresh("node-1"), clock);
        Settings checked = Wired.settings(settings);
        secretValues = checked.secretValues();
        camel = Wired.camel(checked, store, clock);
        camel.addOverrideProperty("camel.main.routesIncludePattern", Stream.concat(files.stream(), Stream.of("90-errors"))
                .map(file -> "file:routes/" + file + ".camel.yaml").collect(Collectors.joining(",")));
        camel.addOverrideProperty("camel.server.enabled", String.valueOf(files.contains("80-status")));
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) {
                RoutesUnderTest.prepare(main.getCamelContext(), mocked);
            }
        });
        camel.init();
        RoutesUnderTest.startByHand((ModelCamelContext) camel.getCamelContext());
        RoutesUnderTest.withoutPauses((ModelCamelContext) camel.getCamelContext());
        camel.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        outside.resetAll();
        MockEndpoint.resetMocks(camel.getCamelContext());
        // a hand-over is mocked, and what is kept in its transaction is not
        answer("task:collect", exchange -> keys(exchange).forEach(recId -> store.incidents().handedOver(recId, "collecting", clock.instant())));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        camel.stop();
        store.close();
        outside.stop();
        RouteCoverage.ran(context.getRequiredTestClass());
    }

    WireMockServer outside() {
        return outside;
    }

    Store store() {
        return store;
    }

    MovableClock clock() {
        return clock;
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return camel.lookup(name, type);
    }

    /** Port of the pages, where they are under test. */
    int port() {
        return port;
    }

    /** What a mocked endpoint does with whatever comes. */
    void answer(String uri, Processor by) {
        mock(uri).whenAnyExchangeReceived(by);
    }

    MockEndpoint mock(String uri) {
        return context().getEndpoint("mock:" + uri, MockEndpoint.class);
    }

    /** The exchanges that a mocked endpoint got. */
    List<Exchange> received(String uri) {
        return mock(uri).getReceivedExchanges();
    }

    /** Keys of the work handed over to a task. */
    List<String> handedOver(String task) {
        return received("task:" + task).stream().flatMap(exchange -> keys(exchange).stream()).toList();
    }

    /** As the component finds them: the key in the header, else that of the work in hand, else those in the body. */
    private static List<String> keys(Exchange exchange) {
        String inHand = exchange.getProperty(WORK_IN_HAND, String.class);
        String key = exchange.getMessage().getHeader("TaskKey", inHand, String.class);
        return key != null ? List.of(key) : ((List<?>) exchange.getMessage().getBody()).stream().map(String.class::cast).toList();
    }

    /** Runs a route; the outcome is in the exchange, an exception too. */
    Exchange run(String uri, Object body, String... variables) {
        return context().createFluentProducerTemplate().to(uri).withProcessor(exchange -> {
            exchange.getMessage().setBody(body);
            for (int i = 0; i < variables.length; i += 2) {
                exchange.setVariable(variables[i], variables[i + 1]);
            }
        }).send();
    }

    /** Runs a stage for an incident, as its task would. */
    Exchange runStage(String route, String recId) {
        return runReleased(route, recId, null);
    }

    /** The same for work that an operator released at a time; null for none. */
    Exchange runReleased(String route, String recId, Instant releasedAt) {
        return context().createFluentProducerTemplate().to("direct:from-" + route).withProcessor(exchange -> {
            exchange.getMessage().setBody(recId);
            exchange.setProperty(WORK_IN_HAND, recId);
            exchange.getMessage().setHeader("TaskKey", recId);
            exchange.getMessage().setHeader("TaskAttempts", 0);
            exchange.getMessage().setHeader("TaskPriority", 3);
            if (releasedAt != null) {
                exchange.getMessage().setHeader("TaskReleasedAt", releasedAt);
            }
        }).send();
    }

    /** A new incident that has just been admitted. */
    String admitted(String subject) {
        String recId = newRecId();
        store.incidents().admit(new NewIncident(recId, "48213", subject, "3", clock.instant()), clock.instant());
        return recId;
    }

    /** How often routes reported a failure under that name. */
    long problems(String name) {
        return bean("failureLog", FailureLog.class).counts().getOrDefault(name, 0L);
    }

    String stageOf(String recId) {
        return store.incidents().find(recId).orElseThrow().stage();
    }

    static String newRecId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Lines of JSON with single quotes, for readable tests. */
    static String json(String... lines) {
        return Arrays.stream(lines).collect(Collectors.joining()).replace('\'', '"');
    }
}
