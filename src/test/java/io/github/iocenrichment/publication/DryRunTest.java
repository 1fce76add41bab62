package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS + ", CVE-2026-50011 über http://update-center-billing.com/ä");

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
            // what is only asked is asked for real, by ways that change nothing there
            for (SandboxSystem asked : List.of(SandboxSystem.IVANTI, SandboxSystem.NVD, SandboxSystem.CVE_ORG, SandboxSystem.EUVD, SandboxSystem.VULNCHECK)) {
                assertThat(journey.sandbox().count(asked, "GET", "")).as(asked.label()).isPositive();
            }
            assertThat(journey.sandbox().requests(null, null, "")).extracting(RequestRecord::method).containsOnly("GET");
        }
    }
}
