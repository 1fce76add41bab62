package io.github.iocenrichment.stix;

import static io.github.iocenrichment.source.AnswerState.FOUND;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The incident of the documented example, and small findings to vary it. */
public final class Samples {
    public static final String PRODUCER = "identity--6b46b60f-917a-452b-93ae-176dcce21118";
    public static final String RECORD = "3F2504E04F8911D39A0C0305E82C3301";
    public static final Instant OPENED = Instant.parse("2026-03-02T08:14:05Z");
    public static final Instant NOW = Instant.parse("2026-03-02T08:20:31.482Z");
    public static final String SHA256 = "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b87";
    public static final String SHA1 = "e6cdaccb1572c19c98963135607643a6837b3a5b";
    public static final String MD5 = "609ea63407d7ecc0ee1d88e401c3a53d";
    public static final String URL = "https://login-verify.example.net/a?next='home'&x=1";

    private Samples() {
    }

    public static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    public static StixSettings settings() {
        return StixSettings.ofProducer(PRODUCER, "Example Corp SOC").withProducerCreated(Instant.parse("2026-01-05T09:00:00Z"));
    }

    public static PublicationInput incident(Finding... findings) {
        return new PublicationInput(RECORD, "10482", OPENED, List.of(findings));
    }

    public static PublicationInput incident10482() {
        return incident(badAddress(), badUrl(), badFile(), exploitedVulnerability());
    }

    public static Finding badAddress() {
        return finding(IndicatorType.IPV4, "203.0.113.77", VerdictValue.MALICIOUS, 96,
                answer("abuseipdb", IndicatorType.IPV4, "203.0.113.77", "2026-03-02T08:20:11Z", "https://www.abuseipdb.com/check/203.0.113.77",
                        Map.of("score", 96, "reports", 412L, "reporters", 87, "windowDays", 90, "terms", List.of("brute-force", "ssh"),
                                "isp", "Example Hosting", "asn", 64511, "country", "NL")));
    }

    public static Finding badUrl() {
        return finding(IndicatorType.URL, URL, VerdictValue.MALICIOUS, 74,
                answer("virustotal", IndicatorType.URL, URL, "2026-03-01T22:41:00Z",
                        "https://www.virustotal.com/gui/url/ed2b241a528a1d6064f9e6f8b7e9e722adbba2ee292e4dd9ace6e52ca6da0144",
                        Map.of("malicious", 14, "suspicious", 3, "votes", 96, "terms", List.of("phishing"))));
    }

    public static Finding badFile() {
        Answer virusTotal = answer("virustotal", IndicatorType.SHA256, SHA256, "2026-02-27T10:02:13Z", "https://www.virustotal.com/gui/file/" + SHA256,
                Map.of("malicious", 58, "votes", 72, "terms", List.of("peexe"), "label", "trojan.agenttesla/msil", "family", "agenttesla",
                        "threatCategories", List.of("trojan", "spyware", "stealer"), "analysedAt", "2026-02-27T10:02:13Z",
                        "sha256", SHA256, "sha1", SHA1, "md5", MD5));
        Answer hybridAnalysis = answer("hybrid-analysis", IndicatorType.SHA256, SHA256, "2026-02-27T11:30:00Z",
                "https://www.hybrid-analysis.com/sample/" + SHA256,
                Map.of("verdict", "malicious", "threatScore", 95, "multiscan", 80, "family", "AgentTesla", "sha256", SHA256,
                        "analysedAt", "2026-02-27T11:30:00Z"));
        return new Finding(Indicator.of(IndicatorType.SHA256, SHA256), List.of(virusTotal, hybridAnalysis),
                new Verdict(VerdictValue.MALICIOUS, 91, List.of(), List.of(new SourceVerdict("virustotal", FOUND, VerdictValue.MALICIOUS, 88),
                        new SourceVerdict("hybrid-analysis", FOUND, VerdictValue.MALICIOUS, 95))));
    }

    public static Finding exploitedVulnerability() {
        String cve = "CVE-2021-44228";
        return new Finding(Indicator.of(IndicatorType.CVE, cve), List.of(
                answer("nvd", IndicatorType.CVE, cve, "2025-10-27T17:35:00Z", "https://nvd.nist.gov/vuln/detail/" + cve,
                        Map.of("description", "Apache Log4j2 JNDI features do not protect against attacker-controlled endpoints.",
                                "cvssVersion", "3.1", "cvssScore", 10.0, "cvssVector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")),
                answer("epss", IndicatorType.CVE, cve, null, null, Map.of("epss", 0.94358, "epssPercentile", "0.999570000")),
                answer("kev", IndicatorType.CVE, cve, null, null, Map.of("kevDateAdded", "2021-12-10"))),
                new Verdict(VerdictValue.UNKNOWN, 0, List.of(), List.of()));
    }

    /** A finding whose sources all think the same. */
    public static Finding finding(IndicatorType type, String value, VerdictValue verdict, int confidence, Answer... answers) {
        List<SourceVerdict> bySource = List.of(answers).stream()
                .map(answer -> new SourceVerdict(answer.source(), answer.state(), verdict, confidence)).toList();
        return new Finding(Indicator.of(type, value), List.of(answers), new Verdict(verdict, confidence, List.of(), bySource));
    }

    public static Answer answer(String source, IndicatorType type, String value, String observedAt, String link, Map<String, Object> facts) {
        return new Answer(source, type, value, FOUND, null, null, Instant.parse("2026-03-02T08:20:30Z"),
                observedAt == null ? null : Instant.parse(observedAt), link, "as " + source + " sees it", facts);
    }

    public static Answer without(AnswerState state, String source, IndicatorType type, String value) {
        return Answer.without(state, source, type, value, "no finding", Instant.parse("2026-03-02T08:20:30Z"));
    }
}
