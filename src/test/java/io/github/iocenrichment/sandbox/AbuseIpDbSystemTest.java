package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbuseIpDbSystemTest {
    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Http.Answer get(String pathAndQuery) throws IOException {
        return Http.get(sandbox.abuseIpDbUrl() + pathAndQuery, "Key", sandbox.keys().abuseIpDb(), "Accept", "application/json");
    }

    @Test
    void aReportedAddressWithItsReportsOnlyWhenVerbose() throws Exception {
        JsonNode data = get("/check?ipAddress=93.115.28.40&maxAgeInDays=90&verbose").json().path("data");
        assertThat(data.path("abuseConfidenceScore").asInt()).isEqualTo(87);
        assertThat(data.path("lastReportedAt").asText()).isEqualTo("2026-11-22T19:00:00+00:00");
        assertThat(data.path("reports")).hasSize(3);
        assertThat(data.path("countryName").asText()).isEqualTo("Netherlands");
        JsonNode brief = get("/check?ipAddress=93.115.28.40").json().path("data");
        assertThat(brief.has("reports") || brief.has("countryName")).isFalse();
        assertThat(get("/check?ipAddress=93.115.28.40&verbose=false").json().path("data").has("reports")).as("a presence flag").isTrue();
    }

    @Test
    void neverReportedIs200WithZeros() throws Exception {
        JsonNode data = get("/check?ipAddress=93.115.28.250&verbose").json().path("data");
        assertThat(data.path("totalReports").asInt()).isZero();
        assertThat(data.path("lastReportedAt").isNull()).isTrue();
        assertThat(data.path("isWhitelisted").isNull()).isTrue();
        assertThat(data.path("reports")).isEmpty();
        assertThat(get("/check?ipAddress=127.0.0.2").json().at("/data/isPublic").asBoolean()).isFalse();
    }

    @Test
    void whiteListedTrueAndFalseAndIpv6InFullSpelling() throws Exception {
        assertThat(get("/check?ipAddress=45.155.204.90").json().at("/data/isWhitelisted").asBoolean()).isTrue();
        assertThat(get("/check?ipAddress=45.155.204.33").json().at("/data/isWhitelisted").isBoolean()).isTrue();
        JsonNode v6 = get("/check?ipAddress=" + Http.enc("2A03:9F40::7")).json().path("data");
        assertThat(v6.path("ipAddress").asText()).isEqualTo("2a03:9f40:0000:0000:0000:0000:0000:0007");
        assertThat(v6.path("abuseConfidenceScore").asInt()).isEqualTo(76);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipAddress=mossy-anvil.net", "ipAddress=93.115.28.0/24", "ipAddress=", "ipAddress=fe80::1%25eth0",
        "ipAddress=93.115.28.40&maxAgeInDays=0", "ipAddress=93.115.28.40&maxAgeInDays=366", "ipAddress=93.115.28.40&maxAgeInDays=x"})
    void badParametersAre422WithTheParameter(String query) throws Exception {
        Http.Answer answer = get("/check?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/source/parameter").asText()).isEqualTo(query.contains("maxAge") ? "maxAgeInDays" : "ipAddress");
    }

    @Test
    void aWrongKeyIs401AndErrorsAreHtmlWithoutAccept() throws Exception {
        Http.Answer json = Http.get(sandbox.abuseIpDbUrl() + "/check?ipAddress=1.1.1.1", "Key", "nope", "Accept", "application/json");
        assertThat(json.status()).isEqualTo(401);
        assertThat(json.json().at("/errors/0/status").asInt()).isEqualTo(401);
        assertThat(Http.get(sandbox.abuseIpDbUrl() + "/check?ipAddress=1.1.1.1").text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void theDailyQuotaOfEachEndpointWithAllFourHeaders() throws Exception {
        sandbox.turn(Switch.ABUSEIPDB_QUOTA_PER_DAY, "2");
        Http.Answer first = get("/check?ipAddress=93.115.28.40");
        assertThat(first.header("X-RateLimit-Limit") + " " + first.header("X-RateLimit-Remaining")).isEqualTo("2 1");
        get("/check?ipAddress=93.115.28.41");
        Http.Answer refused = get("/check?ipAddress=93.115.28.42");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("54000");
        assertThat(refused.header("X-RateLimit-Reset")).isEqualTo("1795478400");
        assertThat(get("/check-block?network=93.115.28.0/24").status()).as("another endpoint, another counter").isEqualTo(200);
        clock.advance(Duration.ofHours(15));
        assertThat(get("/check?ipAddress=93.115.28.42").status()).isEqualTo(200);
        sandbox.turn(Switch.ABUSEIPDB_LIMIT_HEADERS, "text");
        assertThat(get("/check?ipAddress=93.115.28.42").header("X-RateLimit-Remaining")).isEqualTo("some");
    }

    @Test
    void blocksInTheirOwnShapeAndNotLargerThanThePlan() throws Exception {
        JsonNode data = get("/check-block?network=" + Http.enc("93.115.28.0/24")).json().path("data");
        assertThat(data.path("minAddress").asText()).isEqualTo("93.115.28.1");
        assertThat(data.path("netmask").asText()).isEqualTo("255.255.255.0");
        assertThat(data.path("reportedAddress")).hasSize(2);
        assertThat(get("/check-block?network=" + Http.enc("93.115.0.0/16")).status()).isEqualTo(402);
    }

    @Test
    void writeCallsAreViolations() throws Exception {
        Http.post(sandbox.abuseIpDbUrl() + "/report", "ip=93.115.28.40", "Key", sandbox.keys().abuseIpDb());
        assertThat(sandbox.violations()).hasSize(1);
    }
}
