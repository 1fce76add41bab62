package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.ivanti.NoteParts;
import io.github.iocenrichment.report.NoteWriter.Format;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Big incidents: every indicator is reported, every row stands alone, and nothing grows without a bound. */
class LargeReportTest {
    private final NoteWriter writer = new NoteWriter(Templates.builtIn(), TrustedLinks.vendors());

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyOneOfFiveHundredIndicatorsIsReported(Format format) {
        String note = writer.text(Reports.report(many(500)), format);

        assertThat(note).contains("1 malicious, 1 suspicious, 249 never seen, 249 not asked");
        for (int i = 0; i < 500; i++) {
            assertThat(note).contains("host" + i + "[.]bulk[.]example");
        }
    }

    /** As the noting stage splits a note: two parts, and the rest in a file. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void whatDoesNotFitGoesIntoAFile(Format format) throws IOException {
        Overflow overflow = new Overflow(format, Messages.english());
        NoteParts parts = NoteParts.of(writer.rows(Reports.report(many(500)), format), new NoteParts.Layout(format.lineBreak(), format == Format.PLAIN),
                format == Format.PLAIN ? 3_000 : 8_000, 2,
                Overflow.LONGEST_POINTER);

        Overflow.Content file = overflow.file("48213", parts.overflow(), 5_000_000);

        assertThat(file.rows()).isEqualTo(parts.overflow().size());
        assertThat(file.leftOut()).isZero();
        String name = "ioc-enrichment-findings-9c1f77aa." + overflow.ending();
        Golden.check("overflow-last-row." + overflow.ending(), overflow.attached(file, name) + "\n"
                + overflow.notAttached(file, name, "Ivanti says: Upload Failed, Invalid attachment type."));
        Golden.check("overflow-file." + overflow.ending(), file.text());
        String together = String.join("\n", parts.parts()) + file.text();
        for (int i = 0; i < 500; i++) {
            assertThat(Pattern.compile("\\bhost" + i + "\\[\\.]bulk\\[\\.]example(?![^\\r\\n<]*\")").matcher(together).results().count())
                    .as("host%d", i).isPositive();
        }
    }

    @Test
    void aFileThatGrowsTooLargeIsCutAndSaysSo() {
        List<String> rows = IntStream.range(0, 300).mapToObj(i -> "row " + i + " über " + "x".repeat(90)).toList();
        Overflow overflow = new Overflow(Format.PLAIN, Messages.english());

        Overflow.Content file = overflow.file("48213", rows, 10_000);

        assertThat(file.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_000);
        assertThat(file.rows() + file.leftOut()).isEqualTo(300);
        assertThat(file.text()).contains("row " + (file.rows() - 1) + " ").doesNotContain("row " + file.rows() + " ")
                .endsWith("… " + file.leftOut() + " more entries left out: the file has reached its greatest size\r\n");
        assertThat(overflow.attached(file, "a.txt")).contains(file.rows() + " more entries with their details are in the attachment \"a.txt\"; " + file.leftOut()
                + " more are left out");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aReasonFromOutsideIsBoundedAndHarmless(Format format) {
        Overflow.Content file = new Overflow.Content("", 312, 0);

        String row = new Overflow(format, Messages.english()).notAttached(file, "ioc-enrichment-findings-9c1f77aa.txt",
                "<script>&</script> see http://evil.example/ " + "<&>".repeat(500));

        assertThat(row).hasSizeLessThanOrEqualTo(Overflow.LONGEST_POINTER).contains("312 more entries do not fit", "hxxp")
                .doesNotContain("<script>", "http://evil");
    }

    /** What an analyst scrolls through at night: three addresses that matter among 450 that nobody knows. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void threeMaliciousAddressesAmongManyUnknownOnesAreReadAtAGlance(Format format) {
        List<Finding> findings = new ArrayList<>(addresses(450));
        findings.addAll(100, List.of(malicious(1), malicious(2), malicious(3)));
        IncidentReport report = Reports.report(findings.toArray(Finding[]::new));

        NoteParts parts = NoteParts.of(writer.rows(report, format), writer.onlyInFile(report, format),
                new NoteParts.Layout(format.lineBreak(), format == Format.PLAIN), 30_000, 10, Overflow.LONGEST_POINTER);
        String all = String.join(format.lineBreak(), parts.parts());

        assertThat(parts.parts()).hasSize(1);
        assertThat(all.lines().count()).isLessThanOrEqualTo(250);
        assertThat(all.length()).isLessThanOrEqualTo(20_000);
        int last = IntStream.rangeClosed(1, 3).map(i -> all.indexOf("198.51.100[.]" + i)).max().orElseThrow();
        findings.stream().filter(f -> f.verdict().value() == VerdictValue.UNKNOWN).map(f -> NoteViews.value(f.indicator()))
                .forEach(value -> assertThat(all.indexOf(value)).as(value).isGreaterThan(last));
        assertThat(parts.overflow()).as("details of each").hasSize(450).allMatch(row -> row.contains("list.csv"));
    }

    static Stream<Arguments> noThreatFound() {
        List<Finding> quiet = addresses(12);
        quiet.add(Reports.neverSeen());
        quiet.add(Reports.quotaHash());
        quiet.add(Reports.notForOutside(IndicatorType.IPV4, "10.1.2.3", "private address"));
        quiet.add(Reports.finding(IndicatorType.DOMAIN, "c.example", VerdictValue.NO_THREAT_FOUND, 60, List.of(), List.of(),
                Reports.found("virustotal", IndicatorType.DOMAIN, "c.example", "0 of 70 engines malicious", null, null)));
        List<Finding> many = addresses(400);
        many.add(Reports.neverSeen());
        List<Finding> own = new ArrayList<>(addresses(3));
        IntStream.range(0, 100).forEach(i -> own.add(Reports.notForOutside(IndicatorType.DOMAIN, "h" + i + ".own.example", "own domain own.example")));
        return Stream.of(Arguments.of("of all kinds", quiet, List.of("203.0.0[.]1", "203.0.0[.]12", "quiet[.]example[.]org", "10.1.2[.]3", "c[.]example",
                "scan.zip")),
                Arguments.of("401 never seen", many, List.of("400 IPv4 addresses; 1 domain; named in the attachment")),
                Arguments.of("many own names", own, List.of("203.0.0[.]1", "own domain own[.]example (100)")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noThreatFound")
    void anIncidentWithoutAnyFindingGetsTenLinesAtMost(String name, List<Finding> findings, List<String> named) {
        IncidentReport report = Reports.report(findings.toArray(Finding[]::new))
                .withUnread(IntStream.range(0, 30).mapToObj(i -> new Unread("scan.zip", "broken " + i)).toList())
                .withProblems(List.of("attachment a is gone", "attachment b is gone"))
                .withCountedOnly(List.of(new CountedOnly("list.txt", "attachment.max-indicators",
                List.of(new LeftOut(IndicatorType.DOMAIN, 5000, 92_000, false)))))
                .withPublication(Publication.of(Publication.State.SENT, "AMBER", 0, 17),
                new RecordIncident(RecordIncident.State.CREATED, "48250", null, "https://www.virustotal.com/x"));
        NoteWriter linked = new NoteWriter(Templates.builtIn(), TrustedLinks.vendors(), "https://ti.example");

        NoteParts parts = NoteParts.of(linked.rows(report, Format.PLAIN), linked.onlyInFile(report, Format.PLAIN), NoteParts.Layout.PLAIN, 30_000, 10,
                Overflow.LONGEST_POINTER);
        String note = parts.overflow().isEmpty() ? parts.parts().get(0) : NoteParts.Layout.PLAIN.closed(parts.parts().get(0), "pointer");

        assertThat(parts.parts()).hasSize(1);
        assertThat(note.lines().count()).as(note).isLessThanOrEqualTo(10);
        assertThat(note).contains(named).contains("https://ti.example/incidents/FF49A5136B36486F897C62E9348C433B");
        String all = note + String.join("\n", parts.overflow());
        assertThat(findings).allSatisfy(f -> assertThat(all).contains(NoteViews.value(f.indicator())));
    }

    private static List<Finding> addresses(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "203.0." + i / 250 + "." + i % 250)
                .map(value -> Reports.finding(IndicatorType.IPV4, value, VerdictValue.UNKNOWN, 0,
                List.of(Reports.place("list.csv", "", "a line with " + value)), List.of(),
                Reports.without(AnswerState.NOT_FOUND, "abuseipdb", IndicatorType.IPV4, value, null),
                Reports.without(AnswerState.NOT_FOUND, "virustotal", IndicatorType.IPV4, value, "never seen by VirusTotal")))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Finding malicious(int i) {
        String value = "198.51.100." + i;
        return Reports.finding(IndicatorType.IPV4, value, VerdictValue.MALICIOUS, 90, List.of(Reports.place("list.csv", "", "a line with " + value)), List.of(),
                Reports.found("abuseipdb", IndicatorType.IPV4, value, "score 90, 400 reports by 60 reporters in 90 days", "2026-11-22T08:00:00Z",
                "https://www.abuseipdb.com/check/" + value));
    }

    @Test
    void everyHtmlRowIsCompleteInItself() {
        List<String> rows = writer.rows(Reports.report(many(60)).withUnread(List.of(new Unread("a.zip", "password unknown"))), Format.HTML);

        assertThat(rows).allSatisfy(row -> {
            Parser parser = Parser.xmlParser().setTrackErrors(10);
            Jsoup.parse(row.replace("<br>", "<br/>"), "", parser);
            assertThat(parser.getErrors()).extracting(ParseError::getErrorMessage).isEmpty();
        });
    }

    @Test
    void whatUntrustedTextCountsIsBounded() {
        List<Indicator> more = IntStream.range(0, 20_000).mapToObj(i -> Indicator.of(IndicatorType.DOMAIN, "more" + i + ".example")).toList();
        List<Unread> files = IntStream.range(0, 5_000).mapToObj(i -> new Unread("file" + i + ".doc", "broken")).toList();
        List<String> problems = IntStream.range(0, 5_000).mapToObj(i -> "attachment " + i + " is gone").toList();

        String note = writer.text(Reports.report(Reports.badUrl()).withOverLimit(more).withUnread(files).withProblems(problems), Format.PLAIN);

        assertThat(note.length()).isLessThan(80_000);
        assertThat(note).contains("20000 not asked", "and 19000 more", "and 4800 more");
    }

    /** What the note only counts is named in the file beside it: every one that was kept is named once. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void everyKeptIndicatorOverTheLimitIsNamedInNoteOrFile(Format format) {
        List<Indicator> more = IntStream.range(0, 9_500).mapToObj(i -> Indicator.of(IndicatorType.DOMAIN, "more" + i + ".example")).toList();
        IncidentReport report = Reports.report(Reports.badUrl()).withOverLimit(more);

        NoteParts parts = NoteParts.of(writer.rows(report, format), writer.onlyInFile(report, format),
                new NoteParts.Layout(format.lineBreak(), format == Format.PLAIN), 30_000, 10, Overflow.LONGEST_POINTER);

        assertThat(parts.parts()).hasSizeLessThan(5).allMatch(part -> part.length() <= 30_000);
        String file = new Overflow(format, Messages.english()).file("48213", parts.overflow(), 5_000_000).text();
        String all = String.join("\n", parts.parts()) + file;
        assertThat(Pattern.compile("more\\d+\\[\\.]example").matcher(all).results().map(found -> found.group())).doesNotHaveDuplicates().hasSize(9_500);
    }

    @Test
    void aReportSurvivesTheStore() throws IOException {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        IncidentReport report = SampleModels.report().asAmendment(ReportChange.between(List.of(), List.of(Reports.badUrl())));

        IncidentReport read = json.readValue(json.writeValueAsString(report), IncidentReport.class);

        assertThat(read).isEqualTo(report);
    }

    private static Finding[] many(int count) {
        return Stream.concat(Stream.of(host(0, VerdictValue.MALICIOUS), host(1, VerdictValue.SUSPICIOUS)),
                IntStream.range(2, count).mapToObj(i -> host(i, i <= count / 2 ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED))).toArray(Finding[]::new);
    }

    private static Finding host(int i, VerdictValue verdict) {
        String value = "host" + i + ".bulk.example";
        AnswerState state = verdict == VerdictValue.NOT_CHECKED ? AnswerState.QUOTA
                : verdict == VerdictValue.UNKNOWN ? AnswerState.NOT_FOUND : AnswerState.FOUND;
        return Reports.finding(IndicatorType.DOMAIN, value, verdict, 50, List.of(Reports.place("list.csv", "line " + i, value)), List.of("rule"),
                Reports.without(state, "virustotal", IndicatorType.DOMAIN, value, null));
    }
}
