package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CveOrgReaderTest {
    private static final String CVE = "CVE-2026-41234";
    private static final String SSVC = "{'other': {'type': 'ssvc', 'content': {'options': [{'Exploitation': 'poc'}, {'Automatable': 'yes'}, {'Technical"
            + " Impact': 'partial'}]}}}";

    private final CveOrgReader reader = new CveOrgReader();

    private Answer read(String id, String state, String cna, String adp) {
        return reader.read(CVE, Replies.json(200, ("{'dataType': 'CVE_RECORD', 'cveMetadata': {'cveId': '" + id + "', 'state': '" + state
                + "', 'datePublished': '2026-10-29T13:15:04.983Z', 'dateUpdated': '2026-11-02T19:44:53.040Z'}, 'containers': {'cna': {'providerMetadata': "
                + "{'shortName': 'Example'}, 'descriptions': [{'lang': 'en', 'value': 'Example <b>Gateway</b>'}], 'problemTypes': [{'descriptions': "
                + "[{'cweId': 'CWE-287'}]}], 'metrics': [" + cna + "]}, 'adp': [{'providerMetadata': {'shortName': 'CISA-ADP'}, 'metrics': [" + adp
                + "]}]}}").replace('\'', '"')), NOW).answer();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {'cvssV3_1': {'baseScore': 9.8, 'baseSeverity': 'CRITICAL'}} ! ! CVSS 3.1 9.8 (by Example, record at CVE.org, not analysed by NVD), critical
            {'cvssV2_0': {'baseScore': 7.6}}, {'cvssV3_0': {'baseScore': 7.0}} ! ! CVSS 3.0 7.0 (by Example, record at CVE.org, not analysed by NVD)
            {'cvssV3_1': {'baseScore': 9.8}} ! {'cvssV4_0': {'baseScore': 9.3}} ! CVSS 4.0 9.3 (by CISA-ADP, record at CVE.org, not analysed by NVD)
            {'cvssV3_1': {'baseScore': 9.8}} ! {'cvssV3_1': {'baseScore': 5.0}} ! CVSS 3.1 9.8 (by Example, record at CVE.org, not analysed by NVD)
            ! {'cvssV3_1': {'baseScore': 0.0}} ! CVSS 3.1 0.0 (by CISA-ADP, record at CVE.org, not analysed by NVD)
            ! SSVC ! no CVSS score by anyone; SSVC: exploitation poc, automatable yes, technical impact partial
            {'other': {'type': 'ssvc', 'content': 7}} ! SSVC ! no CVSS score by anyone; SSVC: exploitation poc, automatable yes, technical impact partial
            {'other': {'type': 'kev', 'content': {'options': [{'Exploitation': 'active'}]}}} ! ! no CVSS score by anyone
            {'cvssV3_1': {'baseScore': 11}}, {'cvssV3_1': 'x'}, 7 ! ! no CVSS score by anyone
            """)
    void theScoreToShowCarriesItsName(String cna, String adp, String summary) {
        Answer answer = read(CVE, "PUBLISHED", cna == null ? "" : cna, adp == null ? "" : adp.replace("SSVC", SSVC));
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.summary()).isEqualTo(summary);
        assertThat(answer.link()).isEqualTo("https://www.cve.org/CVERecord?id=CVE-2026-41234");
        assertThat(answer.observedAt()).isEqualTo("2026-11-02T19:44:53.040Z");
        assertThat(answer.facts()).containsEntry("cwes", List.of("CWE-287")).containsEntry("published", "2026-10-29T13:15:04.983Z");
    }

    @Test
    void aRejectedRecordAndAnotherCveAreToldApart() {
        assertThat(read(CVE, "REJECTED", "", "")).extracting(Answer::summary).asString().startsWith("rejected");
        Answer other = read("CVE-1999-0001", "PUBLISHED", "", "");
        assertThat(other.state()).isEqualTo(AnswerState.FAILED);
        assertThat(other.reason()).isEqualTo("CVE.org answered about another CVE");
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            404 ! {"error": "CVE_RECORD_DNE", "message": "The cve record does not exist."} ! not-found ! false
            404 ! html                  ! failed    ! true
            404 ! {"x": 1}              ! failed    ! false
            400 ! {"error": "BAD_INPUT"} ! rejected ! false
            200 ! html                  ! failed    ! true
            200 ! {"cveMetadata": {}}   ! failed    ! false
            403 ! html                  ! failed    ! true
            429 ! empty                 ! quota     ! false
            503 ! html                  ! failed    ! true
            """)
    void theStatusMakesTheState(int status, String body, String state, boolean outage) {
        Reading reading = reader.read(CVE, Replies.body(status, body), NOW);
        assertThat(reading.answer().state().label()).isEqualTo(state);
        assertThat(reading.outage()).isEqualTo(outage);
    }

    /** What the answers about one CVE mean depends on the others. */
    @Test
    void answersStandTogether() {
        Answer record = read(CVE, "PUBLISHED", "{'cvssV3_1': {'baseScore': 9.8}}", "");
        Answer epss = Answer.without(AnswerState.NOT_FOUND, "epss", IndicatorType.CVE, CVE, "no EPSS", Instant.parse("2026-10-30T12:00:00Z"));
        Answer nvd = Answer.without(AnswerState.NOT_FOUND, "nvd", IndicatorType.CVE, CVE, "not in the NVD", NOW);
        assertThat(CveAnswers.together(List.of(nvd, record, epss))).extracting(Answer::reason).containsExactly("not in the NVD", null, "no EPSS yet");
        Answer later = new Answer(epss.source(), epss.type(), epss.value(), epss.state(), epss.reason(), null, epss.answeredAt().plus(Duration.ofDays(2)), null,
                null, null, Map.of());
        assertThat(CveAnswers.together(List.of(nvd, record, later)).get(2).reason()).isEqualTo("no EPSS");
        assertThat(CveAnswers.together(List.of(later)).get(0).reason()).isEqualTo("no EPSS");
        Answer down = Answer.without(AnswerState.FAILED, "nvd", IndicatorType.CVE, CVE, "NVD answered 503", NOW);
        assertThat(CveAnswers.together(List.of(down, record)).get(1).summary()).isEqualTo("CVSS 3.1 9.8 (by Example, record at CVE.org)");
        assertThat(List.of(nvd, down)).allMatch(CveAnswers::needsCveOrg);
    }
}
