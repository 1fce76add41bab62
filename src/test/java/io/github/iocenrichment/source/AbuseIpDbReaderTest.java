package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbuseIpDbReaderTest {
    private static final String IP = "203.0.113.77";
    private static final String REPORTED = """
            {"data": {"ipAddress": "203.0.113.77", "isPublic": true, "ipVersion": 4, "isWhitelisted": null,
              "abuseConfidenceScore": 87, "countryCode": "NL", "countryName": "Netherlands",
              "usageType": "Data Center/Web Hosting/Transit", "isp": "Example Hosting BV", "domain": "example-hosting.test",
              "hostnames": ["vps77.example-hosting.test"], "isTor": false,
              "totalReports": 143, "numDistinctUsers": 58, "lastReportedAt": "2026-11-22T21:04:11+00:00",
              "reports": [
                {"reportedAt": "2026-11-22T21:04:11+00:00", "comment": "repeated ssh logins by alice@example.com", "categories": [18, 22],
                 "reporterId": 40112, "reporterCountryCode": "DE", "reporterCountryName": "Germany"},
                {"reportedAt": "2026-11-21T01:00:00+00:00", "comment": "x", "categories": [22, 99, "13"], "reporterId": 1, "reporterCountryCode": null}
              ]}}""";
    private static final String NEVER_REPORTED = """
            {"data": {"ipAddress": "203.0.113.77", "isPublic": true, "isWhitelisted": null, "abuseConfidenceScore": 0,
              "totalReports": 0, "numDistinctUsers": 0, "lastReportedAt": null, "reports": []}}""";

    private final AbuseIpDbReader reader = new AbuseIpDbReader();

    private Reading read(HttpReply reply) {
        return reader.read(IndicatorType.IPV4, IP, reply, NOW);
    }

    @Test
    void readsAReportedAddress() {
        Answer answer = read(Replies.json(200, REPORTED)).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.observedAt()).isEqualTo("2026-11-22T21:04:11Z");
        assertThat(answer.link()).isEqualTo("https://www.abuseipdb.com/check/203.0.113.77");
        assertThat(answer.summary()).isEqualTo("score 87, 143 reports by 58 reporters in 90 days: ssh, vpn-ip, brute-force");
        assertThat(answer.facts()).containsEntry("score", 87L).containsEntry("reports", 143L).containsEntry("reporters", 58L)
                .containsEntry("country", "NL").containsEntry("isp", "Example Hosting BV").containsEntry("vpn", true)
                .containsEntry("terms", List.of("ssh", "vpn-ip", "brute-force", "category-99"))
                .containsEntry("reporterCountries", List.of("DE"))
                .doesNotContainKeys("whitelisted", "tor", "proxy");
        assertThat(Facts.of(answer).objects("categories").get(0).map()).isEqualTo(Map.of("id", 22L, "name", "SSH", "count", 2L));
    }

    @Test
    void neverTakesOverWhatReportersWrote() {
        assertThat(read(Replies.json(200, REPORTED)).answer().toString()).doesNotContain("alice", "repeated ssh");
    }

    @Test
    void anAddressNobodyReportedIsUnknownNotClean() {
        Answer answer = read(Replies.json(200, NEVER_REPORTED)).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.NOT_FOUND);
        assertThat(answer.reason()).isEqualTo("no reports in 90 days");
    }

    @Test
    void aNegativeScoreIsNoneAndAnAbsurdOneIsTheHighest() {
        String body = "{\"data\": {\"totalReports\": 3, \"abuseConfidenceScore\": %d}}";
        assertThat(read(Replies.json(200, body.formatted(-5))).answer().facts()).doesNotContainKey("score").containsEntry("reports", 3L);
        assertThat(read(Replies.json(200, body.formatted(99_999))).answer().facts()).containsEntry("score", 100L);
    }

    @ParameterizedTest(name = "{0} {1} [{2}] -> {3}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # status ! body                                                                 ! headers ! state        ! outage
            200 ! html                                                                       !  ! failed       ! true
            200 ! empty                                                                      !  ! failed       ! true
            200 ! {"data": {"ipAddress": "203.0                                              !  ! failed       ! true
            200 ! {}                                                                         !  ! failed       ! false
            200 ! []                                                                         !  ! failed       ! false
            200 ! null                                                                       !  ! failed       ! false
            200 ! {"data": []}                                                               !  ! failed       ! false
            200 ! {"data": {"ipAddress": "203.0.113.77"}}                                    !  ! failed       ! false
            200 ! {"data": {"ipAddress": "198.51.100.1", "totalReports": 3}}                 !  ! failed       ! false
            200 ! {"data": {"totalReports": "3", "abuseConfidenceScore": "12.0"}}            !  ! found        ! false
            200 ! {"data": {"totalReports": 3, "abuseConfidenceScore": null}}                !  ! found        ! false
            200 ! {"data": {"totalReports": 0, "abuseConfidenceScore": 40}}                  !  ! found        ! false
            200 ! {"data": {"totalReports": 0, "abuseConfidenceScore": 0}}                   !  ! not-found    ! false
            200 ! {"errors": [{"detail": "x", "status": 429}]}                               !  ! failed       ! false
            301 ! html                                                                       ! Location: https://elsewhere.test/ ! failed ! false
            307 ! empty                                                                      !  ! failed       ! false
            401 ! {"errors": [{"detail": "Authentication failed.", "status": 401}]}          !  ! unauthorised ! false
            401 ! html                                                                       !  ! unauthorised ! false
            402 ! {"errors": [{"detail": "plan", "status": 402}]}                            !  ! rejected     ! false
            403 ! html                                                                       !  ! failed       ! true
            403 ! {"errors": [{"detail": "forbidden", "status": 403}]}                       !  ! unauthorised ! false
            404 ! {"errors": [{"detail": "not found", "status": 404}]}                       !  ! failed       ! false
            404 ! html                                                                       !  ! failed       ! true
            422 ! {"errors": [{"detail": "The ip address must be valid.", "status": 422}]}   !  ! rejected     ! false
            422 ! html                                                                       !  ! rejected     ! false
            429 ! {"errors": [{"detail": "Daily rate limit", "status": 429}]}                !  ! quota        ! false
            429 ! html                                                                       !  ! quota        ! false
            500 ! html                                                                       !  ! failed       ! true
            502 ! empty                                                                      !  ! failed       ! true
            503 ! {"errors": []}                                                             !  ! failed       ! true
            522 ! html                                                                       !  ! failed       ! true
            418 ! empty                                                                      !  ! failed       ! false
            """)
    void statusAndBodyMakeTheState(int status, String body, String headers, String state, boolean outage) {
        Reading reading = read(Replies.with(Replies.body(status, body), headers));
        assertThat(reading.answer().state().label()).isEqualTo(state);
        assertThat(reading.outage()).isEqualTo(outage);
        if (reading.answer().state() != AnswerState.FOUND) {
            assertThat(reading.answer().reason()).isNotBlank().hasSizeLessThan(200).doesNotContain("<", ">");
        }
    }

    @ParameterizedTest(name = "[{0}] -> {1}")
    @CsvSource(delimiter = '!', textBlock = """
            X-RateLimit-Reset: 1795449600 | Retry-After: 60    ! 2026-11-23T16:00:00Z
            X-RateLimit-Reset: 1795449600000                   ! 2026-11-23T16:00:00Z
            X-RateLimit-Reset: 0 | Retry-After: 29241          ! 2026-11-23T22:37:41Z
            X-RateLimit-Reset: 1795000000 | Retry-After: 60    ! 2026-11-23T14:31:20Z
            X-RateLimit-Reset: soon | Retry-After: 60          ! 2026-11-23T14:31:20Z
            X-RateLimit-Reset: 99999999999                     ! 2026-11-24T00:00:00Z
            Retry-After: Mon, 23 Nov 2026 18:00:00 GMT         ! 2026-11-23T18:00:00Z
            Retry-After: Mon, 23 Nov 2020 18:00:00 GMT         ! 2026-11-24T00:00:00Z
            Retry-After: -5                                    ! 2026-11-24T00:00:00Z
            Retry-After: 99999999999999999999                  ! 2026-11-24T00:00:00Z
            Retry-After: 0                                     ! 2026-11-23T14:30:21Z
            Retry-After: 1.5                                   ! 2026-11-23T14:30:22Z
            Retry-After: NaN                                   ! 2026-11-24T00:00:00Z
            Server: x                                          ! 2026-11-24T00:00:00Z
            """)
    void anUsedUpQuotaSaysWhenToAskAgain(String headers, Instant again) {
        Reading reading = read(Replies.with(Replies.html(429), headers));
        assertThat(reading.answer().askAgainAt()).isEqualTo(again);
        assertThat(reading.quota()).singleElement().satisfies(n -> {
            assertThat(n.window()).isEqualTo("day");
            assertThat(n.closedUntil()).isEqualTo(again);
        });
    }

    @Test
    void theLastCallOfTheDayClosesTheSourceBeforeTheNextOneFails() {
        Reading reading = read(Replies.with(Replies.json(200, REPORTED), "X-RateLimit-Limit: 1000 | X-RateLimit-Remaining: 0"));
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FOUND);
        assertThat(reading.quota()).containsExactly(new QuotaNotice("day", 1000L, 0L, Instant.parse("2026-11-24T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            X-RateLimit-Limit: 1000 | X-RateLimit-Remaining: 17 ! 1000 ! 17
            X-RateLimit-Limit: lots | X-RateLimit-Remaining: 17 !      ! 17
            X-RateLimit-Limit: 1000 | X-RateLimit-Remaining: -3 ! 1000 !
            """)
    void budgetHeadersAreReadAsFarAsTheyMakeSense(String headers, Long limit, Long remaining) {
        assertThat(read(Replies.with(Replies.json(200, REPORTED), headers)).quota()).containsExactly(new QuotaNotice("day", limit, remaining, null));
    }

    @Test
    void withoutBudgetHeadersNothingIsLearned() {
        assertThat(read(Replies.json(200, REPORTED)).quota()).isEmpty();
    }

    @Test
    void ipv6IsComparedAsAnAddress() {
        String expanded = "{\"data\": {\"ipAddress\": \"2001:0db8:0000:0000:0000:0000:0000:0077\", \"totalReports\": 2, \"abuseConfidenceScore\": 9}}";
        Reading reading = reader.read(IndicatorType.IPV6, "2001:db8::77", Replies.json(200, expanded), NOW);
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FOUND);
    }

    @Test
    void vendorTextsAreCleanedAndBounded() {
        String body = "{\"data\": {\"totalReports\": 1, \"abuseConfidenceScore\": 250, \"isp\": \" A\\u202Egro\\n\\u0000B" + "x".repeat(500) + "\"}}";
        Answer answer = read(Replies.json(200, body)).answer();
        assertThat(Facts.of(answer).text("isp").orElseThrow()).startsWith("Agro Bx").hasSize(120).endsWith("\u2026");
        assertThat(answer.facts()).containsEntry("score", 100L);
    }

    @Test
    void tenThousandReportsAreTalliedAsTheyStreamBy() {
        StringBuilder reports = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            reports.append(i == 0 ? "" : ",").append("{\"comment\":\"").append("y".repeat(1_500)).append("\",\"categories\":[18,22],\"reporterId\":1}");
        }
        String body = "{\"data\":{\"totalReports\":10000,\"abuseConfidenceScore\":100,\"numDistinctUsers\":900,\"reports\":[" + reports + "]}}";
        assertThat(body.length()).isGreaterThan(15_000_000);
        Answer answer = read(Replies.json(200, body)).answer();
        assertThat(Facts.of(answer).objects("categories")).extracting(f -> f.count("count")).containsExactly(10_000L, 10_000L);
    }
}
