package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.sandbox.IngestPost;
import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.stix.StixSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The sample incidents go through the whole product once; then everything that came out of it is looked at. The notes are compared with one file
 * for each incident; {@code -Dgolden.update=true} writes these files anew, to be read before they are committed.
 */
class WholeJobTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/job");

    private static Sandbox sandbox;
    private static Job job;

    @BeforeAll
    static void work() throws Exception {
        Clock clock = OffsetClock.fromMorning();
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSeed(4711));
        job = Job.start(sandbox, clock, Map.of("intelx.verify.first-delay", "2s"));
        await().until(() -> World.allNoted(sandbox) && World.isIdle(job));
        long polls = polls().size();
        await("the polls go on").until(() -> polls().size() >= polls + 2);
        await().until(() -> World.isIdle(job));
    }

    @AfterAll
    static void stop() {
        if (job != null) {
            job.close();
        }
        sandbox.close();
    }

    private static List<RequestRecord> polls() {
        return sandbox.requests(SandboxSystem.IVANTI, "GET", "$orderby=CreatedDateTime").stream().filter(r -> r.path().contains("$top=100")).toList();
    }

    @TestFactory
    Stream<DynamicTest> eachIncidentIsAnsweredAsExpected() {
        return World.sources(sandbox).stream().map(incident -> DynamicTest.dynamicTest("INC" + incident.path("IncidentNumber").asText() + " "
                + incident.path("Subject").asText(), () -> compare(incident)));
    }

    private static void compare(JsonNode incident) throws IOException {
        String written = World.written(sandbox, incident) + "\n";
        Path file = GOLDEN.resolve("INC" + incident.path("IncidentNumber").asText() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, written);
        }
        assertThat(written).as("golden file %s; rewrite with -Dgolden.update=true", file).isEqualTo(Files.readString(file));
    }

    @Test
    void eachIncidentHasOneNoteWhichNoCustomerSees() {
        assertThat(World.sources(sandbox)).hasSize(13).allSatisfy(incident -> assertThat(sandbox.notes(incident.path("RecId").asText())).hasSize(1));
        assertThat(sandbox.notes()).hasSize(13).allSatisfy(note -> {
            assertThat(note.path("PublishToWeb").isBoolean()).isTrue();
            assertThat(note.path("PublishToWeb").asBoolean()).isFalse();
            assertThat(note.path("Subject").asText()).matches("TI enrichment INC\\d+ part 1/1 \\[ref:[0-9a-f]{8}]");
            assertThat(note.path("ParentLink_Category").asText()).isEqualTo("Incident");
        });
    }

    @Test
    void eachPublicationHasOneRecordIncident() {
        Map<String, List<String>> records = sandbox.recordIncidents().stream().collect(Collectors.groupingBy(record ->
                record.path("Subject").asText().replaceFirst(".*\\[ti-record:(grouping--[0-9a-f-]{36})]$", "$1"),
                Collectors.mapping(record -> record.path("Subject").asText(), Collectors.toList())));
        assertThat(records.keySet()).isEqualTo(groupings());
        assertThat(records.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(sandbox.recordIncidents()).isNotEmpty().allSatisfy(record -> {
            assertThat(record.path("Subject").asText()).matches("Intel published for INC\\d+ \\[ti-record:grouping--[0-9a-f-]{36}]");
            assertThat(record.path("Status").asText()).isEqualTo("Logged");
            assertThat(record.path("Urgency").asText()).isEqualTo("Low");
            assertThat(record.path("Impact").asText()).isEqualTo("Low");
            assertThat(record.path("Service").asText()).isEqualTo("Security Operations");
            assertThat(record.path("Category").asText()).isEqualTo("Threat Intelligence");
            assertThat(record.path("Source").asText()).isEqualTo("API");
            assertThat(record.path("ProfileLink_RecID").asText()).isNotBlank();
            assertThat(record.path("Symptom").asText()).isNotBlank();
        });
        assertThat(sandbox.recordIncidents()).allSatisfy(record -> assertThat(sandbox.notes(record.path("RecId").asText()))
                .as("our own records are not enriched").isEmpty());
    }

    private static Set<String> groupings() {
        return sandbox.publishedObjects().stream().filter(object -> object.path("type").asText().equals("grouping"))
                .map(object -> object.path("id").asText()).collect(Collectors.toSet());
    }

    @Test
    void eachPublicationIsSentOnceAndValid() {
        assertThat(sandbox.ingestPosts()).isNotEmpty();
        List<String> bundles = new ArrayList<>();
        for (IngestPost post : sandbox.ingestPosts()) {
            assertThat(post.source()).isEqualTo("IOC Enrichment");
            assertThat(post.collection()).isEqualTo("Ivanti Incidents");
            JsonNode bundle = post.body();
            StixSchemas.assertValidBundle(bundle);
            List<String> containers = new ArrayList<>();
            bundle.path("objects").forEach(object -> {
                if (object.path("type").asText().equals("grouping")) {
                    containers.add(object.path("id").asText());
                }
            });
            assertThat(containers).hasSize(1);
            bundles.addAll(containers);
        }
        assertThat(bundles).doesNotHaveDuplicates();
    }

    @Test
    void eachValueIsAskedAboutOnceAtEachVendor() {
        // a file that was also looked for by its MD5 or SHA-1 has its overview read for each of the hashes
        Set<String> alsoByOtherHash = Set.of("6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426",
                "9ec11fa7e4104b12ea04222b0a72cc83dd217b90278e630d0df494f7ef4fc8b7");
        assertThat(World.questions(sandbox)).isNotEmpty().allSatisfy((question, times) -> assertThat(times).as(question)
                .isBetween(1L, alsoByOtherHash.stream().anyMatch(file -> question.endsWith("/overview/" + file)) ? 2L : 1L));
        assertThat(World.questions(sandbox).keySet()).noneMatch(question -> question.contains("fjord-bank"));
    }

    @Test
    void noRequestCarriesWhatIsNotMeantForItsReceiver() {
        assertThat(sandbox.violations()).isEmpty();
        Set<String> own = Set.of("authorization", "key", "x-apikey", "api-key", "apikey");
        Map<SandboxSystem, String> keys = Map.of(SandboxSystem.IVANTI, "authorization", SandboxSystem.ABUSEIPDB, "key",
                SandboxSystem.VIRUSTOTAL, "x-apikey", SandboxSystem.HYBRID_ANALYSIS, "api-key", SandboxSystem.NVD, "apikey",
                SandboxSystem.VULNCHECK, "authorization");
        Set<String> harmless = Set.of("accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent", "x-tool",
                "upgrade", "http2-settings");
        Set<SandboxSystem> reached = new HashSet<>();
        for (RequestRecord request : sandbox.requests(null, null, null)) {
            reached.add(request.system());
            Set<String> headers = new HashSet<>(request.headers());
            headers.removeAll(harmless);
            String key = keys.get(request.system());
            assertThat(headers).as("%s %s", request.system(), request.path()).isEqualTo(key == null ? Set.of() : Set.of(key));
            assertThat(own).containsAll(headers);
        }
        assertThat(reached).containsExactlyInAnyOrder(SandboxSystem.IVANTI, SandboxSystem.ABUSEIPDB, SandboxSystem.VIRUSTOTAL,
                SandboxSystem.HYBRID_ANALYSIS, SandboxSystem.INTEL_EXCHANGE, SandboxSystem.NVD, SandboxSystem.EPSS, SandboxSystem.KEV,
                SandboxSystem.CVE_ORG, SandboxSystem.EUVD, SandboxSystem.VULNCHECK);
    }

    @Test
    void everySourceWasInGoodHealth() {
        assertThat(sandbox.notes()).noneMatch(note -> note.path("NotesBody").asText().contains("has been failing"));
        assertThat(sandbox.requests(null, null, null)).noneMatch(request -> request.status() >= 400 && request.status() != 404);
    }

    @Test
    void laterPollsAskBehindTheWatermarkAndTakeNothingTwice() {
        assertThat(polls()).hasSizeGreaterThan(2).allSatisfy(poll -> {
            assertThat(poll.path()).contains("$skip=0").contains("CreatedDateTime ge ");
            assertThat(poll.status()).isEqualTo(200);
        });
        for (JsonNode incident : World.sources(sandbox)) {
            // the details of a long list are in a file, which is looked for before it is sent
            boolean withFile = incident.path("IncidentNumber").asText().equals("48213");
            assertThat(sandbox.requests(SandboxSystem.IVANTI, "GET", "incidents('" + incident.path("RecId").asText() + "')/IncidentContainsAttachment"))
                    .as("collected once").hasSize(withFile ? 2 : 1);
        }
    }
}
