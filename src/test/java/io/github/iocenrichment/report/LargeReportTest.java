package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.ivanti.NoteParts;
import io.github.iocenrichment.report.NoteWriter.Format;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        NoteParts parts = NoteParts.of(writer.rows(Reports.report(many(500)), format), new NoteParts.Layout(format.lineBreak(), format == Format.PLAIN), format == Format.PLAIN ? 8_000 : 20_000, 2,
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

        assertThat(file.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_000);
        assertThat(file.rows() + file.leftOut()).isEqualTo(300);
        assertThat(file.text()).contains("row " + (file.rows() - 1) + " ").doesNotContain("row " + file.rows() + " ")
                .endsWith("… " + file.leftOut() + " more entries left out: the file has reached its greatest size\r\n");
        assertThat(overflow.attached(file, "a.txt")).contains(file.rows() + " more entries are in the attachment \"a.txt\"; " + file.leftOut() + " more are left out");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aReasonFromOutsideIsBoundedAndHarmless(Format format) {
        Overflow.Content file = new Overflow.Content("", 312, 0);

        String row = new Overflow(format, Messages.english()).notAttached(file, "ioc-enrichment-findings-9c1f77aa.txt", "<script>&</script> see http://evil.example/ " + "<&>".repeat(500));

        assertThat(row).hasSizeLessThanOrEqualTo(Overflow.LONGEST_POINTER).contains("312 more entries do not fit", "hxxp").doesNotContain("<script>", "http://evil");
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

        String note = writer.text(Reports.report().withOverLimit(more).withUnread(files).withProblems(problems), Format.PLAIN);

        assertThat(note.length()).isLessThan(80_000);
        assertThat(note).contains("20,000 not asked", "and 19,000 more", "and 4,800 more");
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
