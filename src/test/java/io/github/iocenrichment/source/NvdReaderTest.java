package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvdReaderTest {
    private static final String CVE = "CVE-2026-41234";
    private static final String V40 = """
            "cvssMetricV40": [{"source": "cna@example.com", "type": "Secondary", "cvssData": {"version": "4.0", "vectorString": "CVSS:4.0/AV:N", \
            "baseScore": 9.3, "baseSeverity": "CRITICAL"}}]""";
    private static final String V31 = """
            "cvssMetricV31": [{"source": "cna@example.com", "type": "Secondary", "cvssData": {"baseScore": 7.0, "baseSeverity": "HIGH"}},
              {"source": "nvd@nist.gov", "type": "Primary", "cvssData": {"baseScore": "9.8", "baseSeverity": "critical"}}]""";
    private static final String V2 = """
            "cvssMetricV2": [{"source": "nvd@nist.gov", "type": "Primary", "baseSeverity": "MEDIUM", "cvssData": {"version": "2.0", "baseScore": 0.0}}]""";
    private static final String SSVC = """
            "ssvcV203": [{"source": "x", "ssvcData": {"options": [{"exploitation": "active"}, {"automatable": "yes"}, {"technicalImpact": "total"}]}}]""";

    private final NvdReader reader = new NvdReader();

    private Answer found(String status, String... metrics) {
        return reader.read(CVE, Replies.json(200, """
                {"totalResults": 1, "vulnerabilities": [{"cve": {"id": "CVE-2026-41234", "published": "2026-10-29T13:15:07.297",
                 "lastModified": "2026-11-02T20:35:37.490", "vulnStatus": "%s", "cisaExploitAdd": "2026-11-03",
                 "descriptions": [{"lang": "es", "value": "hola"}, {"lang": "en", "value": "Example Gateway before 4.2"}],
                 "metrics": {%s}, "weaknesses": [{"description": [{"value": "CWE-287"}]}], "configurations": [{"nodes": [1, 2]}],
                 "references": [{"url": "https://example.com/a"}, {"url": "javascript:alert(1)"}]}}]}""".formatted(status, String.join(",", metrics))), NOW)
                .answer();
    }

    @Test
    void readsARecord() {
        Answer answer = found("Analyzed", V31, V40, SSVC);
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.observedAt()).isEqualTo("2026-11-02T20:35:37.490Z");
        assertThat(answer.link()).isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2026-41234");
        assertThat(answer.summary()).isEqualTo("CVSS 4.0 9.3 CRITICAL by cna@example.com, analyzed; SSVC: exploitation active, "
                + "automatable yes, technical impact total");
        assertThat(answer.facts()).containsEntry("cvssVersion", "4.0").containsEntry("cvssScore", 9.3)
                .containsEntry("description", "Example Gateway before 4.2")
                .containsEntry("cwes", List.of("CWE-287")).containsEntry("references", List.of("https://example.com/a"))
                .containsEntry("kevDateAdded", "2026-11-03")
                .containsEntry("ssvc", Map.of("exploitation", "active", "automatable", "yes", "technicalImpact", "total"));
        assertThat(Facts.of(answer).objects("cvssAll")).extracting(f -> f.decimal("score").getAsDouble()).containsExactly(9.3, 9.8, 7.0);
    }

    @Test
    void primaryComesBeforeSecondary() {
        assertThat(found("Analyzed", V31).facts()).containsEntry("cvssVersion", "3.1").containsEntry("cvssScore", 9.8)
                .containsEntry("cvssType", "Primary").containsEntry("cvssSeverity", "CRITICAL");
    }

    @Test
    void version2CarriesItsSeverityOutsideAndZeroIsAScore() {
        assertThat(found("Modified", V2).facts()).containsEntry("cvssScore", 0.0).containsEntry("cvssSeverity", "MEDIUM");
    }

    @Test
    void ssvcIsNoCvss() {
        Answer answer = found("Deferred", SSVC);
        assertThat(answer.facts()).doesNotContainKey("cvssScore").containsEntry("deferred", true);
        assertThat(answer.summary()).isEqualTo("not analysed by NVD; SSVC: exploitation active, automatable yes, technical impact total");
    }

    @Test
    void aRejectedRecordIsReportedAsSuch() {
        Answer answer = found("Rejected");
        assertThat(answer.facts()).containsEntry("rejected", true);
        assertThat(answer.summary()).startsWith("rejected");
    }

    @ParameterizedTest(name = "{0} {1} [{2}] -> {3}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            200 ! {"totalResults": 0, "vulnerabilities": []} !                                    ! not-found    ! false
            200 ! {"vulnerabilities": [{"cve": {"id": "CVE-1999-0001"}}]} !                       ! failed       ! false
            200 ! {"vulnerabilities": null}                  !                                    ! failed       ! false
            200 ! html                                       !                                    ! failed       ! true
            400 ! empty                                      !                                    ! rejected     ! false
            404 ! empty                                      ! message: Invalid cveId parameter.  ! rejected     ! false
            404 ! empty                                      ! message: Invalid apiKey.           ! unauthorised ! false
            404 ! empty                                      !                                    ! failed       ! false
            404 ! html                                       !                                    ! failed       ! true
            403 ! empty                                      ! Retry-After: 30                    ! quota        ! false
            403 ! html                                       !                                    ! quota        ! false
            429 ! error code: 1015                           ! Retry-After: 0                     ! quota        ! false
            503 ! html                                       !                                    ! failed       ! true
            302 ! empty                                      !                                    ! failed       ! false
            """)
    void statusAndHeadersMakeTheState(int status, String body, String headers, String state, boolean outage) {
        Reading reading = reader.read(CVE, Replies.with(Replies.body(status, body), headers), NOW);
        assertThat(reading.answer().state().label()).isEqualTo(state);
        assertThat(reading.outage()).isEqualTo(outage);
    }

    @ParameterizedTest
    @CsvSource({"403, Retry-After: 30, 2026-11-23T14:30:50Z", "429, retry-after: 0, 2026-11-23T14:30:26Z", "403, Server: x, 2026-11-23T14:30:50Z"})
    void aWaitIsNeverShorterThanTheVendorAsksScriptsToPause(int status, String header, Instant again) {
        assertThat(reader.read(CVE, Replies.with(Replies.empty(status), header), NOW).answer().askAgainAt()).isEqualTo(again);
    }
}
