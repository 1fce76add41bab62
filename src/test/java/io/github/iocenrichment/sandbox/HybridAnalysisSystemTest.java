package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridAnalysisSystemTest {
    private static final String INVOICE = VirusTotalSystemTest.INVOICE;

    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String[] headers() {
        return new String[] {"api-key", sandbox.keys().hybridAnalysis(), "User-Agent", "Falcon Sandbox", "Accept", "application/json"};
    }

    private Http.Answer get(String path) throws IOException {
        return Http.get(sandbox.hybridAnalysisUrl() + path, headers());
    }

    private static String sha256(String sample) {
        return VirusTotalReports.sha256("ioc-enrichment sandbox " + sample);
    }

    @Test
    void searchGivesThinRowsAndTheHashOfTheFile() throws Exception {
        JsonNode found = get("/search/hash?hash=e2cbd438d04ae7d548ab90be55605d17").json();
        assertThat(found.path("sha256s")).hasSize(1);
        assertThat(found.at("/sha256s/0").asText()).isEqualTo(INVOICE);
        assertThat(found.at("/reports/0/state").asText()).isEqualTo("ERROR");
        assertThat(found.at("/reports/1/verdict").asText()).isEqualTo("malicious");
        assertThat(found.at("/reports/1").has("threat_score")).isFalse();
    }

    @Test
    void oneMd5TwoFilesAndThreeHundredFailedRows() throws Exception {
        JsonNode samples = Json.resource("hybrid-analysis.json");
        String twin = StreamSupport.stream(samples.spliterator(), false).filter(s -> s.at("/overview/last_file_name").asText().equals("twin_a.dll"))
                .findFirst().orElseThrow().at("/hashes/0").asText();
        assertThat(get("/search/hash?hash=" + twin).json().path("sha256s")).hasSize(2);
        JsonNode rows = get("/search/hash?hash=" + sha256("popular_miner.exe")).json().path("reports");
        assertThat(rows).hasSize(301);
        assertThat(StreamSupport.stream(rows.spliterator(), false).filter(row -> row.path("state").asText().equals("SUCCESS"))).hasSize(1);
    }

    @Test
    void unknownIs404WithAMessageAndAMalformedHash400() throws Exception {
        Http.Answer unknown = get("/search/hash?hash=" + "0".repeat(64));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("message").asText()).isEqualTo("Requested hash not found");
        assertThat(get("/overview/" + "0".repeat(64)).json().has("message")).isTrue();
        assertThat(get("/search/hash?hash=xyz").json().at("/validation_errors/0/field").asText()).isEqualTo("hash");
        assertThat(get("/overview/e2cbd438d04ae7d548ab90be55605d17").status()).as("SHA-256 only").isEqualTo(400);
    }

    @Test
    void overviewsWithNullScoreAndContradictions() throws Exception {
        assertThat(get("/overview/" + INVOICE).json().path("threat_score").asInt()).isEqualTo(85);
        assertThat(get("/overview/" + INVOICE + "/summary").json()).hasSize(6);
        JsonNode tool = get("/overview/" + sha256("tool_setup.exe")).json();
        assertThat(tool.path("threat_score").isNull()).isTrue();
        JsonNode report = get("/report/" + tool.at("/reports/0").asText() + "/summary").json();
        assertThat(report.path("verdict").asText() + report.path("threat_level") + " " + report.path("av_detect")).isEqualTo("no verdict2 96");
        assertThat(get("/report/" + Http.enc(INVOICE + ":140") + "/summary").status()).isEqualTo(200);
        assertThat(get("/overview/" + sha256("queued.docm")).json().path("verdict").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Java-http-client/17.0.15", "Apache-HttpClient/5.4", "python-requests/2.32", "curl/8"})
    void genericAgentsAreRefusedByTheEdge(String agent) throws Exception {
        Http.Answer answer = Http.get(sandbox.hybridAnalysisUrl() + "/key/current", "api-key", sandbox.keys().hybridAnalysis(), "User-Agent", agent);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aWrongKeyIs403JsonAndAWrongPath404Html() throws Exception {
        Http.Answer refused = Http.get(sandbox.hybridAnalysisUrl() + "/key/current", "api-key", "nope", "User-Agent", "Falcon Sandbox");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().has("message")).isTrue();
        Http.Answer lost = get("/serch/hash");
        assertThat(lost.status() + lost.text().substring(0, 5)).isEqualTo("404<!DOC");
    }

    @Test
    void limitsCountDownAndRefuseWithAndWithoutRetryAfter() throws Exception {
        sandbox.turn(Switch.HYBRID_QUOTA_PER_MINUTE, "2");
        Http.Answer first = get("/key/current");
        assertThat(first.header("Api-Limits")).isEqualTo(
                "{\"limits\":{\"minute\":2,\"hour\":2000},\"used\":{\"minute\":1,\"hour\":1},\"limit_reached\":false}");
        assertThat(first.header("Api-Version")).isEqualTo("2.35.0");
        get("/key/current");
        Http.Answer refused = get("/key/current");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Api-Limits")).contains("\"name_of_reached_limit\":\"minute\"");
        assertThat(refused.header("Retry-After")).isNull();
        sandbox.turn(Switch.HYBRID_RETRY_AFTER, "9");
        assertThat(get("/key/current").header("Retry-After")).isEqualTo("9");
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("/key/current").status()).isEqualTo(200);
        sandbox.turn(Switch.HYBRID_QUOTA_PER_HOUR, "3");
        assertThat(get("/key/current").header("Api-Limits")).contains("\"name_of_reached_limit\":\"hour\"");
    }

    @Test
    void theOldGenerationAnswersAnArrayToPost() throws Exception {
        sandbox.turn(Switch.HYBRID_LEGACY, "true");
        String url = sandbox.hybridAnalysisUrl() + "/search/hash";
        JsonNode found = Http.post(url, "hash=" + INVOICE, headers()).json();
        assertThat(found.isArray()).isTrue();
        assertThat(found.at("/1/threat_score").asInt()).isEqualTo(85);
        assertThat(Http.post(url, "hash=" + "0".repeat(64), headers()).text()).isEqualTo("[]");
        assertThat(get("/search/hash?hash=" + INVOICE).status()).isEqualTo(404);
    }

    @Test
    void jsonServedAsHtmlAndTheOtherHostBySwitch() throws Exception {
        sandbox.turn(Switch.HYBRID_CONTENT_TYPE, "text/html");
        Http.Answer odd = get("/overview/" + INVOICE);
        assertThat(odd.header("Content-Type")).isEqualTo("text/html");
        assertThat(odd.json().path("verdict").asText()).isEqualTo("malicious");
        sandbox.turn(Switch.HYBRID_HOST, "other");
        Http.Answer moved = get("/overview/" + INVOICE);
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.header("Location")).endsWith("/api/v2/overview/" + INVOICE);
    }

    @Test
    void startingAnAnalysisIsAViolation() throws Exception {
        for (String path : List.of("/overview/" + INVOICE + "/refresh", "/quick-scan/url")) {
            get(path);
        }
        assertThat(sandbox.violations()).hasSize(2);
    }
}
