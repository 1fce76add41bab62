package io.github.iocenrichment.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.VirusTotalReader;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A made-up incident with something of everything, on which every template is tried at start. */
final class SampleModels {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final String GROUPING = "grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7";

    /** The templates that are used by themselves; others are included by them. */
    static final Set<String> NAMES = Set.copyOf(byTemplate(Messages.english()).keySet());

    private SampleModels() {
    }

    static Map<String, Map<String, Object>> byTemplate(Messages messages) {
        NoteViews views = new NoteViews(TrustedLinks.vendors(), messages, "https://ti.example");
        IncidentReport report = report();
        Map<String, Object> note = Models.of(views.of(report));
        Map<String, Object> amendment = Models.of(views.of(report.asAmendment(new ReportChange(List.of(new ReportChange.Change(IndicatorType.URL,
                "https://login-portal.example/verify", VerdictValue.UNKNOWN, VerdictValue.MALICIOUS, List.of(VirusTotalReader.SOURCE)))))
                .withLate(new LateReadings(List.of(new Unread("dump.zip", "read now: 3 more indicators")),
                List.of(Indicator.of(IndicatorType.IPV4, "198.51.100.78")),
                        report.countedOnly()))));
        Map<String, Object> publication = Models.of(views.of(report.withKind(NoteKind.DELIVERY)));
        Map<String, Object> parked = Models.of(views.of(report.withKind(NoteKind.PARKED)));
        Map<String, Object> written = Models.of(RecordView.of(report, GROUPING, messages));
        Map<String, Map<String, Object>> samples = new LinkedHashMap<>();
        for (String format : List.of("plain", "html")) {
            samples.put("note-" + format + ".ftl", note);
            samples.put("amendment-" + format + ".ftl", amendment);
            samples.put("publication-" + format + ".ftl", publication);
            samples.put("parked-" + format + ".ftl", parked);
        }
        samples.put("record-subject.ftl", written);
        samples.put("record-symptom.ftl", written);
        return samples;
    }

    /** Whether a subject written for the sample leads back to the record. */
    static boolean isFoundAgain(String subject) {
        return RecordText.holds(subject, "[ti-record:" + GROUPING + "]", "INC48213");
    }

    static IncidentReport report() {
        Indicator url = new Indicator(IndicatorType.URL, "https://login-portal.example/verify", true, null,
                List.of(new Place("Symptom", "", 10, 40, "https://login-portal.example/verify", false,
                        "please confirm at https://login-portal.example/verify")));
        Answer seen = new Answer(VirusTotalReader.SOURCE, url.type(), url.value(), AnswerState.FOUND, null, null, NOW.minusSeconds(7200),
                NOW.minusSeconds(86400), "https://www.virustotal.com/gui/url/4e52", "17 of 94 engines, phishing", Map.of());
        Answer fresh = Answer.without(AnswerState.PENDING, "urlscan", url.type(), url.value(), "analysis is queued", NOW);
        Finding bad = new Finding(url, List.of(seen, fresh), new Verdict(VerdictValue.MALICIOUS, 91,
                List.of(new FiredRule("virustotal.malicious", "17 votes (18 %) reach the limits of 5 engines and 8 %")), List.of()));
        Finding refused = notChecked(Indicator.of(IndicatorType.MD5, "d41d8cd98f00b204e9800998ecf8427e"),
                Answer.without(AnswerState.QUOTA, HybridAnalysisReader.SOURCE, IndicatorType.MD5, "d41d8cd98f00b204e9800998ecf8427e", "quota", NOW)
                        .withAskAgainAt(NOW.plusSeconds(3600)));
        Finding failed = notChecked(Indicator.of(IndicatorType.DOMAIN, "mail.example"),
                Answer.without(AnswerState.FAILED, VirusTotalReader.SOURCE, IndicatorType.DOMAIN, "mail.example", "no answer in 20 s", NOW));
        Finding cve = new Finding(Indicator.of(IndicatorType.CVE, "CVE-2026-41234"), List.of(new Answer(NvdReader.SOURCE, IndicatorType.CVE, "CVE-2026-41234",
                AnswerState.FOUND, null, null, NOW, NOW, "https://nvd.nist.gov/vuln/detail/CVE-2026-41234", "CVSS 9.8 critical", Map.of())),
                new Verdict(VerdictValue.UNKNOWN, 0, List.of(new FiredRule(CveStanding.RULE, "Priority high"),
                        new FiredRule("cve.kev", "Known to be exploited (CISA KEV)")), List.of()));
        SourceIncident incident = new SourceIncident("FF49A5136B36486F897C62E9348C433B", "48213", "Strange mail", NOW,
                Map.of("category", "Phishing", "owner-team", "SOC Tier 1", "priority", "2"));
        return IncidentReport.first(incident, List.of(bad, refused, failed, cve), NOW)
                .withUnread(List.of(new Unread("scan.zip", "password unknown")))
                .withOverLimit(List.of(Indicator.of(IndicatorType.IPV4, "198.51.100.77")))
                .withCountedOnly(List.of(new CountedOnly("list.txt", "attachment.max-indicators",
                List.of(new LeftOut(IndicatorType.DOMAIN, 5000, 92_000, false)))))
                .withProblems(List.of("attachment invoice.pdf could not be downloaded: HTTP 500"))
                .withPublication(Publication.of(Publication.State.NOT_CONFIRMED, "AMBER", 1, 9), RecordIncident.created("48250"));
    }

    private static Finding notChecked(Indicator indicator, Answer answer) {
        return new Finding(indicator, List.of(answer), new Verdict(VerdictValue.NOT_CHECKED, 0, List.of(), List.of()));
    }
}
