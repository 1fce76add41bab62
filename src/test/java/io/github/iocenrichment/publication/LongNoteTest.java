package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Incidents with hundreds of indicators: the note has as many parts as allowed, and one attachment has the rest. */
class LongNoteTest {
    private static final int INDICATORS = 500;
    private static final Pattern NAME = Pattern.compile("ioc-enrichment-findings-[0-9a-f]{8}\\.txt");

    private static Journey journey(int chars) {
        Journey journey = new Journey().with("ivanti.note.max-chars", "" + chars).with("ivanti.note.max-parts", "3").with("ivanti.write.settle-time", "2s")
                .with("intelx.verify", "false").with("ivanti.poll.start-from", "2020-01-01T00:00:00Z").with("enrichment.source-share", "100%");
        for (int i = 0; i < INDICATORS; i++) {
            journey.sandbox().knowledge().abuseIpDb(new ObjectMapper().createObjectNode().put("ipAddress", address(i)).put("isPublic", true).put("ipVersion", 4)
                    .put("abuseConfidenceScore", 100).put("totalReports", 50).put("numDistinctUsers", 9).put("countryCode", "NL"));
        }
        return journey;
    }

    private static String address(int i) {
        return "93.115." + (40 + i / 200) + "." + (1 + i % 200);
    }

    private static String symptom(int count) {
        return IntStream.range(0, count).mapToObj(LongNoteTest::address).collect(Collectors.joining("\n"));
    }

    /** Waits until no part and no file is missing any more. */
    private static void awaitNotes(Journey journey, String recId) {
        journey.await(() -> journey.notes(recId).stream().anyMatch(note -> note.contains("more entries")));
    }

    private static List<JsonNode> files(Journey journey, String recId) {
        return journey.sandbox().attachments().stream().filter(file -> file.path("ParentLink_RecID").asText().equals(recId)).map(JsonNode.class::cast).toList();
    }

