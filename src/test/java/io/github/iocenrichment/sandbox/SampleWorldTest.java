package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import net.lingala.zip4j.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sandbox holds when it starts, seen through the doors as the product sees it. */
class SampleWorldTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final SandboxOptions FIXED = SandboxOptions.standard().withClock(Clock.fixed(NOW, ZoneOffset.UTC));

    @TempDir
    private Path folder;

    @Test
    void fourteenIncidentsWithinTheLastFiveMinutesOneSecondSharedByTwo() throws Exception {
        try (Sandbox sandbox = Sandbox.start(FIXED)) {
            Http.Answer answer = Http.get(sandbox.ivantiUrl() + "/odata/businessobject/incidents?$filter="
                    + Http.enc("CreatedDateTime ge 2026-11-23T08:50:00Z") + "&$orderby=CreatedDateTime%20asc&$top=100&$skip=0", "Authorization",
                    "rest_api_key=" + sandbox.keys().ivanti(), "Accept", "application/json");
            assertThat(answer.status()).isEqualTo(200);
            JsonNode rows = answer.json().path("value");
            assertThat(rows).hasSize(14);
            Set<Instant> stamps = new HashSet<>();
            Set<String> offsets = new HashSet<>();
            for (JsonNode row : rows) {
                stamps.add(ODataFilter.instant(row.path("CreatedDateTime").asText()).orElseThrow());
                offsets.add(row.path("CreatedDateTime").asText().substring(19));
                assertThat(row.path("RecId").asText()).matches("[0-9A-F]{32}");
            }
            assertThat(stamps).hasSize(13).allMatch(at -> at.isAfter(NOW.minusSeconds(301)) && at.isBefore(NOW));
            assertThat(offsets).containsExactlyInAnyOrder("Z", "+05:30", "-07:00");
        }
    }

    @Test
    void theSameSeedGivesTheSameKeysAndNumbers() {
        List<String> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Sandbox sandbox = Sandbox.start(FIXED)) {
                runs.add(sandbox.incidents().toString() + sandbox.attachments());
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains("48201");
        try (Sandbox other = Sandbox.start(FIXED.withSeed(7))) {
            assertThat(other.incidents().toString()).isNotEqualTo(runs.get(0));
        }
    }

    @Test
    void everyAttachmentCanBeDownloaded() throws Exception {
        try (Sandbox sandbox = Sandbox.start(FIXED)) {
            assertThat(sandbox.attachments()).hasSize(7);
            for (JsonNode attachment : sandbox.attachments()) {
                Http.Answer answer = Http.get(sandbox.ivantiUrl() + "/rest/Attachment?ID=" + attachment.path("RecId").asText(), "Authorization",
                        "rest_api_key=" + sandbox.keys().ivanti());
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.bytes()).hasSize(attachment.path("AttachmentSize").asInt()).isNotEmpty();
            }
        }
    }

    @Test
    void theReportCanBeReadTheSampleUnlockedAndTheBrokenFileCannot() throws Exception {
        try (Sandbox sandbox = Sandbox.start(FIXED)) {
            try (PDDocument report = Loader.loadPDF(content(sandbox, "threat-report.pdf"))) {
                assertThat(new PDFTextStripper().getText(report)).contains("93.115.28[.]40:8443", VirusTotalSystemTest.INVOICE);
            }
            Path zip = Files.write(folder.resolve("quarantine.zip"), content(sandbox, "quarantine.zip"));
            try (ZipFile file = new ZipFile(zip.toFile(), "infected".toCharArray())) {
                assertThat(file.isEncrypted()).isTrue();
                assertThat(new String(file.getInputStream(file.getFileHeader("gateway-notes.txt")).readAllBytes(), StandardCharsets.UTF_8))
                        .contains("45[.]155[.]204[.]17");
            }
            byte[] broken = content(sandbox, "broken-screenshot.pdf");
            assertThatThrownBy(() -> Loader.loadPDF(broken)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] content(Sandbox sandbox, String name) throws IOException {
        String id = sandbox.attachments().stream().filter(row -> row.path("ATTACHNAME").asText().equals(name)).findFirst().orElseThrow()
                .path("RecId").asText();
        return Http.get(sandbox.ivantiUrl() + "/rest/Attachment?ID=" + id, "Authorization", "rest_api_key=" + sandbox.keys().ivanti()).bytes();
    }

    @Test
    void manyPostsAtOnceAreAllKept() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            IvantiCalls ivanti = new IvantiCalls(sandbox);
            List<CompletableFuture<Integer>> posts = IntStream.range(0, 200).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                try {
                    return ivanti.send("POST", "/odata/businessobject/journal__notess", Json.object().put("Subject", "n" + i)).status();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })).toList();
            assertThat(posts).allSatisfy(post -> assertThat(post.join()).isEqualTo(201));
            assertThat(sandbox.notes()).extracting(note -> note.path("Subject").asText()).hasSize(200).doesNotHaveDuplicates();
            assertThat(sandbox.count(SandboxSystem.IVANTI, "POST", "journal__notess")).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortStopsTheStart() {
        try (Sandbox first = Sandbox.start(FIXED)) {
            int taken = java.net.URI.create(first.controlUrl()).getPort();
            assertThatThrownBy(() -> Sandbox.start(FIXED.withPort(taken))).isInstanceOf(UncheckedIOException.class).hasMessageContaining("ports");
        }
    }

    @Test
    void settingsPointEveryAddressHere() {
        try (Sandbox sandbox = Sandbox.start(FIXED.withSampleIncidents(false))) {
            assertThat(sandbox.incidents()).isEmpty();
            assertThat(sandbox.settings()).containsEntry("ivanti.base-url", sandbox.ivantiUrl()).containsKeys("abuseipdb.api-key", "virustotal.api-key",
                    "hybrid-analysis.api-key", "intelx.access-id", "intelx.secret-key", "stix.producer.id", "stix.producer.name");
            assertThat(sandbox.settings().get("stix.producer.id"))
                    .matches("identity--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(new HashSet<>(sandbox.settings().values())).as("distinct keys and addresses").hasSizeGreaterThan(24);
        }
    }
}
