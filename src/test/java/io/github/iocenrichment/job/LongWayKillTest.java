package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.sandbox.IngestPost;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.Switch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed with {@code kill -9} on the long way: while notes overflow into an attachment, envelopes go into a TAXII inbox, and rounds of the verdict
 * watch ask again, for each life begins more than an hour after the one before. At the end each incident has its parts, its one file, its one
 * record, its one publication, and one further note and publication where its verdict has changed. The moments come from a seed, which is
 * printed; {@code -Dkill.seed=N} repeats them as far as another run can.
 */
class LongWayKillTest {
    private static final int KILLS = 4;
    /** Incidents of as many first lives are about a URL that becomes known as malicious when they are over. */
    private static final int LIVES_BEFORE_IT_IS_KNOWN = 2;
    private static final int ADDRESSES = 14;
    private static final int WRITES_A_LIFE = 8;
    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final Duration BETWEEN_LIVES = Duration.ofMinutes(70);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MovableClock clock = MovableClock.running();
    private final List<String> many = new ArrayList<>();
    private final Map<String, String> watched = new LinkedHashMap<>();
    private Duration ahead = Duration.ZERO;
    private Sandbox sandbox;
    private Map<String, String> settings;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingIsDoneTwice() throws Exception {
        System.out.println("long way kill test with -Dkill.seed=" + seed);
        Instant begin = Instant.now();
        try (Sandbox outside = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false).withSeed(seed))) {
            sandbox = outside;
            sandbox.turn(Switch.IVANTI_WRITE_DELAY, "PT0.12S");
            settings = settings();
            for (int kill = 0; kill < KILLS; kill++) {
                hoursPass();
                addIncidents(kill);
                try (Child life = start()) {
                    live(life);
                }
                if (kill == LIVES_BEFORE_IT_IS_KNOWN - 1) {
                    watched.values().forEach(this::becomesKnown);
                }
            }
            untilAll(this::isNoted);
            untilAll(recId -> isNoted(recId) && isReported(recId));
            count();
            System.out.printf("%d incidents, %d changed verdicts, %d kills, %d s: none lost, none doubled%n", incidents().count(),
                    watched.keySet().stream().filter(this::hasChanged).count(), KILLS, Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    private Map<String, String> settings() throws Exception {
        Map<String, String> given = new LinkedHashMap<>(sandbox.settings());
        given.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        given.put("http.port", "" + Job.freePort());
        given.put("ivanti.poll.cron", "0/1 * * * * ?");
        given.put("ivanti.write.settle-time", "2s");
        given.put("ivanti.note.max-chars", "1500");
        given.put("ivanti.note.max-parts", "2");
        given.put("intelx.route", "taxii");
        given.put("intelx.verify.first-delay", "2s");
        // the hours between two lives are none in which anybody waited
        given.put("publish.note-waits", "1d");
        given.put("enrichment.max-wait", "1d");
        given.put("watch.enabled", "true");
        given.put("watch.schedule", Stream.generate(() -> "1h").limit(KILLS + 3).collect(Collectors.joining(",")));
        // kill -9 is what this test does: no work is to blame for it
        given.put("work.deaths", "0");
        given.put("node.name", "kill-test");
        return given;
    }

    /** One incident whose note does not fit into its parts, and one about a URL that nobody has seen. */
    private void addIncidents(int life) {
        List<String> addresses = IntStream.rangeClosed(1, ADDRESSES).mapToObj(i -> "93.119." + life + "." + i).toList();
        addresses.forEach(address -> sandbox.knowledge().abuseIpDb(malicious(address)));
        many.add(sandbox.addIncident(SandboxIncident.of("Many beacons, number " + life, "Traffic to " + String.join(" ", addresses))
                .withField("Service", "Security Operations").withField("Category", "Malware")));
        String url = "https://quiet-harbour-" + life + ".com/verify";
        String address = "93.120." + life + ".1";
        sandbox.knowledge().abuseIpDb(malicious(address));
        watched.put(sandbox.addIncident(SandboxIncident.of("Odd page, number " + life, "Traffic to " + address + " after " + url + " was opened.")
                .withField("Service", "Security Operations").withField("Category", "Malware")), url);
    }

    private static ObjectNode malicious(String address) {
        return JSON.createObjectNode().put("ipAddress", address).put("isPublic", true).put("ipVersion", 4).put("abuseConfidenceScore", 96)
                .put("totalReports", 120).put("numDistinctUsers", 40).put("countryCode", "NL");
    }

    private void becomesKnown(String url) {
        ObjectNode attributes = JSON.createObjectNode().put("last_analysis_date", clock.instant().getEpochSecond());
        attributes.putObject("last_analysis_stats").put("malicious", 17).put("suspicious", 1).put("undetected", 20).put("harmless", 56).put("timeout", 0);
        sandbox.knowledge().virusTotal("url", url, attributes);
    }

    private void hoursPass() {
        clock.advance(BETWEEN_LIVES);
        ahead = ahead.plus(BETWEEN_LIVES);
    }

    private Child start() throws Exception {
        return Child.start(LaterNode.class, Path.of("").toAbsolutePath(), settings, folder.resolve("output.txt"), ahead.toString());
    }

    /** One life: it begins when the process has polled, and ends in the middle of whatever it does. */
    private void live(Child life) throws InterruptedException {
        long polls = polls();
        await().pollInterval(Duration.ofMillis(5)).until(() -> !life.isAlive() || polls() > polls);
        assertThat(life.isAlive()).as(life.said()).isTrue();
        if (random.nextBoolean()) {
            life.leaveFor(random.nextInt(LONGEST_LIFE_MILLIS));
        } else {
            // at the very moment at which the answer to a write is on its way
            long writes = writes() + 1 + random.nextInt(WRITES_A_LIFE);
            await().pollInterval(Duration.ofMillis(1)).until(() -> !life.isAlive() || writes() >= writes
                    || incidents().allMatch(this::isNoted));
        }
        assertThat(life.isAlive()).as(life.said()).isTrue();
        life.kill();
    }

    /** A last life, until all incidents are as far and a few polls longer, for what is done twice would be done by then. */
    private void untilAll(Predicate<String> isSoFar) throws Exception {
        hoursPass();
        try (Child last = start()) {
            await().until(() -> !last.isAlive() || incidents().allMatch(isSoFar));
            assertThat(last.isAlive()).as(last.said()).isTrue();
            long polls = polls();
            await().until(() -> polls() >= polls + 3);
            assertThat(last.stop()).as(last.said()).isIn(0, 143);
        }
    }

    private Stream<String> incidents() {
        return Stream.concat(many.stream(), watched.keySet().stream());
    }

    private List<String> parts(String recId) {
        return sandbox.notes(recId).stream().map(note -> note.path("Subject").asText().replaceFirst(".*(part \\d+/\\d+).*", "$1")).toList();
    }

    private boolean isNoted(String recId) {
        return many.contains(recId) ? parts(recId).size() >= 2 : !parts(recId).isEmpty();
    }

    /** Whether its URL was unknown when it was noted and has become known since; then that is reported in a note of its own. */
    private boolean hasChanged(String recId) {
        return watched.containsKey(recId) && new ArrayList<>(watched.keySet()).indexOf(recId) < LIVES_BEFORE_IT_IS_KNOWN
                && sandbox.notes(recId).get(0).path("NotesBody").asText().contains("never seen");
    }

    private boolean isReported(String recId) {
        return !hasChanged(recId) || parts(recId).size() >= 2;
    }

    private long polls() {
        return sandbox.requests(null, "GET", "$orderby=CreatedDateTime").stream().filter(request -> request.path().contains("$top=100")).count();
    }

    private long writes() {
        return sandbox.counts().getOrDefault("ivanti POST", 0L) + sandbox.ingestPosts().size();
    }

    private void count() {
        assertThat(many).allSatisfy(recId -> assertThat(parts(recId)).as("parts, seed %d", seed).containsExactly("part 1/2", "part 2/2"));
        assertThat(sandbox.attachments()).as("files, seed %d", seed).extracting(file -> file.path("ParentLink_RecID").asText())
                .containsExactlyInAnyOrderElementsOf(many);
        watched.forEach((recId, url) -> assertThat(sandbox.notes(recId)).as("notes on %s, seed %d", url, seed).hasSize(hasChanged(recId) ? 2 : 1));
        assertThat(sandbox.recordIncidents()).as("records, seed %d", seed).hasSize(many.size() + watched.size())
                .extracting(record -> record.path("Subject").asText()).doesNotHaveDuplicates();
        assertThat(sandbox.ingestPosts()).as("publications, seed %d", seed).allMatch(post -> post.route().equals("taxii"))
                .hasSize(many.size() + watched.size() + (int) watched.keySet().stream().filter(this::hasChanged).count())
                .extracting(LongWayKillTest::content).doesNotHaveDuplicates();
        assertThat(sandbox.violations()).isEmpty();
    }

    /** What an envelope says, by the ids and versions of its objects. */
    private static String content(IngestPost post) {
        return StreamSupport.stream(post.body().path("objects").spliterator(), false).map((JsonNode object) -> object.path("id").asText() + " "
                + object.path("modified").asText()).collect(Collectors.joining(","));
    }
}
