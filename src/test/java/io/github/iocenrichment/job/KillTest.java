package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.sandbox.IngestPost;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.Switch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed with {@code kill -9} again and again while incidents keep coming in; at the end the remote systems are counted: every
 * incident has its one note, its one record and its one publication, and those whose publication waits for an approval may have one note more, when it was
 * approved. Some processes die right after an approval. The moments come from a seed, which is printed; {@code -Dkill.seed=N}
 * repeats them as far as another run can.
 */
class KillTest {
    private static final int KILLS = 10;
    private static final int INCIDENTS_A_LIFE = 5;
    private static final int LONGEST_LIFE_MILLIS = 2_500;
    private static final int LONGEST_AFTER_APPROVAL_MILLIS = 60;
    private static final int MALICIOUS = 96;
    private static final int SUSPICIOUS = 40;
    private static final String WAITS = "publication waits for approval";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"");
    private static final Pattern WAITING = Pattern.compile("name=\"id\" value=\"([^\"]+\\|[0-9a-f]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> incidents = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private int approved;

    @TempDir
    Path folder;

    /** The process is started eleven times, which takes four minutes on a slow machine. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingIsDoneTwice() throws Exception {
        System.out.println("kill test with -Dkill.seed=" + seed);
        Instant begin = Instant.now();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false).withSeed(seed))) {
            // long enough for a kill between the request and its effect, and between the effect and its answer
            sandbox.turn(Switch.IVANTI_WRITE_DELAY, "PT0.12S");
            Map<String, String> settings = settings(sandbox);
            Path output = folder.resolve("output.txt");
            for (int kill = 0; kill < KILLS; kill++) {
                addIncidents(sandbox);
                try (Child life = Child.start(Path.of("").toAbsolutePath(), settings, output, "run")) {
                    live(sandbox, life);
                }
            }
            addIncidents(sandbox);
            try (Child last = Child.start(Path.of("").toAbsolutePath(), settings, output, "run")) {
                long begun = polls(sandbox);
                await().until(() -> !last.isAlive() || polls(sandbox) > begun);
                await().until(() -> {
                    approve();
                    return !last.isAlive() || isDone(sandbox);
                });
                assertThat(last.isAlive()).as(last.said()).isTrue();
                // what is done twice would be done by the next polls and stages
                long polls = polls(sandbox);
                await().until(() -> polls(sandbox) >= polls + 3);
                assertThat(last.stop()).as(last.said()).isIn(0, 143);
            }
            count(sandbox);
            System.out.printf("%d incidents, %d kills, %d approvals right before one, %d s: none lost, none doubled%n", incidents.size(), KILLS, approved,
                    Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    /** One life: it begins when the process has polled, and ends in the middle of whatever it does. */
    private void live(Sandbox sandbox, Child life) throws Exception {
        long polls = polls(sandbox);
        await().pollInterval(Duration.ofMillis(5)).until(() -> !life.isAlive() || polls(sandbox) > polls);
        assertThat(life.isAlive()).as(life.said()).isTrue();
        if (random.nextBoolean()) {
            life.leaveFor(random.nextInt(LONGEST_LIFE_MILLIS));
        } else {
            // at the very moment at which the answer to a write is on its way
            long writes = writes(sandbox) + 1 + random.nextInt(3 * INCIDENTS_A_LIFE);
            await().pollInterval(Duration.ofMillis(1)).until(() -> !life.isAlive() || writes(sandbox) >= writes
                    || isNoted(sandbox));
        }
        assertThat(life.isAlive()).as(life.said()).isTrue();
        if (random.nextBoolean()) {
            approved += approve();
            life.leaveFor(random.nextInt(LONGEST_AFTER_APPROVAL_MILLIS));
        }
        life.kill();
    }

    /** Approves each publication that waits for it, as an operator does on the page. @return how many */
    private int approve() throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + port + "/approvals");
        String shown = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
        Matcher token = TOKEN.matcher(shown);
        List<String> ids = WAITING.matcher(shown).results().map(found -> found.group(1)).distinct().toList();
        for (String id : token.find() ? ids : List.<String>of()) {
            HttpRequest order = HttpRequest.newBuilder(page).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("token=" + token.group(1) + "&id=" + URLEncoder.encode(id, StandardCharsets.UTF_8)
                            + "&action=approve&name=Test&reason=kill")).build();
            assertThat(http.send(order, HttpResponse.BodyHandlers.ofString()).statusCode()).isIn(200, 409);
        }
        return ids.size();
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        port = Job.freePort();
        settings.put("http.port", "" + port);
        settings.put("publish.approval", "malicious");
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("ivanti.write.settle-time", "2s");
        settings.put("intelx.verify.first-delay", "2s");
        settings.put("publish.note-waits", "10m");
        // kill -9 is what this test does: no work is to blame for it
        settings.put("work.deaths", "0");
        settings.put("node.name", "kill-test");
        return settings;
    }

    private void addIncidents(Sandbox sandbox) {
        for (int i = 0; i < INCIDENTS_A_LIFE; i++) {
            int number = incidents.size();
            String address = "93.116." + number / 250 + "." + (number % 250 + 1);
            // the publications of some wait for an approval
            sandbox.knowledge().abuseIpDb(reported(address, needsApproval(number) ? MALICIOUS : SUSPICIOUS));
            incidents.add(sandbox.addIncident(SandboxIncident.of("Beacon number " + number, "Traffic to " + address + " from here.")
                    .withField("Service", "Security Operations").withField("Category", "Malware")
                    .with(SandboxAttachment.of("hosts.txt", "text/plain", ("seen on ws-" + number + ": http://93.116." + number + ".77/load\n")
                            .getBytes(StandardCharsets.UTF_8)))));
        }
    }

    private static boolean needsApproval(int number) {
        return number % 3 == 0;
    }

    private static ObjectNode reported(String address, int score) {
        ObjectNode data = JSON.createObjectNode().put("ipAddress", address).put("isPublic", true).put("ipVersion", 4).put("isWhitelisted", false)
                .put("abuseConfidenceScore", score).put("countryCode", "NL").put("usageType", "Data Center/Web Hosting/Transit").put("isp", "Example Hosting")
                .put("domain", "example.net").put("isTor", false).put("totalReports", 120).put("numDistinctUsers", 40)
                .put("lastReportedAt", Instant.now().minusSeconds(3600).toString());
        data.putArray("hostnames");
        data.putArray("reports");
        return data;
    }

    private static long polls(Sandbox sandbox) {
        return sandbox.requests(null, "GET", "$orderby=CreatedDateTime").stream().filter(request -> request.path().contains("$top=100")).count();
    }

    private static long writes(Sandbox sandbox) {
        return sandbox.counts().getOrDefault("ivanti POST", 0L) + sandbox.ingestPosts().size();
    }

    /** Nothing more is written then but what waits for an approval. */
    private boolean isNoted(Sandbox sandbox) {
        return sandbox.notes().stream().map(note -> note.path("ParentLink_RecID").asText()).distinct().count() == incidents.size();
    }

    private boolean isDone(Sandbox sandbox) {
        return isNoted(sandbox) && sandbox.recordIncidents().size() == incidents.size() && waiting(sandbox).allMatch(recId -> sandbox.notes(recId).size() == 2);
    }

    /** Incidents whose note says that their publication waits for an approval. */
    private Stream<String> waiting(Sandbox sandbox) {
        return incidents.stream().filter(recId -> sandbox.notes(recId).stream().anyMatch(note -> note.path("NotesBody").asText().contains(WAITS)));
    }

    private void count(Sandbox sandbox) {
        Set<String> waits = waiting(sandbox).collect(Collectors.toSet());
        assertThat(waits).as("approved, seed %d", seed).isNotEmpty();
        Map<String, List<String>> notes = new HashMap<>();
        incidents.forEach(incident -> notes.put(incident, sandbox.notes(incident).stream().map(note -> note.path("Subject").asText()).toList()));
        assertThat(notes).as("notes, seed %d", seed).allSatisfy((incident, written) -> assertThat(written).as(incident)
                .hasSizeBetween(waits.contains(incident) ? 2 : 1, needsApproval(incidents.indexOf(incident)) ? 2 : 1).doesNotHaveDuplicates());
        Map<String, Long> records = sandbox.recordIncidents().stream()
                .collect(Collectors.groupingBy(record -> record.path("Subject").asText(), Collectors.counting()));
        assertThat(records).as("records, seed %d", seed).hasSize(incidents.size()).allSatisfy((subject, times) -> assertThat(times).as(subject).isEqualTo(1));
        Map<String, List<String>> publications = sandbox.ingestPosts().stream().collect(Collectors.groupingBy(KillTest::grouping,
                Collectors.mapping(post -> post.body().path("id").asText() + " at " + post.when(), Collectors.toList())));
        assertThat(publications).as("publications, seed %d", seed).hasSize(incidents.size())
                .allSatisfy((grouping, posts) -> assertThat(posts).as(grouping).hasSize(1));
        assertThat(sandbox.violations()).isEmpty();
    }

    private static String grouping(IngestPost post) {
        for (JsonNode object : post.body().path("objects")) {
            if (object.path("type").asText().equals("grouping")) {
                return object.path("id").asText();
            }
        }
        throw new AssertionError("a bundle without a grouping");
    }
}
