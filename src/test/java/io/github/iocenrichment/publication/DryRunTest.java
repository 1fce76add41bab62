package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ingest-bundle", "taxii"})
    void readsForRealAndWritesNothingOutside(String route) throws Exception {
        try (Journey journey = new Journey()) {
            journey.with("intelx.route", route).with("intelx.verify", "false").startDry(folder);

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS + " über http://update-center-billing.com/ä");

            journey.await(() -> Files.list(folder).anyMatch(file -> file.toString().endsWith(".note.txt")));
            String number = journey.sandbox().incidents().get(0).path("IncidentNumber").asText();
            assertThat(folder.resolve("INC" + number + ".note.txt")).content().contains("MALICIOUS", "93.115.28[.]40", "Sent to Intel Exchange")
                    .containsPattern("record incident created\\.");
            JsonNode bundle = new ObjectMapper().readTree(folder.resolve("INC" + number + ".bundle.json").toFile());
            assertThat(Journey.ids(bundle)).anyMatch(id -> id.startsWith("indicator--")).anyMatch(id -> id.startsWith("grouping--"));
            assertThat(folder.resolve("INC" + number + ".record.json")).content().contains("[ti-record:grouping--");
            assertThat(journey.notes(recId)).isEmpty();
            assertThat(journey.sandbox().ingestPosts()).isEmpty();
            assertThat(journey.sandbox().recordIncidents()).isEmpty();
            assertThat(journey.sandbox().count(SandboxSystem.IVANTI, "POST", "")).isZero();
            assertThat(journey.sandbox().count(SandboxSystem.INTEL_EXCHANGE, "POST", "")).isZero();
        }
    }
}
