package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a sandbox holds when it starts, seen through the doors as the product sees it. */
class SampleWorldTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final SandboxOptions FIXED = SandboxOptions.standard().withClock(Clock.fixed(NOW, ZoneOffset.UTC));

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
