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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed with {@code kill -9} again and again while incidents keep coming in; at the end the remote systems are counted: every
 * incident has its one note, its one record and its one publication. The moments come from a seed, which is printed; {@code -Dkill.seed=N}
 * repeats them as far as another run can.
 */
class KillTest {
    private static final int KILLS = 10;
    private static final int INCIDENTS_A_LIFE = 5;
    private static final int LONGEST_LIFE_MILLIS = 2_500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> incidents = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
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
                await().until(() -> !last.isAlive() || isDone(sandbox));
                assertThat(last.isAlive()).as(last.said()).isTrue();
                // what is done twice would be done by the next polls and stages
                long polls = polls(sandbox);
                await().until(() -> polls(sandbox) >= polls + 3);
                assertThat(last.stop()).as(last.said()).isIn(0, 143);
            }
            count(sandbox);
            System.out.printf("%d incidents, %d kills, %d s: none lost, none doubled%n", incidents.size(), KILLS,
                    Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    /** One life: it begins when the process has polled, and ends in the middle of whatever it does. */
    private void live(Sandbox sandbox, Child life) throws InterruptedException {
        long polls = polls(sandbox);
        await().pollInterval(Duration.ofMillis(5)).until(() -> !life.isAlive() || polls(sandbox) > polls);
        assertThat(life.isAlive()).as(life.said()).isTrue();
        if (random.nextBoolean()) {
            life.leaveFor(random.nextInt(LONGEST_LIFE_MILLIS));
        } else {
            // at the very moment at which the answer to a write is on its way
            long writes = writes(sandbox) + 1 + random.nextInt(3 * INCIDENTS_A_LIFE);
            await().pollInterval(Duration.ofMillis(1)).until(() -> !life.isAlive() || writes(sandbox) >= writes
                    || isDone(sandbox));
        }
        assertThat(life.isAlive()).as(life.said()).isTrue();
        life.kill();
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("http.port", "" + Job.freePort());
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
            sandbox.knowAddress(malicious(address));
            incidents.add(sandbox.addIncident(SandboxIncident.of("Beacon number " + number, "Traffic to " + address + " and to 93.115.28.40.")
                    .withField("Service", "Security Operations").withField("Category", "Malware")
                    .with(SandboxAttachment.of("hosts.txt", "text/plain", ("seen on ws-" + number + ": http://93.116." + number + ".77/load\n")
                            .getBytes(StandardCharsets.UTF_8)))));
        }
    }

    private static ObjectNode malicious(String address) {
        ObjectNode data = JSON.createObjectNode().put("ipAddress", address).put("isPublic", true).put("ipVersion", 4).put("isWhitelisted", false)
                .put("abuseConfidenceScore", 96).put("countryCode", "NL").put("usageType", "Data Center/Web Hosting/Transit").put("isp", "Example Hosting")
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

    private boolean isDone(Sandbox sandbox) {
        return sandbox.notes().stream().map(note -> note.path("ParentLink_RecID").asText()).distinct().count() == incidents.size();
    }

    private void count(Sandbox sandbox) {
        Map<String, List<String>> notes = new HashMap<>();
        incidents.forEach(incident -> notes.put(incident, sandbox.notes(incident).stream().map(note -> note.path("Subject").asText()).toList()));
        assertThat(notes).as("notes, seed %d", seed).allSatisfy((incident, written) -> assertThat(written).as(incident).hasSize(1));
        assertThat(sandbox.notes()).hasSize(incidents.size());
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
