package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.junit.jupiter.api.Test;

/** URLs that the layout of a page broke are whole again, and nothing else grows together. At 10 points of Courier a full line has 82 characters. */
class PdfPageTextTest {
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of());

    private String page(List<String> lines, String... links) {
        return Fixed.at(reader.read("a.pdf", Documents.pdf(List.of(lines), List.of(links))), "page 1");
    }

    @Test
    void fontsOfTheMachineAreLeftAlone() {
        assertThat(page(List.of("a.net"))).contains("a.net");
        assertThat(FontMappers.instance()).isInstanceOf(BundledFont.class);
    }

    @Test
    void urlBrokenAtTheMarginIsJoined() {
        String url = "http://a.net/" + "path/".repeat(20) + "end?x=1";

        assertThat(page(List.of("text before", url.substring(0, 82), url.substring(82) + " and more", "last"))).contains(url + " and more");
    }

    @Test
    void linkSaysHowItsTextGoesOn() {
        assertThat(page(List.of("see http://a.net/first", "second/third here"), "http://a.net/firstsecond/third"))
                .contains("see http://a.net/firstsecond/third here");
    }

    @Test
    void linesThatOnlyFollowEachOtherStayApart() {
        assertThat(page(List.of("http://a.net/x", "http://b.net/y", "word1 and more", "http://c.net/", "/next"))).contains(
                "http://a.net/x\nhttp://b.net/y\nword1 and more\nhttp://c.net/\n/next");
    }

    @Test
    void sentenceBehindAFullLineStaysApart() {
        String line = "x".repeat(82 - "http://a.net/b".length() - 1) + " http://a.net/b";

        assertThat(page(List.of(line, "Contact us for more"))).contains("http://a.net/b\nContact us");
    }
}
