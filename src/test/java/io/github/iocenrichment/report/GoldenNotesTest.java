package io.github.iocenrichment.report;

import static io.github.iocenrichment.report.Reports.place;
import static io.github.iocenrichment.report.Reports.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole notes as analysts see them, plain and HTML; the files under golden/report are meant to be read. */
class GoldenNotesTest {
    private static final Publication SENT = Publication.of(Publication.State.SENT, "AMBER", 2, 17);
    private static final TrustedLinks LINKS = TrustedLinks.vendors().and(List.of("https://acme.example/HEAT/api", "https://intel.example"));
    private static final NoteWriter ENGLISH = new NoteWriter(Templates.builtIn(), LINKS);
    private static final NoteWriter GERMAN = new NoteWriter(Templates.builtIn("de"), LINKS);

    static Map<String, IncidentReport> reports() {
        Map<String, IncidentReport> reports = new TreeMap<>();
        Finding cached = Reports.finding(IndicatorType.SHA256, "a".repeat(64), VerdictValue.NO_THREAT_FOUND, 60, List.of(), List.of("0 of 70 engines"),
                new Answer("virustotal", IndicatorType.SHA256, "a".repeat(64), AnswerState.FOUND, null, null,
                        Reports.NOW.minusSeconds(3 * 3600), Reports.NOW.minusSeconds(86400 * 40), null, "0 of 70 engines malicious", Map.of()),
                Reports.without(AnswerState.NOT_FOUND, "hybrid-analysis", IndicatorType.SHA256, "a".repeat(64), "never seen by Hybrid Analysis"));
        reports.put("phishing-mail", Reports.with(report(Reports.quotaHash(), Reports.neverSeen(), Reports.suspiciousAddress(), Reports.badUrl(), cached),
                        Reports.notForOutside(IndicatorType.IPV4, "10.1.2.3", "private address"),
                        Reports.notForOutside(IndicatorType.IPV4, "10.1.2.4", "private address"),
                        Reports.notForOutside(IndicatorType.DOMAIN, "mail.own.example", "own domain"))
                .withUnread(List.of(new Unread("scan.zip", "password unknown"), new Unread("bundle.zip > deep.doc", "larger than 10 MiB")))
                .withPublication(SENT, RecordIncident.created("48250")));
        reports.put("vulnerabilities", report(Reports.cve("CVE-2026-41234", "high", "known exploited, ransomware"), Reports.cve("CVE-2025-1111", "low", null),
                Reports.notForOutside(IndicatorType.CVE, "CVE-2020-0001", "vulnerability sources are switched off"))
                .withPublication(Publication.of(Publication.State.SENT, "GREEN", 0, 9), RecordIncident.pending()));
        reports.put("every-silence", report(silence(AnswerState.FAILED, "a.example", "VirusTotal answered 503"),
                silence(AnswerState.UNAUTHORISED, "b.example", "VirusTotal refused the key (401)"),
                silence(AnswerState.REJECTED, "c.example", null),
                silence(AnswerState.FAILED, "d.example", "not asked: the source has been failing"),
                silence(AnswerState.SKIPPED, "e.example", "source disabled"),
                silence(AnswerState.PENDING, "f.example", "analysis is queued"), silence(AnswerState.NOT_FOUND, "g.example", "no record"))
                .withProblems(List.of("attachment scan.pdf could not be downloaded: Ivanti answered 500", "incident detail came without Symptom"))
                .withPublication(Publication.none(), RecordIncident.none()));
        reports.put("nothing-in-it", report());
        reports.put("nothing-but-unread", report().withUnread(List.of(new Unread("scan.zip", "password unknown"))));
        reports.put("only-private", report(Reports.notForOutside(IndicatorType.IPV4, "10.1.2.3", "private address")));
        reports.put("publication-pending", report(Reports.badUrl()).withPublication(
                new Publication(Publication.State.PENDING, "AMBER", 1, 9, "Intel Exchange does not answer", null), RecordIncident.pending()));
        reports.put("landed", report(Reports.badUrl()).withKind(NoteKind.LANDED).withPublication(
                new Publication(Publication.State.DELIVERED, "AMBER", 1, 9, null, "https://intel.example/threat/1"),
                new RecordIncident(RecordIncident.State.CREATED, "48250", null, "https://acme.example/HEAT/48250")));
        reports.put("refused", report(Reports.badUrl()).withKind(NoteKind.DELIVERY).withPublication(
                SENT.withState(Publication.State.REFUSED, "401 Signature does not match. See https://intel.example/help"),
                RecordIncident.failed("Incident.Customer is required: set ivanti.record.fields.ProfileLink_RecID.")));
        reports.put("other-source", report(Reports.badUrl()).withKind(NoteKind.DELIVERY)
                .withPublication(SENT.withState(Publication.State.OTHER_SOURCE, "Import"), RecordIncident.created("48250")));
        Finding before = Reports.quotaHash();
        Finding now = Reports.finding(IndicatorType.MD5, before.indicator().value(), VerdictValue.MALICIOUS, 88, List.of(place("hashes.csv", "", "")),
                List.of("61 votes"),
                Reports.found("virustotal", IndicatorType.MD5, before.indicator().value(), "61 of 70 engines malicious", null, null));
        reports.put("amendment", report(Reports.badUrl(), now, Reports.neverSeen())
                .asAmendment(ReportChange.between(List.of(before, Reports.badUrl()), List.of(now, Reports.badUrl(), Reports.neverSeen()))));
        reports.put("counted-only", report(Reports.badUrl()).withCountedOnly(List.of(
                new CountedOnly("list.txt", "attachment.max-indicators", List.of(new LeftOut(IndicatorType.DOMAIN, 5000, 92_000, false))),
                new CountedOnly("Symptom", "work.max-indicators", List.of(new LeftOut(IndicatorType.IPV4, 0, 1, false),
                        new LeftOut(IndicatorType.URL, 0, 100_000, true))))));
        reports.put("not-read-yet", report(Reports.badUrl()).withUnread(List.of(
                new Unread("evil.example.zip", "not read yet, tried again: reading took longer than 20 s"), new Unread("scan.zip", "password unknown"))));
        reports.put("read-again", report(Reports.badUrl(), Reports.neverSeen())
                .asAmendment(ReportChange.between(List.of(Reports.badUrl()), List.of(Reports.badUrl(), Reports.neverSeen())))
                .withLate(new LateReadings(List.of(new Unread("evil.example.zip", "read now: 4 more indicators"),
                        new Unread("disk.img", "not read to its end in 4 tries: reading took longer than 20 s")),
                        List.of(Indicator.of(IndicatorType.DOMAIN, "host501.example.net")),
                        List.of(new CountedOnly("evil.example.zip", "attachment.max-indicators", List.of(new LeftOut(IndicatorType.MD5, 5000, 1, false)))))));
        reports.put("over-limit", report(Reports.badUrl()).withOverLimit(
                IntStream.rangeClosed(1, 45).mapToObj(i -> Indicator.of(IndicatorType.DOMAIN, "host" + i + ".example.net")).toList()));
        Finding md5 = hash(IndicatorType.MD5, "e2cbd438d04ae7d548ab90be55605d17");
        Finding sha256 = hash(IndicatorType.SHA256, SHA256);
        reports.put("one-file", report(md5, sha256, Reports.badUrl(), mail("ines@own.example", "own domain own.example", "Delivered-To: ines@own.example"
                + " Received: from"),
                mail("bob@partner.example", null, "Subject: pay Cc: bob@partner.example, eve@evil.example"),
                mail("boss@evil.example", null, "From: boss@evil.example To: ines"))
                .withEarlier(new Earlier(Map.of(md5.indicator().key(), new Earlier.Sightings(List.of(
                        new Earlier.Sighting("INC48210", Instant.parse("2026-11-09T08:00:00Z"), VerdictValue.NOT_CHECKED),
                        new Earlier.Sighting("INC48201", Instant.parse("2026-11-03T08:00:00Z"), VerdictValue.MALICIOUS)), true,
                        Instant.parse("2026-10-01T08:00:00Z"))))));
        reports.put("nothing-but-lowered", report(lowered("198.51.100.7", 100,
                        new FiredRule("override.analyst", "Set by an analyst: false positive, by jdoe in a note on INC48201 of 3 Nov 2026 (our own scanner)"),
                        new FiredRule("override.computed", "Without that: malicious, confidence 87")),
                lowered("198.51.100.8", 40, new FiredRule("warning-list.cdn",
                        "On a warning list: content delivery network: 198.51.100.0/24 of the list \"Example CDN\" (2026-11-04)"),
                        new FiredRule("combined.benign-evidence",
                        "Benign evidence: warning list (content delivery network): one step down, from suspicious to no-threat-found"))));
        return reports;
    }

