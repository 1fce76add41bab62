package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirusTotalSystemTest {
    static final String INVOICE = "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426";
    private static final String LOGIN = "https://login-portal-verify.com/verify";

    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Http.Answer get(String path) throws IOException {
        return Http.get(sandbox.virusTotalUrl() + path, "x-apikey", sandbox.keys().virusTotal());
    }

    private static String id(String url) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileByAnyOfItsHashesAlwaysWithTheSha256() throws Exception {
        for (String hash : List.of(INVOICE, "257a5fb528ffb5389a2aa9c6839a6ff3547c2b65", "E2CBD438D04AE7D548AB90BE55605D17")) {
            JsonNode data = get("/files/" + hash).json().path("data");
            assertThat(data.path("id").asText()).isEqualTo(INVOICE);
            assertThat(data.at("/attributes/last_analysis_stats/malicious").asInt()).isEqualTo(41);
            assertThat(data.at("/attributes/last_analysis_stats").has("type-unsupported")).isTrue();
            assertThat(data.at("/attributes/last_analysis_results")).hasSize(41 + 1 + 24 + 1 + 2 + 6);
            assertThat(data.at("/attributes/last_analysis_date").asLong()).isEqualTo(clock.instant().minus(Duration.ofDays(2)).getEpochSecond());
            assertThat(data.at("/attributes").has("gti_assessment")).isFalse();
        }
    }

    @Test
    void aUrlByItsTextOrByTheIdOfTheAnswer() throws Exception {
        JsonNode data = get("/urls/" + id(LOGIN)).json().path("data");
        assertThat(data.path("id").asText()).isEqualTo(VirusTotalReports.sha256(LOGIN));
        assertThat(get("/urls/" + data.path("id").asText()).json().path("data")).isEqualTo(data);
        assertThat(get("/urls/" + id("HTTPS://Login-Portal-Verify.com/verify#top")).status()).as("the server makes the canonical form").isEqualTo(200);
        assertThat(get("/urls/" + id("https://login-portal-verify.com/a?next='home'&x=1")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /files/0000000000000000000000000000000000000000000000000000000000000000, 404, NotFoundError
            /files/xyz,                       400, InvalidArgumentError
            /urls/aHR0cDovL3Vuc2Vlbi5uZXQv,   404, NotFoundError
            /urls/aHR0cDovL3Vuc2Vlbi5uZXQ=,   400, InvalidArgumentError
            /domains/unseen-anvil.net,        404, NotFoundError
            /domains/not_a..domain,           400, InvalidArgumentError
            /ip_addresses/1.2.3.4.5,          400, InvalidArgumentError
            /analyses/u-nothing,              404, NotFoundError
            """)
    void unknownAndMalformed(String path, int status, String code) throws Exception {
        Http.Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/domains/amber-kettle.org", "/ip_addresses/93.115.28.42", "/urls/aHR0cHM6Ly9hbWJlci1rZXR0bGUub3JnL25ldw"})
    void knownWithoutAnAnalysisIs200(String path) throws Exception {
        JsonNode attributes = get(path).json().at("/data/attributes");
        assertThat(attributes.has("last_analysis_date")).isFalse();
        assertThat(attributes.path("last_analysis_results")).isEmpty();
        assertThat(attributes.at("/last_analysis_stats/harmless").asInt(-1)).isZero();
    }

    @Test
    void bothRefusalsOfAKey() throws Exception {
        assertThat(Http.get(sandbox.virusTotalUrl() + "/domains/mossy-anvil.net").text()).contains("AuthenticationRequiredError");
        assertThat(Http.get(sandbox.virusTotalUrl() + "/domains/mossy-anvil.net", "x-apikey", "z").text()).contains("WrongCredentialsError");
    }

    @Test
    void aSubmittedUrlGoesThroughTheQueueAndIsThenKnown() throws Exception {
        String url = "https://brand-new-anvil.net/x?a=1&b=2";
        String id = Http.post(sandbox.virusTotalUrl() + "/urls", "url=" + Http.enc(url), "x-apikey", sandbox.keys().virusTotal(), "Content-Type",
                "application/x-www-form-urlencoded").json().at("/data/id").asText();
        assertThat(id).isEqualTo("u-" + VirusTotalReports.sha256(url) + "-" + clock.instant().getEpochSecond());
        List<String> states = new ArrayList<>();
        for (int poll = 0; poll < 3; poll++) {
            JsonNode analysis = get("/analyses/" + id).json();
            states.add(analysis.at("/data/attributes/status").asText() + " " + analysis.at("/data/attributes/stats/harmless").asInt());
        }
        assertThat(states).containsExactly("queued 0", "in-progress 0", "completed 60");
        assertThat(get("/urls/" + id(url)).status()).isEqualTo(200);
    }

    @Test
    void aMonthBeginsOnItsFirstDay() throws Exception {
        sandbox.turn(Switch.VIRUSTOTAL_QUOTA_PER_MONTH, "1");
        clock.set(Instant.parse("2026-11-30T23:59:00Z"));
        assertThat(get("/domains/mossy-anvil.net").status()).isEqualTo(200);
        assertThat(get("/domains/mossy-anvil.net").status()).isEqualTo(429);
        clock.set(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(get("/domains/mossy-anvil.net").status()).isEqualTo(200);
        clock.set(Instant.parse("2026-12-31T23:59:00Z"));
        assertThat(get("/domains/mossy-anvil.net").status()).isEqualTo(429);
    }

    @Test
    void theSame429ForMinuteDayAndMonth() throws Exception {
        String path = "/domains/mossy-anvil.net";
        for (Switch quota : List.of(Switch.VIRUSTOTAL_QUOTA_PER_MINUTE, Switch.VIRUSTOTAL_QUOTA_PER_DAY, Switch.VIRUSTOTAL_QUOTA_PER_MONTH)) {
            clock.advance(Duration.ofDays(40));
            sandbox.resetSwitches();
            sandbox.turn(quota, "2");
            assertThat(List.of(get(path).status(), get(path).status())).containsOnly(200);
            Http.Answer refused = get(path);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().at("/error/code").asText()).isEqualTo("QuotaExceededError");
            assertThat(refused.header("Retry-After")).isNull();
        }
        sandbox.turn(Switch.VIRUSTOTAL_RETRY_AFTER, "17");
        assertThat(get(path).header("Retry-After")).isEqualTo("17");
    }

    @Test
    void aReportOverOneMegabyteAndGzipForThoseWhoSayIt() throws Exception {
        String miner = sandbox.virusTotalUrl() + "/files/" + VirusTotalReports.sha256("ioc-enrichment sandbox popular_miner.exe");
        assertThat(Http.get(miner, "x-apikey", sandbox.keys().virusTotal()).bytes().length).isGreaterThan(1 << 20);
        Http.Answer zipped = Http.get(miner, "x-apikey", sandbox.keys().virusTotal(), "Accept-Encoding", "gzip", "User-Agent", "ioc-enrichment (gzip)");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.bytes()).startsWith(0x1f, 0x8b);
        sandbox.turn(Switch.VIRUSTOTAL_QUOTA_PER_MINUTE, "1");
        Http.Answer refused = Http.get(miner, "x-apikey", sandbox.keys().virusTotal(), "Accept-Encoding", "gzip", "User-Agent", "ioc-enrichment (gzip)");
        assertThat(refused.header("Content-Encoding")).as("a 429 is plain").isNull();
        assertThat(refused.status()).isEqualTo(429);
    }

    @Test
    void aRescanOfAKnownUrlAndTheStateOfTheQuotas() throws Exception {
        String rescan = sandbox.virusTotalUrl() + "/urls/" + VirusTotalReports.sha256(LOGIN) + "/analyse";
        assertThat(Http.post(rescan, "", "x-apikey", sandbox.keys().virusTotal()).json().at("/data/type").asText()).isEqualTo("analysis");
        sandbox.turn(Switch.VIRUSTOTAL_QUOTA_PER_DAY, "500");
        JsonNode daily = get("/users/" + sandbox.keys().virusTotal() + "/overall_quotas").json().at("/data/api_requests_daily/user");
        assertThat(daily.path("allowed") + " " + daily.path("used")).isEqualTo("500 2");
        assertThat(sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "users")).singleElement()
                .satisfies(entry -> assertThat(entry.path()).isEqualTo("/api/v3/users/***/overall_quotas"));
    }

    @Test
    void theAssessmentOnlyOnItsTier() throws Exception {
        sandbox.turn(Switch.VIRUSTOTAL_TIER, "gti");
        assertThat(get("/urls/" + id(LOGIN)).json().at("/data/attributes/gti_assessment/verdict/value").asText()).isEqualTo("VERDICT_MALICIOUS");
    }
}
