package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.job.Replays.Said;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code replay} on a PostgreSQL on which a node is at work, which does not stop for it. */
class ReplayBesideANodeTest {
    private static final String LEFT_ALONE = "93.121.0.1";
    private static final String CHANGED = "93.121.0.2";
    private static final String ABANDONED = "93.121.0.3";
    private static final String LAST_REPORT = Instant.now().minusSeconds(3600).toString();

    @TempDir
    static Path folder;
    private static Sandbox sandbox;
    private static Job node;
    private static Map<String, String> settings;
    private static final Map<String, String> INCIDENTS = new LinkedHashMap<>();

    @BeforeAll
    static void aNodeGoesThroughThem() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
        for (String address : List.of(LEFT_ALONE, CHANGED, ABANDONED)) {
            know(address, 96);
            INCIDENTS.put(address, sandbox.addIncident(SandboxIncident.of("Beacon", "Traffic to " + address)));
        }
        StoreSettings database = Databases.POSTGRESQL.fresh("node-1");
        settings = new LinkedHashMap<>(sandbox.settings());
        settings.keySet().removeIf(name -> name.startsWith("urlscan."));
        settings.putAll(Map.of("store.url", database.url().replaceFirst("\\?.*", ""), "store.username", database.username(), "store.password",
                database.password(),
                "node.name", "node-1", "intelx.verify.first-delay", "1s", "enrichment.cache.ttl", "1s"));
        node = Job.start(sandbox, Clock.systemUTC(), settings);
        untilIdle();
    }

    @AfterAll
    static void stop() {
        node.close();
        sandbox.close();
    }

    private static void untilIdle() {
        await().until(() -> World.allNoted(sandbox) && World.isIdle(node));
    }

    private static void know(String address, int score) {
        ObjectNode data = new ObjectMapper().createObjectNode().put("ipAddress", address).put("isPublic", true).put("ipVersion", 4)
                .put("abuseConfidenceScore", score).put("countryCode", "NL").put("totalReports", 120).put("numDistinctUsers", 40)
                .put("lastReportedAt", LAST_REPORT);
        sandbox.knowledge().abuseIpDb(data);
    }

    private static List<Integer> written() {
        return List.of(sandbox.notes().size(), sandbox.recordIncidents().size(), sandbox.ingestPosts().size());
    }

    private static Child child(String name, String address) throws Exception {
        return Child.start(Path.of("").toAbsolutePath(), settings, folder.resolve(name + ".txt"), "replay", INCIDENTS.get(address));
    }

    @Test
    void whatHasNotChangedIsAsWrittenAndIsNotWrittenAgain() throws Exception {
        List<Integer> before = written();

        Said dry = Replays.replay(settings, INCIDENTS.get(LEFT_ALONE), "--dry-run");
        assertThat(dry.exit()).as(dry.errors()).isZero();
        assertThat(dry.out()).contains("bundle: as written", "record: as written", "note: as written", "nothing differs");

        Said again = Replays.replay(settings, INCIDENTS.get(LEFT_ALONE));
        assertThat(again.exit()).as(again.errors()).isZero();
        assertThat(again.out()).contains("done again; written: nothing");
        untilIdle();
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void twoReplaysAtOnceWriteWhatIsNewsOnce() throws Exception {
        List<Integer> before = written();
        know(CHANGED, 40);

        Said dry = Replays.replay(settings, INCIDENTS.get(CHANGED), "--dry-run");
        assertThat(dry.exit()).as(dry.errors()).isEqualTo(1);
        assertThat(dry.out()).contains("bundle: differs", "note: differs", "nothing was written");
        assertThat(written()).isEqualTo(before);

        try (Child one = child("one", CHANGED); Child other = child("other", CHANGED)) {
            assertThat(one.exit()).as(one.said()).isZero();
            assertThat(other.exit()).as(other.said()).isZero();
        }
        untilIdle();
        assertThat(written()).containsExactly(before.get(0) + 1, before.get(1), before.get(2) + 1);
        assertThat(sandbox.notes(INCIDENTS.get(CHANGED))).last().satisfies(note -> assertThat(note.path("NotesBody").asText()).contains("suspicious"));
    }

    @Test
    void whatAReplayLeavesWhenItIsKilledIsDoneByTheNode() throws Exception {
        List<Integer> before = written();
        know(ABANDONED, 40);
        sandbox.addFault(Fault.of(SandboxSystem.ABUSEIPDB, ABANDONED, Fault.Kind.DELAY).delayed(3_000));
        long asked = sandbox.count(SandboxSystem.ABUSEIPDB, "GET", ABANDONED);
        try (Child replay = child("killed", ABANDONED)) {
            await().until(() -> !replay.isAlive() || sandbox.count(SandboxSystem.ABUSEIPDB, "GET", ABANDONED) > asked);
            assertThat(replay.isAlive()).as(replay.said()).isTrue();
            replay.kill();
        }
        await().until(() -> sandbox.notes(INCIDENTS.get(ABANDONED)).size() == 2);
        untilIdle();
        assertThat(written()).containsExactly(before.get(0) + 1, before.get(1), before.get(2) + 1);
    }
}
