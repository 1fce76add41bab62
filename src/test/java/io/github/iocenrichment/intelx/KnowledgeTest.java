package io.github.iocenrichment.intelx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a look-up in both forms that the platform is known to give. */
class KnowledgeTest {
    private static Knowledge read(String fields) {
        String body = "{\"results\": [{\"name\": \"198.51.100.77\"" + (fields.isEmpty() ? "" : ", ") + fields.replace('\'', '"') + "}]}";
        return LookUpPage.read(new HttpReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)), 1).rows().get(0).knowledge();
    }

    @ParameterizedTest
    @CsvSource({"AbuseIPDB, abuseipdb, true", "VirusTotal v3, virustotal, true", "Hybrid Analysis (Falcon Sandbox), hybrid-analysis, true",
            "Total, virustotal, false", "AbuseIPDB, virustotal, false"})
    void toolsAreNamedAfterTheSource(String tool, String source, boolean same) {
        assertThat(new StoredAnswer(tool, null, true, "").isOf(source)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            'is_false_positive': true                                             ! true  ! false !
            'is_false_positive': 'true', 'is_whitelisted': 'false'                ! true  ! false !
            'is_whitelisted': true, 'analyst_score': 80                           ! false ! true  ! 80
            'is_whitelisted': 'true', 'analyst_score': '75.0'                     ! false ! true  ! 75
            'analyst_score': {}                                                   ! false ! false !
            'analyst_score': null                                                 ! false ! false !
            'analyst_score': 0                                                    ! false ! false ! 0
            'analyst_score': '1e99999999'                                         ! false ! false !
            'analyst_score': 'NaN'                                                ! false ! false !
            ``                                                                    ! false ! false !
            """)
    void flagsAndScore(String fields, boolean falsePositive, boolean allowed, String score) {
        Knowledge known = read(fields);
        assertThat(known.falsePositive()).isEqualTo(falsePositive);
        assertThat(known.allowed()).isEqualTo(allowed);
        assertThat(known.analystScore()).isEqualTo(score);
    }

    @Test
    void answersThatThePlatformKeepsAreReadOutOfTheirText() {
        String body = """
                {"results": [{"name": "198.51.100.77", "enrichment_data": [{"tool": "AbuseIPDB", "tool_response":
                "{\\"data\\": {\\"data\\": {\\"abuseConfidenceScore\\": \\"0\\", \\"isTor\\": \\"False\\"}}, \\"execution_status\\": \\"SUCCESS\\", \\"updated\\": 1685528188}"},
                {"tool": "Other", "tool_response": "no JSON"}, {"tool_response": {}}, "odd"]}]}""";
        LookUpPage.Row row = LookUpPage.read(new HttpReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)), 1).rows().get(0);
        assertThat(row.stored()).containsExactly(new StoredAnswer("AbuseIPDB", Instant.parse("2023-05-31T10:16:28Z"), true,
                "{\"data\":{\"abuseConfidenceScore\":\"0\",\"isTor\":\"False\"}}"), new StoredAnswer("Other", null, false, ""));
        assertThat(row.stored()).extracting(stored -> stored.isOf("abuseipdb")).containsExactly(true, false);
        assertThat(row.knowledge().kept()).extracting(Knowledge.KeptAnswer::tool).containsExactly("AbuseIPDB", "Other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"data": {"data": {"a": "0"}}, "execution_status": "SUCCESS", "updated": "2026-02-11T09:30:51Z"}    ! true  ! 2026-02-11T09:30:51Z ! {"data":{"a":"0"}}
            {"data": "{\\"data\\": {\\"a\\": \\"0\\"}}", "execution_status": "success", "updated": "1685528188"}  ! true  ! 2023-05-31T10:16:28Z ! {"data":{"a":"0"}}
            {"data": [], "execution_status": "FAILURE", "updated": {}}                                          ! false ! -                    ! ``
            {"data": {}, "execution_status": true, "updated": "soon"}                                           ! false ! -                    ! {}
            """)
    void aKeptAnswerIsReadInEachOfItsForms(String response, boolean successful, Instant updated, String content) throws JsonProcessingException {
        String text = new ObjectMapper().writeValueAsString(response);
        for (String form : List.of(response, text)) {
            String body = "{\"results\": [{\"name\": \"198.51.100.77\", \"enrichment_data\": [{\"tool\": \"AbuseIPDB\", \"tool_response\": " + form + "}]}]}";
            assertThat(LookUpPage.read(new HttpReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)), 1).rows().get(0).stored())
                    .containsExactly(new StoredAnswer("AbuseIPDB", updated, successful, content));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            'tags': ['ticket-1', 'c2'], 'first_seen': '2026-02-11T09:30:51Z', 'tlp': 'AMBER', 'analyst_tlp': {}     ! ticket-1,c2 ! 2026-02-11T09:30:51Z ! AMBER
            'tags': [{'id': 'x', 'name': 'trusted'}], 'first_seen': 1674080100, 'tlp': 'RED', 'analyst_tlp': 'WHITE'  ! trusted     ! 2023-01-18T22:15:00Z ! CLEAR
            'tlp': 'GREEN', 'analyst_tlp': 'tlp:red'                                                                       ! ``          !                      ! RED
            'tlp': 'TLP:Amber+Strict', 'analyst_tlp': ''                                                                    ! ``          !                      ! AMBER_STRICT
            'tags': {}, 'first_seen': {}, 'tlp': null                                                                    ! ``          !                      !
            'first_seen': 1674080100.25                                                                                  ! ``          ! 2023-01-18T22:15:00.250Z !
            'first_seen': '1674080100.5'                                                                                 ! ``          ! 2023-01-18T22:15:00.500Z !
            """)
    void tagsTimesAndMarkings(String fields, String tags, String firstSeen, String tlp) {
        Knowledge known = read(fields);
        assertThat(String.join(",", known.tags())).isEqualTo(tags);
        assertThat(known.firstSeen() == null ? null : known.firstSeen().toString()).isEqualTo(firstSeen);
        assertThat(known.tlp()).isEqualTo(tlp);
    }

    @Test
    void ofWhatIsMarkedRedNothingElseIsKept() {
        assertThat(read("'analyst_tlp': 'Red', 'tags': ['secret'], 'analyst_score': 9, 'first_seen': 1674080100, 'is_whitelisted': true, 'is_reviewed': true,"
                + "'sources': [{'name': 'Secret Feed'}], 'enrichment_data': [{'tool': 'AbuseIPDB', 'tool_response': '{}'}]"))
                .isEqualTo(new Knowledge(false, true, false, false, false, null, "RED", List.of(), null, List.of()));
    }

    @Test
    void namesOfOthersAreFewAndShort() {
        String tags = IntStream.range(0, 10_000).mapToObj(i -> "'tag" + i % 5_000 + "'").collect(Collectors.joining(","));
        Knowledge known = read("'tags': ['a\\nb', '" + "x".repeat(500) + "', " + tags + "]");
        assertThat(known.tags()).hasSize(10).startsWith("a b", "x".repeat(59) + "…").allSatisfy(tag -> assertThat(tag.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void ofSeveralRowsAboutAValueTheStricterStands() {
        Knowledge scored = read("'analyst_score': 80, 'tlp': 'GREEN', 'tags': ['a'], 'is_deprecated': true, 'sources': [{'name': 'A'}]");
        Knowledge harmless = read("'is_false_positive': true, 'tlp': 'AMBER', 'tags': ['b'], 'first_seen': 1674080100, 'sources': ['A', 'B']");
        Knowledge together = new Knowledge(true, false, false, false, false, "80", "AMBER", List.of("a", "b"), Instant.parse("2023-01-18T22:15:00Z"),
                List.of("A", "B"));
        assertThat(scored.and(harmless)).isEqualTo(together);
        assertThat(harmless.and(scored)).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(together);
        assertThat(scored.and(read("'analyst_tlp': 'RED'"))).isEqualTo(read("'analyst_tlp': 'RED'"));
    }
}
