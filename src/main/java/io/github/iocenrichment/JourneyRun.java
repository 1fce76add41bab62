package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.publish.Approval;
import io.github.iocenrichment.sandbox.IngestPost;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.scenario.Expectations;
import io.github.iocenrichment.scenario.IncidentFile;
import io.github.iocenrichment.scenario.Outcome;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.StubReply;
import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.yaml.YamlNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * Incidents through all stages of one product: of tests to which the same systems answer and that set the same. Ivanti and Intel Exchange are those of the
 * sandbox; the sources answer as the test says, and one of which it says nothing is off.
 */
final class JourneyRun implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String OPERATOR = "Test";
    /** Expectations of what an approval holds back. */
    private static final List<String> PUBLICATION = List.of("bundle", "bundle contains", "bundle-contains", "record");

    private final Scenario first;
    private final StubServer stubs;
    private final TrialStore store = new TrialStore();
    private final TrialTime time = TrialTime.going();
    private final Clock clock = time.clock();
    private final Sandbox sandbox;
    private final Product product;
    private int published;

    /**
     * Tests of which this is the same share a product.
     *
     * @param answering systems that answer
     * @param settings  of the test's own
     * @param defaults  whether the others are the product's own
     */
    record Kind(Set<String> answering, Map<String, String> settings, boolean defaults) {
        static Kind of(Scenario test) {
            Map<String, String> settings = new TreeMap<>();
            test.given().at("settings").entries().forEach(setting -> settings.put(setting.key(), setting.value().text()));
            return new Kind(test.replies().stream().map(StubReply::from).collect(Collectors.toCollection(TreeSet::new)), settings,
                    test.inDefaults());
        }
    }

    /** @param first of the tests; what the product asks at its start is answered by its replies */
    JourneyRun(Scenario first, StubServer stubs, Consumer<CamelContext> before) throws Exception {
        this.stubs = stubs;
        this.first = first;
        stubs.begin(first.replies());
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(0).withClock(clock));
        try {
            product = Product.start(StubSettings.load(settings(Kind.of(first)), first.inDefaults()), true, clock, before);
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
    }

    List<String> differences(Scenario test) throws Exception {
        IncidentFile incident = IncidentFile.of(test.given().at("incident"), test.file());
        if (test != first) {
            stubs.begin(test.replies());
        }
        String object = test.given().at("object").text();
        String recId = sandbox.addRecord(object.isEmpty() ? "incident" : object, SandboxContent.incident(incident));
        String decision = test.given().at("approval").text();
        await(recId);
        if (!decision.isEmpty() && decide(recId, decision.equals("approved"))) {
            await(recId);
        }
        List<String> differences = new ArrayList<>(ScenarioRun.unanswered(test, stubs));
        if (sandbox.notes(recId).isEmpty()) {
            differences.add(test.place() + ": no note was written within " + LONGEST.toSeconds() + " s; the log says why");
        }
        differences.addAll(Expectations.differences(test, outcome(recId)));
        if (!differences.isEmpty()) {
            why(test, recId).forEach(reason -> differences.add(test.place() + ": " + reason));
        }
        forget();
        return differences;
    }

    /** What stands in the way of an incident, where a test did not find what it expects. */
    private List<String> why(Scenario test, String recId) throws SQLException {
        List<String> reasons = new ArrayList<>(store.parked());
        if (expectsPublication(test) && approval().allWaiting().stream().anyMatch(one -> one.recId().equals(recId))) {
            reasons.add("the publication waits for approval, as publish.approval says; say below 'given' what is decided (approval: approved), or set"
                    + " settings: {publish.approval: none}");
        }
        return reasons;
    }

    private static boolean expectsPublication(Scenario test) {
        YamlNode expect = test.expect();
        return PUBLICATION.stream().anyMatch(key -> expect.has(key) && !expect.at(key).text().equals("false"))
                || expect.at("sent").items().stream().anyMatch(sent -> sent.at("to").text().equals("intelx"));
    }

    private Approval approval() {
        return product.camel().lookup("approval", Approval.class);
    }

    private void await(String recId) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end && (sandbox.notes(recId).isEmpty() || store.isBusy(clock.instant()))) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** As an operator does on the page of approvals; false when nothing waits for one. */
    private boolean decide(String recId, boolean approved) throws IOException {
        Approval approval = approval();
        Optional<String> waiting = approval.allWaiting().stream().filter(one -> one.recId().equals(recId)).map(Approval.Waiting::id).findFirst();
        if (waiting.isEmpty() || !approval.decide(waiting.get(), approved, OPERATOR, "")) {
            return false;
        }
        try (ProducerTemplate template = product.camel().getCamelContext().createProducerTemplate()) {
            template.sendBodyAndHeader("task:publish", recId, "TaskKey", recId);
        }
        return true;
    }

    /** So that the next test finds an empty store and no incident of this one. */
    private void forget() throws SQLException {
        sandbox.incidents().forEach(row -> sandbox.deleteIncident(row.path("RecId").asText()));
        published = sandbox.ingestPosts().size();
        time.nextTest();
        store.empty();
        ScenarioRun.closeBreakers(product);
    }

    private Map<String, String> settings(Kind kind) throws IOException {
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        Map<String, String> forced = new LinkedHashMap<>(sandbox.settings());
        forced.putAll(StubSettings.sources(stubs, kind.answering()::contains, routes));
        forced.putAll(StubSettings.outputs(stubs, kind.answering(), routes));
        forced.put("store.url", store.url());
        forced.put("http.host", "127.0.0.1");
        forced.put("http.port", String.valueOf(freePort()));
        forced.put("ivanti.poll.cron", "* * * * * ?");
        forced.put("intelx.verify", "false");
        forced.putAll(kind.settings());
        return forced;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Outcome outcome(String recId) {
        List<JsonNode> bundles = sandbox.ingestPosts().stream().skip(published).map(IngestPost::body).map(JsonNode.class::cast).toList();
        List<JsonNode> records = sandbox.recordIncidents().stream().map(ObjectNode.class::cast).map(JsonNode.class::cast).toList();
        return new Outcome(MissingNode.getInstance(), MissingNode.getInstance(), MissingNode.getInstance(), stubs.requests(),
                sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).toList(), bundles, records);
    }

    @Override
    public void close() {
        product.close();
        sandbox.close();
    }
}
