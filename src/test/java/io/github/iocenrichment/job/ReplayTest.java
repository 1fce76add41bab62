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
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code replay}, on incidents that the product has been through; each test has an incident of its own. */
class ReplayTest {
    private static final String LEFT_ALONE = "93.117.0.1";
    private static final String CHANGED = "93.117.0.2";
    private static final String REWORDED = "93.117.0.3";
    private static final String UNREACHABLE = "93.117.0.4";
    private static final String BUSY = "93.117.0.5";
    private static final String BACK_AGAIN = "93.117.0.6";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/job/replay-dry-run.txt");
    private static final String LAST_REPORT = Instant.now().minusSeconds(3600).toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static Sandbox sandbox;
    private static Map<String, String> settings;
    private static final Map<String, String> INCIDENTS = new LinkedHashMap<>();

    @BeforeAll
    static void theProductGoesThroughThem() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
        for (String address : List.of(LEFT_ALONE, CHANGED, REWORDED, UNREACHABLE, BUSY, BACK_AGAIN)) {
            know(address, 96);
            INCIDENTS.put(address, sandbox.addIncident(SandboxIncident.of("Beacon", "Traffic to " + address)));
        }
        settings = new LinkedHashMap<>(sandbox.settings());
        settings.keySet().removeIf(name -> name.startsWith("urlscan."));
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("intelx.verify.first-delay", "1s");
        // every replay asks anew
        settings.put("enrichment.cache.ttl", "1s");
        try (Job job = Job.start(sandbox, Clock.systemUTC(), settings)) {
            await().until(() -> World.allNoted(sandbox) && job.page("/status.json").contains("\"done\"") && World.isIdle(job));
        }
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    private static void know(String address, int score) {
        ObjectNode data = JSON.createObjectNode().put("ipAddress", address).put("isPublic", true).put("ipVersion", 4).put("isWhitelisted", false)
                .put("abuseConfidenceScore", score).put("countryCode", "NL").put("usageType", "Data Center/Web Hosting/Transit").put("isp", "Example Hosting")
                .put("domain", "example.net").put("isTor", false).put("totalReports", 120).put("numDistinctUsers", 40)
                .put("lastReportedAt", LAST_REPORT);
        data.putArray("hostnames");
        data.putArray("reports");
        sandbox.knowledge().abuseIpDb(data);
    }

    private static String number(String address) {
        return sandbox.incidents().stream().filter(incident -> incident.path("RecId").asText().equals(INCIDENTS.get(address))).findFirst().orElseThrow()
                .path("IncidentNumber").asText();
    }

    /** What has been written to the other systems so far. */
    private static List<Integer> written() {
        return List.of(sandbox.notes().size(), sandbox.recordIncidents().size(), sandbox.ingestPosts().size());
    }