    private static Finding lowered(String address, int confidence, FiredRule... rules) {
        return new Finding(Indicator.of(IndicatorType.IPV4, address), List.of(Reports.found("abuseipdb", IndicatorType.IPV4, address,
                "score 40, 9 reports by 4 reporters", null, null)), new Verdict(VerdictValue.NO_THREAT_FOUND, confidence, List.of(rules), List.of()));
    }

    private static final String SHA256 = "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426";

    private static Finding hash(IndicatorType type, String value) {
        Answer answer = new Answer("virustotal", type, value, AnswerState.FOUND, null, null, Reports.NOW, null, null,
                "41 of 66 engines malicious, 1 suspicious; trojan.loader/mossy", Map.of("sha256", SHA256));
        return Reports.finding(type, value, VerdictValue.MALICIOUS, 90, List.of(place("edr.csv", type.label(), "")), List.of(), answer);
    }

    private static Finding mail(String address, String reason, String header) {
        Place place = new Place("reported.eml", "headers", 0, 1, address, false, header);
        return new Finding(new Indicator(IndicatorType.EMAIL, address, reason == null, reason, List.of(place)),
                reason == null ? List.of(Reports.without(AnswerState.SKIPPED, Answer.NO_SOURCE, IndicatorType.EMAIL, address,
                "no source is asked about this type")) : List.of(),
                new Verdict(VerdictValue.NOT_CHECKED, 0, List.of(), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void reads(String name) throws IOException {
        Golden.check(name + ".txt", ENGLISH.text(reports().get(name), NoteWriter.Format.PLAIN));
        Golden.check(name + ".html", ENGLISH.text(reports().get(name), NoteWriter.Format.HTML));
    }

    /** The shipped German, of the same reports. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void readsInGerman(String name) throws IOException {
        Golden.check("de/" + name + ".txt", GERMAN.text(reports().get(name), NoteWriter.Format.PLAIN));
        Golden.check("de/" + name + ".html", GERMAN.text(reports().get(name), NoteWriter.Format.HTML));
    }

    static List<String> names() {
        return List.copyOf(reports().keySet());
    }

    private static Finding silence(AnswerState state, String domain, String reason) {
        VerdictValue verdict = state == AnswerState.NOT_FOUND || state == AnswerState.PENDING ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED;
        return Reports.finding(IndicatorType.DOMAIN, domain, verdict, 0, List.of(), List.of(),
                Reports.without(state, "virustotal", IndicatorType.DOMAIN, domain, reason));
    }
}
