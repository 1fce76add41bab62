package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Places of which a sender may hope that nobody looks there: each holds one link, which is found, or is named as not read. */
class HiddenPartsTest {
    private static final String URL = "https://pay.quill-otter.net/login";
    private static final String PAGE = "<html><body><a href='" + URL + "'>x</a></body></html>";
    private static final String MAIL = "From: a@fjord-bank.no\nTo: b@fjord-bank.no\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain\n\nhello\n--b\nContent-Type: %s\n\n%s\n--b--\n";

    private static byte[] mail(String type, String content) {
        return utf8(MAIL.formatted(type, content));
    }

    private static byte[] office(Object... more) {
        Map<String, byte[]> parts = files("[Content_Types].xml", "<Types/>");
        parts.putAll(files(more));
        return zip(parts);
    }

    private static byte[] sheet(String formula) {
        return office("xl/workbook.xml", "<workbook><sheets/></workbook>", "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1'><f>"
                + formula + "</f></c><c r='B1'><v>" + URL + "</v></c></row></sheetData></worksheet>");
    }

    private static byte[] archive(String name, int mode) {
        return made(out -> {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(mode);
                zip.putArchiveEntry(entry);
                zip.write(utf8(PAGE));
                zip.closeArchiveEntry();
            }
        });
    }

    static Stream<Arguments> found() {
        return Stream.of(
                arguments("signature of PGP in name only", mail("application/pgp-signature; name=a.html", PAGE)),
                arguments("signature of S/MIME in name only", mail("application/pkcs7-signature; name=a.html", PAGE)),
                arguments("text behind a signature of PGP", mail("application/pgp-signature",
                        "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n" + URL)),
                arguments("entry of an archive that is called a symbolic link", archive("a.html", 0120777)),
                arguments("entry of an archive that is called a folder", archive("a.html/", 0100644)),
                arguments("page among the themes of a document", office("word/document.xml", "<d/>", "word/theme/a.html", PAGE)),
                arguments("page beside the manifest of a document", zip(files("META-INF/manifest.xml", "<m/>", "META-INF/a.html", PAGE))),
                arguments("page among the fonts of an archive", office("a/fonts/a.html", PAGE)),
                arguments("page in the place of printer settings", office("xl/workbook.xml", "<workbook/>", "xl/printerSettings/printerSettings1.bin", PAGE)),
                arguments("text of a document in the place of its styles", office("word/styles.xml", "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>" + URL
                        + "</w:t></w:r></w:p></w:body></w:document>")),
                arguments("custom XML whose root is called like the themes", office("customXml/item1.xml", "<theme xmlns='urn:x'><a>" + URL + "</a></theme>")),
                arguments("custom XML whose root is called like a signature", office("customXml/item2.xml", "<Signature><a>" + URL + "</a></Signature>")),
                arguments("beside a number of letters in Arabic digits", sheet("CHAR(\u0669\u0669\u0669\u0669\u0669\u0669)&amp;\"x\"")),
                arguments("beside a letter that there is none of", sheet("CHAR(999999)&amp;\"x\"")),
                arguments("RTF with a letter beyond ASCII behind a word", "{\\rtf1\\par\u00e9https://pay.quill-otter.net/login}"
                        .getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void isRead(String place, byte[] content) {
        Found found = Found.in("file", content);
        assertThat(found.indicators()).contains("url " + URL);
        assertThat(found.unread()).isEmpty();
    }

    private static byte[] frames(int count) {
        return made(out -> {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
            try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (int i = 0; i < count; i++) {
                    writer.writeToSequence(new IIOImage(new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_BINARY), null, null), null);
                }
                writer.endWriteSequence();
            }
        });
    }

    private static byte[] streams(int count, String begin) {
        Map<String, byte[]> streams = new LinkedHashMap<>(files("WordDocument", "x"));
        IntStream.range(0, count).forEach(number -> streams.put(begin + number, utf8("x")));
        return Samples.compound(streams);
    }

    private static byte[] formulas(int count) {
        return made(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                var sheet = book.createSheet("a");
                IntStream.range(0, count).forEach(row -> sheet.createRow(row).createCell(0).setCellFormula("\"http://a.net/\"&\"" + row + "\""));
                book.write(out);
            }
        });
    }

    static Stream<Arguments> named() {
        String picture = "<img src='data:image/png;base64,AAAA'>";
        String addresses = IntStream.range(0, 2_100).mapToObj(number -> "http://a.net/" + number).collect(Collectors.joining("\0"));
        return Stream.of(
                arguments("empty file in a mail", mail("text/plain; name=a.txt", ""), "empty file"),
                arguments("frames of a picture", frames(14), "more than 12 frames: the others were not looked at for codes"),
                arguments("pictures in markup", utf8("<html>" + picture.repeat(201) + "</html>"), "more than 200 pictures in its markup: the others were not looked at"),
                arguments("streams of an old document", streams(2_010, "s"), "more than 2000 streams: the others were not read"),
                arguments("streams in folders within folders", streams(1, "a/".repeat(22)), "folders nested deeper than 20 levels were not read"),
                arguments("addresses in a stream", Samples.compound(files("WordDocument", "x", "a", addresses)),
                        "more than 2000 addresses or fields in one stream: the others were not read"),
                arguments("texts of formulas", formulas(20_010), "more than 20000 texts in formulas: the others were not read"),
                arguments("ends of lines in a PDF", new RawPdf().lines(1, 50, Collections.nCopies(2_010, "http://a.net/aaaa").toArray(String[]::new)).bytes(),
                        "more than 2000 values at ends of lines: the others were not put together where a line breaks them"),
                arguments("comment in a PDF", new RawPdf().page("/Annots [<< /Subtype /Text /Contents (" + "a.b ".repeat(270_000) + ") >>]").bytes(),
                        "a text of more than 1 MiB beside its pages was not wholly read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void isNamed(String place, byte[] content, String reason) {
        List<String> unread = Found.in("file", content).unread();
        assertThat(unread).anyMatch(line -> line.endsWith("|" + reason));
    }
}
