package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.AbuseIpDbReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.VirusTotalReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors' own JSON in, verdict out: what a rule needs stands where its reader looks for it. */
class RawAnswersTest {
    private static final Instant NOW = Example.NOW;
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            sha256 ! 'last_analysis_stats': {'malicious': 5, 'undetected': 57, 'timeout': 30, 'confirmed-timeout': 9, 'type-unsupported': 9} \
                ! malicious       ! 5 malicious of 62 votes (8 %)
            sha256 ! 'last_analysis_stats': {'malicious': 5, 'undetected': 58}                               ! suspicious      ! 5 malicious of 63 votes (7.9 %)
            sha256 ! 'last_analysis_stats': {'malicious': '5', 'undetected': '57'}                                   ! malicious       ! 5 malicious of 62 votes
            sha256 ! 'last_analysis_stats': {'malicious': -5, 'undetected': 70}                                      ! unknown         ! unknown, which is not clean
            sha256 ! 'last_analysis_stats': {'timeout': 70}, 'last_analysis_date': 1795162500                        ! unknown         ! too few to say anything
            sha256 ! 'last_analysis_stats': {}, 'last_analysis_results': {}                                      ! unknown         ! unknown, which is not clean
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'crowdsourced_yara_results': [{'rule_name': 'a'}]  ! suspicious    ! corroborated by 1 YARA rule
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'sigma_analysis_stats': {'critical': 2, 'high': 3, 'medium': 9} \
                ! suspicious      ! corroborated by 5 critical or high Sigma matches
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'crowdsourced_ids_stats': {'high': 5, 'info': 9} \
                ! suspicious      ! corroborated by 5 critical or high IDS matches
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'sandbox_verdicts': {'One': {'category': 'malicious'}} \
                ! suspicious      ! corroborated by 1 sandbox
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'sandbox_verdicts': {'One': {'category': 'harmless'}} \
                ! no-threat-found ! 70 engines saw nothing
            sha256 ! 'last_analysis_stats': {'malicious': 1, 'undetected': 69}, 'last_analysis_results': {'M': {'category': 'malicious', 'engine_name': 'MICROSOFT'}} ! suspicious ! MICROSOFT counts 3
            sha256 ! 'last_analysis_stats': {'malicious': 41, 'undetected': 25}, 'trusted_verdict': {'verdict': 'goodware'} \
                ! malicious       ! trusted publisher (VirusTotal): does not lower a strong detection
            sha256 ! 'last_analysis_stats': {'malicious': 6, 'undetected': 60}, 'tags': ['NSRL']  ! suspicious     ! one step down, from malicious to suspicious
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'gti_assessment': {'verdict': {'value': 'VERDICT_MALICIOUS'}, 'threat_score': {'value': 90}} ! malicious ! Google Threat Intelligence: malicious, threat score 90
            sha256 ! 'last_analysis_stats': {'undetected': 70}, 'gti_assessment': {'verdict': {'value': 'VERDICT_DREADFUL'}} \
                ! no-threat-found ! 70 engines saw nothing
            domain ! 'last_analysis_stats': {'malicious': 20, 'harmless': 70}, 'popularity_ranks': {'Umbrella': {'rank': 1}} \
                ! malicious       ! popular domain, rank 1
            domain ! 'popularity_ranks': {'Umbrella': {'rank': 1}}                                               ! unknown         ! unknown, which is not clean
            url    ! 'last_analysis_stats': {'harmless': 60, 'undetected': 30}, 'outgoing_links': ['a', 'b'], 'redirection_chain': ['c'] \
                ! no-threat-found ! 90 engines saw nothing
            """)
    void virusTotal(String type, String attributes, String verdict, String words) {
        String value = value(type);
        HttpReply reply = json("{'data': {" + about(type, value) + ", 'attributes': {" + attributes + "}}}");
        Answer answer = new VirusTotalReader().read(IndicatorType.of(type), value, reply, NOW).answer();
        comesTo(answer, verdict, words);
    }

    /** 55 of 68 engines, 500 days ago: about a file as if it were of today, about what changes hands as old. */
    @ParameterizedTest
    @CsvSource({"file, malicious, 95", "url, suspicious, 1", "domain, suspicious, 2"})
    void aDetectionOfAFileDoesNotAge(String kind, String verdict, int confidence) throws IOException {
        String json = new String(RawAnswersTest.class.getResourceAsStream("/verdict/old-file-virustotal.json").readAllBytes(), StandardCharsets.UTF_8);
        String sha256 = "4be1d0937fa6c2588e0d41b7639af5c21d7e80a4b95c36f2e0187da4c3b6f915";
        IndicatorType type = kind.equals("file") ? IndicatorType.SHA256 : IndicatorType.of(kind);
        String value = kind.equals("file") ? sha256 : value(kind);
        String about = kind.equals("domain") ? json.replaceFirst(sha256, value) : json;
        HttpReply reply = new HttpReply(200, Map.of(), about.replace("\"type\": \"file\"", "\"type\": \"" + kind + "\"").getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.parse("2026-03-02T08:00:00Z");
        Answer answer = new VirusTotalReader().read(type, value, reply, now).answer();
        Verdict judged = new Scorer(Rules.defaults()).score(Indicator.of(type, value), List.of(answer), now).verdict();
        assertThat(judged.value().label()).isEqualTo(verdict);
        assertThat(judged.confidence()).isEqualTo(confidence);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            'verdict': 'malicious', 'threat_score': 75                                                    ! malicious       ! threat score 75: reaches the limit
            'verdict': 'MALICIOUS', 'threat_score': '85'                                                  ! malicious       ! threat score 85: reaches the limit
            'verdict': 'malicious', 'threat_score': 74                                                        ! suspicious      ! malicious needs both
            'verdict': 'malicious', 'threat_score': null                                                      ! malicious       ! static analysis alone
            'verdict': 'malicious', 'threat_score': 75, 'multiscan_result': 0                          ! malicious       ! no engine of its multiscan detects it
            'verdict': 'suspicious', 'threat_score': 39                                                       ! suspicious      ! score counted as 40
            'verdict': null, 'threat_score': 40                                                               ! suspicious      ! suspicious by the limit of 40
            'verdict': 'no verdict', 'threat_score': 39                                                       ! unknown         ! says nothing
            'verdict': 'no verdict', 'threat_score': null, 'threat_level': 2, 'av_detect': 96                 ! suspicious      ! 96 % of engines detect it
            'verdict': 'no specific threat', 'threat_score': 0                                                ! no-threat-found ! 'no specific threat'
            'verdict': 'no specific threat', 'threat_score': 0, 'multiscan_result': 96     ! suspicious      ! its verdict and its figures contradict each other
            'verdict': 'whitelisted', 'whitelisted': true                                                     ! no-threat-found ! 'whitelisted'
            'verdict': 'malicious', 'threat_score': 95, 'whitelisted': true                                ! malicious       ! does not lower a strong detection
            'verdict': 'dreadful', 'threat_score': null                                                       ! unknown         ! says nothing
            """)
    void hybridAnalysis(String fields, String verdict, String words) {
        Answer answer = new HybridAnalysisReader().readOverview(SHA256, json("{'sha256': '" + SHA256 + "', " + fields + ", 'scanners': []}"), NOW).answer();
        comesTo(answer, verdict, words);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            'abuseConfidenceScore': 75, 'totalReports': 9, 'numDistinctUsers': 3                          ! malicious       ! score 75, 9 reports by 3 reporters
            'abuseConfidenceScore': '75', 'totalReports': '9', 'numDistinctUsers': '3'                    ! malicious       ! score 75, 9 reports by 3 reporters
            'abuseConfidenceScore': 100, 'totalReports': 500, 'numDistinctUsers': 2                           ! suspicious      ! malicious needs 3 reporters
            'abuseConfidenceScore': 100, 'totalReports': 500                                                 ! suspicious      ! an unstated number of reporters
            'abuseConfidenceScore': -5, 'totalReports': 3, 'numDistinctUsers': 2                              ! unknown         ! gave no score
            'abuseConfidenceScore': 0, 'totalReports': 0, 'numDistinctUsers': 0, 'isWhitelisted': true        ! unknown         ! unknown, which is not clean
            'abuseConfidenceScore': 80, 'totalReports': 30, 'numDistinctUsers': 5, 'isWhitelisted': true      ! suspicious \
                ! on AbuseIPDB's white list: one step down
            'abuseConfidenceScore': 100, 'totalReports': 30, 'numDistinctUsers': 15, 'isWhitelisted': true  ! malicious      ! does not lower a strong detection
            'abuseConfidenceScore': 100, 'totalReports': 30, 'numDistinctUsers': 15, 'isPublic': false        ! unknown         ! not public
            """)
    void abuseIpDb(String fields, String verdict, String words) {
        Answer answer = new AbuseIpDbReader().read(IndicatorType.IPV4, "203.0.113.77", json("{'data': {" + fields + "}}"), NOW).answer();
        comesTo(answer, verdict, words);
    }

    /** Whole days are exact; a second more is over the limit, and a date in the future is no age. */
    @ParameterizedTest(name = "{0} {1} days and {2} s -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            domain | 90   | 0 | malicious  | score of VirusTotal
            domain | 90   | 1 | suspicious | over 90 days old, limit 90: at most suspicious, score 74; confidence halves once
            domain | 180  | 0 | suspicious | 180 days old, limit 90: at most suspicious, score 74; confidence halves once
            domain | 180  | 1 | suspicious | over 180 days old, limit 90: at most suspicious, score 74; confidence halves twice
            domain | -400 | 0 | malicious  | score of VirusTotal
            sha256 | 181  | 0 | malicious  | Confidence 90: the score of VirusTotal
            sha256 | 3650 | 0 | malicious  | Confidence 90: the score of VirusTotal
            url    | 30   | 0 | malicious  | score of VirusTotal
            url    | 31   | 0 | suspicious | 31 days old, limit 30
            ipv4   | 90   | 0 | malicious  | score of VirusTotal
            ipv4   | 91   | 0 | suspicious | 91 days old, limit 90
            """)
    void age(String type, long days, long seconds, String verdict, String words) {
        String value = value(type);
        long analysed = NOW.minus(Duration.ofDays(days)).minusSeconds(seconds).getEpochSecond();
        HttpReply reply = json("{'data': {" + about(type, value) + ", 'attributes': {'last_analysis_stats': {'malicious': 41, 'undetected': 25},"
                + " 'last_analysis_date': " + analysed + "}}}");
        comesTo(new VirusTotalReader().read(IndicatorType.of(type), value, reply, NOW).answer(), verdict, words);
    }

    private static String value(String type) {
        return switch (type) {
            case "sha256" -> SHA256;
            case "url" -> "https://a.example/";
            case "ipv4" -> "203.0.113.77";
            default -> "a.example";
        };
    }

    /** What VirusTotal's answer about the value says it is about. */
    private static String about(String type, String value) {
        return switch (type) {
            case "sha256" -> "'type': 'file', 'id': '" + value + "'";
            case "url" -> "'type': 'url', 'id': '" + SHA256 + "'";
            case "ipv4" -> "'type': 'ip_address', 'id': '" + value + "'";
            default -> "'type': 'domain', 'id': '" + value + "'";
        };
    }

    private static void comesTo(Answer answer, String verdict, String words) {
        Rules rules = Rules.from(Map.of("verdict.virustotal.trusted-engines", "Microsoft=3")::get);
        Verdict found = new Scorer(rules).score(Indicator.of(answer.type(), answer.value()), List.of(answer), NOW).verdict();
        assertThat(found.value().label()).as("%s", found.rules()).isEqualTo(verdict);
        assertThat(found.rules().stream().map(FiredRule::words).collect(Collectors.joining("; "))).contains(words);
    }

    /** Single quotes in place of double ones, for legibility. */
    private static HttpReply json(String body) {
        return new HttpReply(200, Map.of("Content-Type", "application/json"), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
