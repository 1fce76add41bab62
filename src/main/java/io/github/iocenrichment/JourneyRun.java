package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.sandbox.IngestPost;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.scenario.Expectations;
import io.github.iocenrichment.scenario.IncidentFile;
import io.github.iocenrichment.scenario.Outcome;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.StubReply;
import io.github.iocenrichment.scenario.StubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * One incident through all stages of a product of its own. Ivanti and Intel Exchange are those of the sandbox; the sources answer as the test says, and
 * one of which it says nothing is off.
 */
final class JourneyRun {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Set<String> VULNERABILITIES = Set.of("nvd", "epss", "kev");
    private static final String ADDRESS = ".base-url";
    /** What waits for its time, by design. */
    private static final String LEFT = "select count(*) from task where task_name not in ('amend', 'watch') and (picked or execution_time <"
            + " dateadd('second', 30, now()))";

    private JourneyRun() {
    }

    static List<String> differences(Scenario test, StubServer stubs, Consumer<CamelContext> before) throws Exception {
        IncidentFile incident = IncidentFile.of(test.given().at("incident"), test.file());
        stubs.begin(test.replies());
        String store = "jdbc:h2:mem:journey-" + UUID.randomUUID();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(0));
                Product product = Product.start(StubSettings.load(settings(test, sandbox, stubs, store)), true, Clock.systemUTC(), before)) {
            String recId = sandbox.addIncident(SandboxContent.incident(incident));
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end && (sandbox.notes(recId).isEmpty() || isBusy(store))) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            List<String> differences = new ArrayList<>(ScenarioRun.unanswered(test, stubs));
            if (sandbox.notes(recId).isEmpty()) {
                differences.add(test.place() + ": no note was written within " + LONGEST.toSeconds() + " s; the log says why");
            }
            differences.addAll(Expectations.differences(test, outcome(sandbox, recId, stubs)));
            return differences;
        }
    }

    private static Map<String, String> settings(Scenario test, Sandbox sandbox, StubServer stubs, String store) throws IOException {
        Set<String> answering = test.replies().stream().map(StubReply::from).collect(Collectors.toSet());
        Map<String, String> forced = new LinkedHashMap<>(sandbox.settings());
        for (String name : StubSettings.names()) {
            String system = name.substring(0, name.indexOf('.'));
            if (name.endsWith(ADDRESS) && !Set.of("ivanti", "intelx").contains(system)) {
                forced.put(name, stubs.url(system));
                forced.computeIfPresent(system + ".api-key", (key, value) -> answering.contains(system) ? value : "");
                if (StubSettings.names().contains(system + ".api-key")) {
                    forced.put(system + ".api-key", answering.contains(system) ? "key-of-" + system : "");
                }
            }
        }
        forced.put("kev.url", stubs.url("kev") + "/kev.json");
        forced.put("vulnerability.enabled", String.valueOf(answering.stream().anyMatch(VULNERABILITIES::contains)));
        forced.put("store.url", store);
        forced.put("http.host", "127.0.0.1");
        forced.put("http.port", String.valueOf(freePort()));
        forced.put("ivanti.poll.cron", "* * * * * ?");
        forced.put("intelx.verify", "false");
        forced.put("network.proxy.url", "");
        test.given().at("settings").entries().forEach(setting -> forced.put(setting.key(), setting.value().text()));
        return forced;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isBusy(String store) throws SQLException {
        try (Connection connection = DriverManager.getConnection(store, "sa", ""); Statement statement = connection.createStatement();
                ResultSet left = statement.executeQuery(LEFT)) {
            return left.next() && left.getLong(1) > 0;
        }
    }

    private static Outcome outcome(Sandbox sandbox, String recId, StubServer stubs) {
        List<JsonNode> bundles = sandbox.ingestPosts().stream().map(IngestPost::body).map(JsonNode.class::cast).toList();
        List<JsonNode> records = sandbox.recordIncidents().stream().map(ObjectNode.class::cast).map(JsonNode.class::cast).toList();
        return new Outcome(MissingNode.getInstance(), MissingNode.getInstance(), MissingNode.getInstance(), stubs.requests(),
                sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).toList(), bundles, records);
    }
}
