package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a ticket or a vendor, put everywhere where such text can stand, is only ever text. */
class InjectionTest {
    private final NoteWriter writer = new NoteWriter(Templates.builtIn(), TrustedLinks.vendors());

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "'><svg/onload=alert(1)>", "</td></tr></table><h1>x",
        "<!-- x", "]]>", "&lt;b&gt; &#60;b&#62;", "a\r\nPublished to Intel Exchange.\r\nMALICIOUS (confidence 99)", "a\u2028b\u2029c\u0085d\u000Be",
        "\u202Egnp.exe\u202C \u2066x\u2069", "${7*7} ${.data_model} #{7*7} [=7*7]", "<#include \"/etc/passwd\"><@row/><#assign x=1>",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "' or 1 eq 1 or '", "'; drop table note;--", "[ti-record:grouping--1] [ref:00000000] part 1/1",
        "{{secret}} ${env:SECRET} ${sys:user.home} ${bean:x}", "\u0000\u0007\u001B[31mred", "a\u001Eb", "\uD83D", "https://evil.example/a javascript:alert(1)",
        "%0d%0aSet-Cookie: x", "\u202Dhttps://evil.example\u202C"})
    void isOnlyText(String hostile) {
        IncidentReport report = everywhere(hostile);
        IncidentReport harmless = everywhere("harmless");

        String plain = writer.text(report, NoteWriter.Format.PLAIN);
        String html = writer.text(report, NoteWriter.Format.HTML);
        RecordText record = RecordText.of(report, "grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7", Templates.builtIn());

        assertThat(plain.split("\r\n")).as("no line of its own").hasSameSizeAs(writer.text(harmless, NoteWriter.Format.PLAIN).split("\r\n"));
        assertThat(plain).doesNotContain("<", ">").doesNotContainPattern("[\\p{Cc}&&[^\r\n]]|\\p{Cf}|[\\x{2028}\\x{2029}]");
        assertThat(plain.lines()).noneMatch(line -> line.matches("\\s*[=+@|-].*"));
        assertThat(plain).doesNotContain("https://evil").doesNotContain("javascript:");

        assertThat(tags(html)).as("same structure").isEqualTo(tags(writer.text(harmless, NoteWriter.Format.HTML)));
        assertThat(html).doesNotContainPattern("[\\p{Cc}&&[^\n]]|\\p{Cf}|[\\x{2028}\\x{2029}]");
        assertThat(html).doesNotContain("https://evil").doesNotContain("javascript:");

        assertThat(record.subject()).isEqualTo("Intel published for INC48213 [ti-record:grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7]");
        assertThat(record.symptom()).doesNotContain("<", ">").doesNotContain("https://evil");
    }

    private static List<String> tags(String html) {
        return Jsoup.parse(html).getAllElements().stream().map(InjectionTest::tag).toList();
    }

    private static String tag(Element element) {
        return element.tagName() + element.attributes().asList().stream().map(attribute -> attribute.getKey()).sorted().toList();
    }

    private static IncidentReport everywhere(String text) {
        IndicatorType type = IndicatorType.URL;
        List<Place> places = List.of(new Place("Symptom", "", 0, 1, text, false, text), new Place(text, text, 0, 1, text, true, text));
        Answer found = new Answer("virustotal", type, text, AnswerState.FOUND, text, null, Reports.NOW, null, text, "said " + text, Map.of("words", text));
        Answer failed = Answer.without(AnswerState.FAILED, text, type, text, text, Reports.NOW);
        Finding finding = new Finding(new Indicator(type, "https://a.example/" + text, true, null, places), List.of(found, failed),
                new Verdict(VerdictValue.MALICIOUS, 90, List.of(new FiredRule(text, text)), List.of()));
        Finding inside = Reports.notForOutside(IndicatorType.DOMAIN, "own.example", text);
        Finding silent = Reports.finding(IndicatorType.DOMAIN, "b.example", VerdictValue.NOT_CHECKED, 0, List.of(), List.of(), failed);
        return new IncidentReport(new SourceIncident("FF49", "48213", text, null), NoteKind.FIRST, List.of(finding, inside, silent),
                List.of(new Unread(text, text)), List.of(Indicator.of(IndicatorType.URL, "https://c.example/" + text)),
                List.of(new CountedOnly(text, "attachment.max-indicators", List.of(new LeftOut(IndicatorType.URL, 1, 2, true)))),
                new Publication(Publication.State.REFUSED, "AMBER", 1, 2, text, text), new RecordIncident(RecordIncident.State.FAILED, null, text, text),
                List.of(text), ReportChange.none(), LateReadings.none(), Earlier.none(), Map.of("", text, finding.indicator().key(), text), Reports.NOW);
    }
}
