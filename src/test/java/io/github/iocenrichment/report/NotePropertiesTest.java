package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;

/** What holds for every note, whatever stands in it. */
class NotePropertiesTest {
    private final NoteWriter writer = new NoteWriter(Templates.builtIn(), TrustedLinks.vendors());
    private static final int SKELETON = Jsoup.parse(new NoteWriter(Templates.builtIn(), TrustedLinks.vendors())
            .text(Reports.report(withText("https://a.example/", "x")), NoteWriter.Format.HTML)).getAllElements().size();

    @Property(tries = 300, seed = "1")
    void noValueAddsAnElementToAnHtmlNote(@ForAll("texts") String text) {
        String html = writer.text(Reports.report(withText("https://a.example/", "x" + text)), NoteWriter.Format.HTML);

        assertThat(Jsoup.parse(html).getAllElements()).hasSize(SKELETON);
    }

    @Property(tries = 300, seed = "1")
    void noPlainNoteHoldsTheBareUrlOfAnIndicator(@ForAll("urls") String url) {
        String plain = writer.text(Reports.report(withText(url, "before " + url + " behind")), NoteWriter.Format.PLAIN);

        assertThat(plain).doesNotContain(url).doesNotContainPattern("(?i)https?://|ftp://").doesNotContain(host(url));
    }

    @Property(tries = 300, seed = "1")
    void everyRowIsBoundedAndWithoutForeignLineBreaks(@ForAll("texts") String text) {
        for (NoteWriter.Format format : NoteWriter.Format.values()) {
            List<String> rows = writer.rows(Reports.report(withText("https://a.example/" + text.repeat(50), text.repeat(50))), format);

            assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.length()).isBetween(1, 12_000));
        }
    }

    @Property(tries = 300, seed = "1")
    void defangingTwiceIsDefangingOnce(@ForAll("texts") String text) {
        String once = Defanger.text(text);

        assertThat(Defanger.text(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<", ">", "\"", "'", "&", "<b>", "</table>", "<script>", "${x}", "<#if>", "\r\n", "\u202E", "http", "s", "://", "www.",

                "evil", ".", ".com", "@", "\\\\", "javascript:", "[", "]", "[.]", "[:]", " ", "=", "hxxp", "ftp", "mailto:", "1.2.3.4", "-",
                "2001:db8::1", "::", "fe80", ":", "f");
        return Arbitraries.oneOf(pieces.list().ofMaxSize(15).map(list -> String.join("", list)), Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> label = Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(8).map(s -> "h" + s);
        Arbitrary<String> host = Combinators.combine(label, label, Arbitraries.of("com", "example", "zip", "xn--p1ai", "museum", "info"))
                .as((a, b, c) -> a + "." + b + "." + c);
        return Combinators.combine(Arbitraries.of("http", "https", "ftp", "HTTP"), host, Arbitraries.of("", "/", "/a.php?x=1&y=2", ":8080/x", "/#f"))
                .as((scheme, name, rest) -> scheme + "://" + name + rest);
    }

    private static String host(String url) {
        return url.replaceFirst("^[A-Za-z]+://", "").replaceFirst("[:/].*$", "");
    }

    private static Finding withText(String url, String text) {
        return Reports.finding(IndicatorType.URL, url, VerdictValue.MALICIOUS, 90,
                List.of(Reports.place("Symptom", "", text), Reports.place("a.eml", "part", text)),
                List.of("rule " + text), Reports.found("virustotal", IndicatorType.URL, url, "said " + text, null, null));
    }
}
