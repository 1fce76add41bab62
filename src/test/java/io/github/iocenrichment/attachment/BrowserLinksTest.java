package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Every link that a browser would follow in a mail's page is found: the page as jsoup resolves it against what the extractor says. */
class BrowserLinksTest {
    private static final String NO_BASE = "http://base.invalid/";
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of());
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    @Property(tries = 150, seed = "1")
    void linksOfABrowserAreFound(@ForAll("pages") String page, @ForAll("encodings") String encoding) {
        Set<String> found = urls(mail(page, encoding));

        assertThat(found).containsAll(byBrowser(page));
    }

    /** What jsoup takes for links, without those that stay relative, in the canonical form of an indicator. */
    private static Set<String> byBrowser(String page) {
        Document document = Jsoup.parse(page, NO_BASE);
        return Stream.of("href", "src", "action").flatMap(name -> document.select("[" + name + "]").stream().map(element -> element.absUrl(name)))
                .filter(link -> link.startsWith("http") && !link.startsWith(NO_BASE)).map(BrowserLinksTest::canonical).collect(Collectors.toSet());
    }

    private static String canonical(String link) {
        URI uri = URI.create(link);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + path + (uri.getRawQuery() == null ? ""
                : "?" + uri.getRawQuery());
    }

    private Set<String> urls(byte[] mail) {
        IndicatorCollection found = new IndicatorCollection(1_000);
        reader.read("mail.eml", mail, piece -> extractor.extract(piece.text(), piece.kind(), "", piece.path(), found));
        return found.indicators().stream().filter(each -> each.type() == IndicatorType.URL).map(Indicator::value).collect(Collectors.toSet());
    }

    private static byte[] mail(String page, String encoding) {
        String body = switch (encoding) {
            case "base64", "base64; x=y" -> Base64.getMimeEncoder().encodeToString(utf8(page));
            case "quoted-printable" -> page.replace("=", "=3D").replace("\t", "=09").replace("/a", "=\r\n/a");
            default -> page;
        };
        return utf8("From: a@quill-otter.net\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/plain\r\n\r\nsee the page\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding
                + "\r\n\r\n" + body + "\r\n--b--\r\n");
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("7bit", "8bit", "base64", "base64; x=y", "quoted-printable");
    }

    @Provide
    Arbitrary<String> pages() {
        Arbitrary<String> base = Arbitraries.of("", "", "<base href=\"https://kit.moss-rivet.com/k/\">",
                "<base target=_blank href='http://quill-otter.net/x/y'>");
        return Combinators.combine(base, elements().list().ofMinSize(1).ofMaxSize(6))
                .as((first, elements) -> "<html><head>" + first + "</head><body><p>" + String.join(" and ", elements) + "</body></html>");
    }

    private static Arbitrary<String> elements() {
        Arbitrary<String> forms = Arbitraries.of("<a href=\"%s\">x</a>", "<a class=b href='%s' target=_blank>y</a>", "<area href=\"%s\">",
                "<form action=\"%s\"><input></form>",
                "<img src=\"%s\">", "<iframe src='%s'></iframe>", "<A HREF = \"%s\"><b>z</b></A>", "<svg><a href=\"%s\"><text>t</text></a></svg>");
        return Combinators.combine(forms, links()).as((form, link) -> String.format(form, link));
    }

    private static Arbitrary<String> links() {
        Arbitrary<String> hosts = Arbitraries.of("pay.quill-otter.net", "Rivet-Moss.COM", "a.b.anvil-fern.org", "tool-anvil.pl", "moss.zip", "93.115.28.40",
                "login.quill.github.io");
        Arbitrary<String> paths = Arbitraries.of("", "/", "/a", "/a/b.php", "/a?c=d&amp;e=f", "/a?c=d&e=f#top", "/a/(b)/c", "/a;x=1", "/a/%41?b=%2F",
                "/a_b-c~d");
        Arbitrary<String> starts = Arbitraries.of("https://", "http://", "HTTPS://", "//", " https://", "https&#58;//", "https:&#x2F;&#x2F;",
                "ht\ttps://", "https:\n//");
        Arbitrary<String> whole = Combinators.combine(starts, hosts, paths).as((start, host, path) -> start + host + path);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, whole), net.jqwik.api.Tuple.of(1, Arbitraries.of("login.php?x=1", "/post",
                "../up/a.gif", "#top", "mailto:a@b.net")));
    }
}
