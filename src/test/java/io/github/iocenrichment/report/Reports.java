package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Made-up findings and reports for the tests of this package. */
final class Reports {
    static final Instant NOW = Instant.parse("2026-11-23T13:20:00Z");
    static final SourceIncident INCIDENT = new SourceIncident("FF49A5136B36486F897C62E9348C433B", "48213", "Strange mail", NOW.minusSeconds(300));

    private Reports() {
    }

    static Answer found(String source, IndicatorType type, String value, String summary, String observed, String link) {
        return new Answer(source, type, value, AnswerState.FOUND, null, null, NOW, observed == null ? null : Instant.parse(observed), link, summary, Map.of());
    }

    static Answer without(AnswerState state, String source, IndicatorType type, String value, String reason) {
        return Answer.without(state, source, type, value, reason, NOW);
    }

    static Finding finding(IndicatorType type, String value, VerdictValue verdict, int confidence, List<Place> places, List<String> rules, Answer... answers) {
        List<FiredRule> fired = rules.stream().map(words -> new FiredRule("rule", words)).toList();
        return new Finding(new Indicator(type, value, true, null, places), List.of(answers), new Verdict(verdict, confidence, fired, List.of()));
    }

    static Finding notForOutside(IndicatorType type, String value, String reason) {
        return new Finding(new Indicator(type, value, false, reason, List.of()), List.of(), new Verdict(VerdictValue.NOT_CHECKED, 0, List.of(), List.of()));
    }

    static Place place(String source, String path, String snippet) {
        return new Place(source, path, 0, 1, "raw", false, snippet);
    }

    static IncidentReport report(Finding... findings) {
        return IncidentReport.first(INCIDENT, List.of(findings), NOW);
    }

    static Finding badUrl() {
        String url = "https://login-portal.example/verify";
        return finding(IndicatorType.URL, url, VerdictValue.MALICIOUS, 91,
                List.of(place("Symptom", "", url), place("invoice (2).eml", "HTML part", "please confirm at https://login-portal.example/verify within 24 h")),
                List.of("17 votes (18 %) reach the limits of 5 engines and 8 %"),
                found("virustotal", IndicatorType.URL, url, "17 of 94 engines, phishing", "2026-11-22T08:00:00Z", "https://www.virustotal.com/gui/url/4e52aa"));
    }

    static Finding suspiciousAddress() {
        String ip = "198.51.100.77";
        return finding(IndicatorType.IPV4, ip, VerdictValue.SUSPICIOUS, 48, List.of(place("Symptom", "", "sent from [198.51.100.77] at noon")),
                List.of("score 41 is between 25 and 75"),
                found("abuseipdb", IndicatorType.IPV4, ip, "score 41, 9 reports by 4 reporters in 90 days", "2026-11-21T23:59:59Z",
                        "https://www.abuseipdb.com/check/198.51.100.77"));
    }

    static Finding neverSeen() {
        String domain = "quiet.example.org";
        return finding(IndicatorType.DOMAIN, domain, VerdictValue.UNKNOWN, 0, List.of(place("list.csv", "line 3", domain)), List.of(),
                without(AnswerState.NOT_FOUND, "virustotal", IndicatorType.DOMAIN, domain, "never seen by VirusTotal"));
    }

    static Finding quotaHash() {
        String md5 = "d41d8cd98f00b204e9800998ecf8427e";
        return finding(IndicatorType.MD5, md5, VerdictValue.NOT_CHECKED, 0, List.of(), List.of(),
                without(AnswerState.QUOTA, "hybrid-analysis", IndicatorType.MD5, md5, "quota used up").withAskAgainAt(Instant.parse("2026-11-23T14:00:00Z")),
                without(AnswerState.QUOTA, "virustotal", IndicatorType.MD5, md5, "quota used up").withAskAgainAt(Instant.parse("2026-11-24T00:00:00Z")));
    }

    static Finding cve(String id, String priority, String kev) {
        Answer nvd = new Answer("nvd", IndicatorType.CVE, id, AnswerState.FOUND, null, null, NOW, Instant.parse("2026-11-02T20:35:37Z"),
                "https://nvd.nist.gov/vuln/detail/" + id, "CVSS 4.0 9.3 critical", Map.of());
        Answer epss = without(AnswerState.NOT_FOUND, "epss", IndicatorType.CVE, id, null);
        Answer catalogue = kev == null ? without(AnswerState.NOT_FOUND, "kev", IndicatorType.CVE, id, "not in the KEV catalog 2026.11.20")
                : found("kev", IndicatorType.CVE, id, kev, "2026-11-03T00:00:00Z", null);
        List<FiredRule> rules = List.of(new FiredRule("cve.priority", "Priority " + priority), new FiredRule("cve.rule", "the rule of " + priority));
        return new Finding(new Indicator(IndicatorType.CVE, id, true, null, List.of(place("Symptom", "", "see " + id))), List.of(nvd, epss, catalogue),
                new Verdict(VerdictValue.UNKNOWN, 0, rules, List.of()));
    }

    static IncidentReport with(IncidentReport report, Finding... more) {
        List<Finding> all = Stream.concat(report.findings().stream(), Stream.of(more)).toList();
        return new IncidentReport(report.incident(), report.kind(), all, report.unread(), report.overLimit(), report.countedOnly(),
                report.publication(), report.record(), report.problems(), report.change(), report.late(), report.earlier(), report.platform(), report.at());
    }
}