    private static String content(Journey journey, JsonNode file) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(journey.sandbox().ivantiUrl() + "/rest/Attachment?ID="
                + file.path("RecId").asText()))
                .header("Authorization", "rest_api_key=" + journey.sandbox().keys().ivanti()).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    }

    /** Every indicator has its row exactly once, be it in a part of the note or in the file. */
    private static void assertComplete(String all, int count) {
        List<String> reported = Pattern.compile("(?m)^MALICIOUS \\(confidence \\d+\\)  (\\S+)  \\(ipv4\\)\\r?$").matcher(all).results()
                .map(found -> found.group(1).replace("[.]", ".")).toList();
        assertThat(reported).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).mapToObj(LongNoteTest::address).toList());
    }

    @Test
    void fiveHundredIndicatorsAreReportedOnceInPartsAndOneFile() throws Exception {
        try (Journey journey = journey(20_000).start()) {
            String recId = journey.incident(symptom(INDICATORS));

            awaitNotes(journey, recId);

            List<String> notes = journey.notes(recId);
            assertThat(notes).hasSize(3).allMatch(note -> note.length() <= 20_000);
            List<JsonNode> files = files(journey, recId);
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file.path("ATTACHNAME").asText()).matches(NAME);
                assertThat(file.path("ParentLink_Category").asText()).isEqualTo("Incident#");
            });
            assertThat(notes.get(2)).contains("more entries with their details are in the attachment \"" + files.get(0).path("ATTACHNAME").asText() + "\"");
            String file = content(journey, files.get(0));
            assertThat(file).startsWith("Threat intelligence on incident ");
            assertComplete(String.join("\n", notes) + "\n" + file, INDICATORS);
            assertThat(journey.sandbox().violations()).isEmpty();
        }
    }

    @Test
    void theFileIsNoInputWhenTheIncidentIsCollectedAnew() throws Exception {
        try (Journey journey = journey(2_000)) {
            journey.start();
            String recId = journey.incident(symptom(60));
            awaitNotes(journey, recId);
            List<String> first = journey.notes(recId);

            journey.restartWithEmptyStore();

            journey.await(() -> journey.sandbox().count(SandboxSystem.IVANTI, "GET", "/rest/Attachment?ID=" + files(journey, recId).get(0).path("RecId")
                    .asText()) > 0);
            journey.await(() -> journey.idle());
            assertThat(journey.notes(recId)).hasSameSizeAs(first);
            assertThat(files(journey, recId)).hasSize(1);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of("applied, and the answer is lost", Fault.of(SandboxSystem.IVANTI, "/rest/Attachment", Fault.Kind.APPLY_THEN_CUT)),
                Arguments.of("applied, and the answer breaks off", Fault.of(SandboxSystem.IVANTI, "/rest/Attachment", Fault.Kind.CUT_MID_BODY)),
                Arguments.of("cut before it was applied", Fault.of(SandboxSystem.IVANTI, "/rest/Attachment", Fault.Kind.CUT_BEFORE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void anUploadWhoseAnswerIsLostLeavesExactlyOneFile(String name, Fault fault) throws Exception {
        try (Journey journey = journey(2_000).start()) {
            journey.sandbox().addFault(fault.onMethod("POST"));
            String recId = journey.incident(symptom(60));

            awaitNotes(journey, recId);

            assertThat(files(journey, recId)).hasSize(1);
            assertThat(journey.notes(recId)).hasSize(3).last().asString().contains("more entries with their details are in the attachment");
            assertComplete(String.join("\n", journey.notes(recId)) + "\n" + content(journey, files(journey, recId).get(0)), 60);
        }
    }

    @Test
    void aFileThatIvantiStoresWithoutItsParentIsLinkedToTheIncident() throws Exception {
        try (Journey journey = journey(2_000).start()) {
            journey.sandbox().turn(Switch.IVANTI_UPLOAD_PARENT, "lost");
            String recId = journey.incident(symptom(60));

            awaitNotes(journey, recId);

            assertThat(journey.sandbox().attachments()).hasSize(1);
            assertThat(files(journey, recId)).hasSize(1);
            assertThat(journey.notes(recId).get(2)).contains("more entries with their details are in the attachment");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Switch.class, names = {"IVANTI_REFUSED_EXTENSIONS", "IVANTI_UPLOAD_MAX_BYTES"})
    void aRefusalIsReportedAndHoldsUpNothing(Switch refusing) throws Exception {
        try (Journey journey = journey(2_000).start()) {
            journey.sandbox().turn(refusing, refusing == Switch.IVANTI_UPLOAD_MAX_BYTES ? "500" : ".txt,.html");
            String recId = journey.incident(symptom(60));

            awaitNotes(journey, recId);

            assertThat(journey.sandbox().attachments()).isEmpty();
            assertThat(journey.notes(recId)).hasSize(3).last().asString().containsPattern("\\d+ more entries do not fit\\. The attachment \"" + NAME
                    + "\" could not be added: " + (refusing == Switch.IVANTI_UPLOAD_MAX_BYTES ? "it is larger than Ivanti takes"
                    : "Ivanti says: .*Invalid attachment type"));
        }
    }

    @Test
    void aDryRunKeepsTheFileAndUploadsNothing(@TempDir Path folder) throws Exception {
        try (Journey journey = journey(2_000)) {
            journey.startDry(folder);
            journey.incident(symptom(60));
            String number = journey.sandbox().incidents().get(0).path("IncidentNumber").asText();
            Path notes = folder.resolve("INC" + number + ".note.txt");

            journey.await(() -> Files.exists(notes) && Files.readString(notes).contains("more entries with their details are in the attachment"));

            List<Path> kept;
            try (Stream<Path> all = Files.list(folder)) {
                kept = all.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
            }
            assertThat(kept).hasSize(1);
            assertComplete(Files.readString(notes) + "\n" + Files.readString(kept.get(0)), 60);
            assertThat(journey.sandbox().attachments()).isEmpty();
            assertThat(journey.sandbox().count(SandboxSystem.IVANTI, "POST", "")).isZero();
            assertThat(journey.sandbox().count(SandboxSystem.IVANTI, "PATCH", "")).isZero();
        }
    }
}