    private static Said replay(Map<String, String> more, String... arguments) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        return Replays.replay(all, arguments);
    }

    private static Child child(Path home, String... arguments) throws IOException {
        return Child.start(home, settings, home.resolve("output.txt"), arguments);
    }

    static Stream<Arguments> notToBeReplayed() {
        return Stream.of(
                Arguments.of("a number that nobody has", "99999", Map.of(), "no incident of that number"),
                Arguments.of("a RecId that nobody has", "0123456789ABCDEF0123456789ABCDEF", Map.of(), "no incident of that number or RecId"),
                Arguments.of("neither of them", "the first one' or 1 eq 1", Map.of(), "name an incident by its number"),
                Arguments.of("a record incident", "record", Map.of(), "one of our own record incidents"),
                Arguments.of("a key that is refused", "99999", Map.of("ivanti.api-key", "0123456789ABCDEF0123456789ABCDEF"), "ivanti.api-key"),
                Arguments.of("a setting that is none", "99999", Map.of("ivanti.poll.page-size", "0"), "ivanti.poll.page-size"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notToBeReplayed")
    void oneLineSaysWhyItCannotBeDone(String what, String incident, Map<String, String> more, String words) {
        String named = incident.equals("record") ? sandbox.recordIncidents().get(0).path("IncidentNumber").asText() : incident;
        List<Integer> before = written();
        for (String[] arguments : List.of(new String[]{named}, new String[]{named, "--dry-run"})) {
            Said said = replay(more, arguments);
            assertThat(said.exit()).as(said.errors()).isEqualTo(2);
            assertThat(said.errors().strip().lines()).as(said.errors()).hasSize(1);
            assertThat(said.errors()).startsWith("ioc-enrichment: ").contains(words).doesNotContain("0123456789ABCDEF0123456789ABCDEF");
            assertThat(said.out()).isEmpty();
        }
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void whatHasNotChangedIsAsWrittenAndIsNotWrittenAgain() throws Exception {
        List<Integer> before = written();
        String name = "INC" + number(LEFT_ALONE);

        Said dry = replay(Map.of(), INCIDENTS.get(LEFT_ALONE), "--dry-run");

        assertThat(dry.errors()).isEmpty();
        assertThat(dry.out().lines()).satisfiesExactly(line -> assertThat(line).isEqualTo("bundle: as written"),
                line -> assertThat(line).matches("record: as written incident \\d+"), line -> assertThat(line).matches("note: as written \\[ref:[0-9a-f]{8}]"),
                line -> assertThat(line).isEqualTo(name + ": nothing differs; nothing was written"));
        assertThat(dry.exit()).isZero();

        Said again = replay(Map.of(), name);

        assertThat(again.errors()).isEmpty();
        assertThat(again.out().lines()).containsExactly(name + " done again; written: nothing, for nothing has changed");
        assertThat(again.exit()).isZero();
        assertThat(written()).isEqualTo(before);
        assertThat(stage(LEFT_ALONE)).isEqualTo("done");
    }

    @Test
    void aChangedAnswerIsShownFirstAndThenReportedInOneFurtherNote() throws Exception {
        List<Integer> before = written();
        know(CHANGED, 40);

        Said dry = replay(Map.of(), number(CHANGED), "--dry-run");

        assertThat(dry.exit()).as(dry.errors()).isEqualTo(1);
        String steady = steady(dry.out());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, steady);
        }
        assertThat(steady).isEqualTo(Files.readString(GOLDEN));
        assertThat(written()).isEqualTo(before);

        Said again = replay(Map.of(), number(CHANGED));

        assertThat(again.exit()).as(again.errors()).isZero();
        assertThat(again.out()).containsPattern("written: 1 message to Intel Exchange, a note \\[ref:[0-9a-f]{8}]");
        assertThat(written()).containsExactly(before.get(0) + 1, before.get(1), before.get(2) + 1);
        assertThat(sandbox.notes(INCIDENTS.get(CHANGED))).hasSize(2).last().satisfies(note ->
                assertThat(note.path("NotesBody").asText()).contains("malicious", "suspicious", "93.117.0[.]2"));

        Said once = replay(Map.of(), number(CHANGED));

        assertThat(once.out()).contains("written: nothing");
        assertThat(written()).containsExactly(before.get(0) + 1, before.get(1), before.get(2) + 1);
    }

    @Test
    void whatWasTakenBackAndIsMaliciousAgainIsShownAsTheProductWouldSendIt() {
        know(BACK_AGAIN, 0);
        assertThat(replay(Map.of(), number(BACK_AGAIN)).out()).contains("written: 1 message to Intel Exchange");
        know(BACK_AGAIN, 96);
        int posts = sandbox.ingestPosts().size();

        Said dry = replay(Map.of(), number(BACK_AGAIN), "--dry-run");
        Said again = replay(Map.of(), number(BACK_AGAIN));

        assertThat(dry.out()).doesNotContain("+  \"type\" : \"indicator\"").contains("bundle: differs: ", ", 0 new, ");
        assertThat(again.exit()).as(again.errors()).isZero();
        assertThat(sandbox.ingestPosts().subList(posts, sandbox.ingestPosts().size()).toString()).doesNotContain("\"type\":\"indicator\"");
    }

    @Test
    void aTemplateThatWasEditedShowsInExactlyThatLine() throws Exception {
        Path home = Child.home(folder.resolve("edited"));
        Files.createDirectories(home.resolve("templates"));
        Files.writeString(home.resolve("templates").resolve("messages_en.properties"), "title.note=What is known\n");
        try (Child replay = child(home, "replay", number(REWORDED), "--dry-run")) {
            assertThat(replay.exit()).as(replay.said()).isEqualTo(1);
            assertThat(replay.output().lines().filter(line -> line.matches("[-+](?![-+]).*"))).containsExactly("-Threat intelligence: 1 malicious",
                    "+What is known: 1 malicious");
            assertThat(replay.output()).contains("bundle: as written", "record: as written",
                    "note: differs; the note that is there stays, a further one would report what is new", "differs in note; nothing was written");
        }
    }

    @Test
    void aSourceThatCannotBeAskedHasNotTakenItsAnswerBack() {
        List<Integer> before = written();
        sandbox.addFault(Fault.answer(SandboxSystem.ABUSEIPDB, "", 503, "{}"));
        try {
            Said again = replay(Map.of("enrichment.max-wait", "1s"), number(UNREACHABLE));

            assertThat(again.exit()).as(again.errors()).isZero();
            assertThat(again.out()).contains("written: nothing").contains("amend: resumes at");
            assertThat(written()).isEqualTo(before);
        } finally {
            sandbox.clearFaults();
        }
    }

    @Test
    void anIncidentThatWasNeverTakenInIsDoneForTheFirstTime() {
        List<Integer> before = written();
        String recId = sandbox.addIncident(SandboxIncident.of("Forgotten", "Traffic to " + LEFT_ALONE));

        Said dry = replay(Map.of(), recId, "--dry-run");
        assertThat(dry.exit()).as(dry.errors()).isEqualTo(1);
        assertThat(dry.out()).contains("bundle: not compared: the store does not know INC", "record: none is there, this one is due",
                "note: none is there, this one is due", "+Threat intelligence: 1 malicious");
        assertThat(written()).isEqualTo(before);

        Said again = replay(Map.of(), recId);
        assertThat(again.exit()).as(again.errors()).isZero();
        assertThat(again.out()).contains("verify: resumes at", "1 message to Intel Exchange, the record incident, a note [ref:");
        assertThat(written()).containsExactly(before.get(0) + 1, before.get(1) + 1, before.get(2) + 1);
    }

    @Test
    void aWatchThatBeginsIsNotWaitedFor() {
        Said said = replay(Map.of("watch.enabled", "true"), sandbox.addIncident(SandboxIncident.of("Nobody knows it", "Traffic to 93.117.9.9")));

        assertThat(said.exit()).as(said.errors()).isZero();
        assertThat(said.out()).contains("watch: resumes at", "a note [ref:");
    }

    @Test
    void aNoteThatEndsInAnAttachmentIsComparedToItsLastPart() {
        String many = IntStream.range(1, 60).mapToObj(i -> "93.118.0." + i).collect(Collectors.joining(" "));
        String recId = sandbox.addIncident(SandboxIncident.of("Many", many + " and " + LEFT_ALONE));
        Map<String, String> small = Map.of("ivanti.note.max-chars", "1000", "ivanti.note.max-parts", "2");
        assertThat(replay(small, recId).exit()).isZero();
        assertThat(sandbox.notes(recId)).hasSize(2);

        Said dry = replay(small, recId, "--dry-run");

        assertThat(dry.out()).contains("note: as written");
        assertThat(dry.exit()).as(dry.errors()).isZero();
    }

    @Test
    void aRunningProductHoldsTheStore() throws Exception {
        List<Integer> before = written();
        Path home = Child.home(folder.resolve("beside"));
        try (Store held = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "other"), Clock.systemUTC());
                Child again = child(home, "replay", number(BUSY))) {
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.errors().lines().filter(line -> line.startsWith("ioc-enrichment: "))).singleElement().asString()
                    .contains("store.url", "in use by another process; fix: stop that one");
            try (Child dry = child(Child.home(folder.resolve("beside-dry")), "replay", number(BUSY), "--dry-run")) {
                assertThat(dry.exit()).as(dry.said()).isZero();
                assertThat(dry.output().lines().findFirst().orElse("")).startsWith("bundle: not compared: ").contains("in use by another process");
                assertThat(dry.output()).contains("record: as written", "note: as written", "nothing differs");
            }
            assertThat(held.isReachable()).isTrue();
        }
        assertThat(written()).isEqualTo(before);
    }

    private static String stage(String address) {
        try (Store store = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "test"), Clock.systemUTC())) {
            return store.incidents().find(INCIDENTS.get(address)).orElseThrow().stage();
        }
    }

    /** Without what differs from run to run. */
    private static String steady(String text) {
        return text.replaceAll("\\[ref:[0-9a-f]{8}]", "[ref:········]").replaceAll("incident \\d+", "incident ·····").replaceAll("INC\\d+", "INC·····")
                .replaceAll("--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "--········").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "····-··-··T··:··:··Z")
                .replaceAll("\\d+ \\w{3} \\d{4} –", "·· ··· ···· –").replaceAll("@@ .* @@", "@@ ··· @@");
    }
}
