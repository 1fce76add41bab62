package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.gzipBomb;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are made to break a reader. Each holds the host {@code early.net} where a reader that stops in time still finds it, if it can hold one. */
final class HostileFiles {
    private static final String EXPANSION = entities();

    private HostileFiles() {
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("bomb.gz", gzipBomb("early.net\n", 60));
        all.put("bomb-in-bomb.gz", gzip(gzipBomb("early.net\n", 60)));
        all.put("bomb.zip", zipBomb("early.txt", "early.net\n", 60));
        all.put("many-bombs.zip", manyBombs());
        all.put("deep.zip", deepZip(60));
        all.put("deep.gz", deepGzip(200));
        all.put("entries.zip", manyEntries(6_000));
        all.put("overlap.zip", overlapping(5_000));
        all.put("tricks.zip", zip(files("../../etc/early.txt", "early.net", "C:\\windows\\a.txt", "b.net", "/abs\u0000olute\n\u202Etxt.exe", "c.net",
                "n".repeat(20_000), "d.net")));
        all.put("expansion.xml", utf8("<?xml version='1.0'?><!DOCTYPE r [" + EXPANSION + "]><r>early.net &i;</r>"));
        all.put("outside.xml", utf8("<?xml version='1.0'?><!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd' "
                + "[<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>early.net &x;</r>"));
        all.put("expansion.docx", docx("<!DOCTYPE r [" + EXPANSION + "]>", "early.net&i;"));
        all.put("outside.docx", docx("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "early.net&x;"));
        all.put("bomb.docx", docxBomb());
        all.put("bomb.xlsx", workbookBomb());
        all.put("repeated.xlsx", repeatedString());
        all.put("deep-mail.eml", deepMail(3_000));
        all.put("deep-multipart.eml", deepMultipart(5_000));
        all.put("many-parts.eml", manyParts(20_000));
        all.put("many-headers.eml", utf8("From: a@early.net\nTo: b@c.net\n" + "X-A: b\n".repeat(200_000) + "\nbody"));
        all.put("long-header.eml", utf8("From: a@early.net\nTo: b@c.net\nX-A: " + "b".repeat(5_000_000) + "\n\nbody"));
        all.put("words.eml", utf8("From: a@early.net\nTo: b@c.net\nSubject: " + "=?utf-8?q?".repeat(50_000) + "\n\nbody"));
        all.put("bomb.pdf", bombPdf());
        all.put("operators.pdf", operatorsPdf());
        all.put("arrays.pdf", utf8("%PDF-1.4\n1 0 obj\n" + "[".repeat(500_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n"));
        all.put("loop.pdf", loopPdf());
        all.put("braces.rtf", utf8("{\\rtf1 early.net " + "{".repeat(500_000) + "}".repeat(500_000) + "}"));
        all.put("binary.rtf", utf8("{\\rtf1 early.net \\bin2000000000 x}"));
        all.put("arrays.json", utf8("[\"early.net\"," + "[".repeat(1_000_000)));
        all.put("quotes.csv", utf8("early.net,b\n\"" + "a,b\n".repeat(2_000_000)));
        all.put("tags.html", utf8("<html>early.net" + "<div>".repeat(1_000_000)));
        all.put("tags.xml", utf8("<?xml version='1.0'?><r>early.net" + "<a>".repeat(1_000_000)));
        all.put("attributes.xml", attributes());
        all.put("large.txt", utf8("early.net\n" + "a".repeat(40 << 20)));
        all.put("large.log", utf8("early.net 10.1.2.3 some words of a log line\n".repeat(900_000)));
        all.put("zeros.bin", new byte[20 << 20]);
        all.put("dictionary.xz", dictionary());
        all.put("huge.tar", hugeTar());
        all.put("cut.docx", Documents.cut(Documents.docx(), 0.6));
        all.put("cut.pdf", Documents.cut(Documents.pdf(List.of(List.of("early.net")), List.of()), 0.7));
        all.put("cut.xls", Documents.cut(Documents.workbook(true), 0.7));
        all.put("cut.gz", Documents.cut(gzip(utf8("early.net\n" + "words ".repeat(5_000))), 0.7));
        all.put("cut.7z", Documents.cut(Samples.sevenZip("a.txt", utf8("early.net"), null), 0.7));
        all.put("loop.doc", loopedChain());
        return all;
    }

    private static String entities() {
        StringBuilder text = new StringBuilder("<!ENTITY a 'aaaaaaaaaa'>");
        for (char name = 'b'; name <= 'i'; name++) {
            text.append("<!ENTITY ").append(name).append(" '").append(("&" + (char) (name - 1) + ";").repeat(10)).append("'>");
        }
        return text.toString();
    }

    private static byte[] zipBomb(String name, String beginning, int mebibytes) {
        byte[] filling = "0".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        return made(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(utf8(beginning));
                for (int i = 0; i < mebibytes; i++) {
                    zip.write(filling);
                }
                zip.putNextEntry(new ZipEntry("late.txt"));
                zip.write(utf8("late.net"));
            }
        });
    }

    private static byte[] manyBombs() {
        byte[] bomb = zipBomb("a.txt", "early.net\n", 30);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            files.put(i + ".zip", bomb);
        }
        return zip(files);
    }

    private static byte[] deepZip(int levels) {
        byte[] content = zip(files("early.txt", "early.net"));
        for (int i = 0; i < levels; i++) {
            content = zip(files("early.txt", "early.net", "inner.zip", content));
        }
        return content;
    }

    private static byte[] deepGzip(int levels) {
        byte[] content = utf8("too.deep.net");
        for (int i = 0; i < levels; i++) {
            content = gzip(content);
        }
        return content;
    }

    private static byte[] manyEntries(int count) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            files.put(i + ".txt", utf8("early.net"));
        }
        return zip(files);
    }

    /** Many directory entries that all point at one packed MiB. */
    private static byte[] overlapping(int count) {
        byte[] one = zipBomb("early.txt", "early.net\n", 3);
        ByteBuffer end = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
        int endAt = one.length - 22;
        int directoryAt = end.getInt(endAt + 16);
        int entry = 46 + end.getShort(directoryAt + 28) + end.getShort(directoryAt + 30);
        ByteBuffer file = ByteBuffer.allocate(directoryAt + count * entry + 22).order(ByteOrder.LITTLE_ENDIAN);
        file.put(one, 0, directoryAt);
        for (int i = 0; i < count; i++) {
            file.put(one, directoryAt, entry);
        }
        int newEnd = file.position();
        file.put(one, endAt, 22);
        file.putShort(newEnd + 8, (short) count).putShort(newEnd + 10, (short) count).putInt(newEnd + 12, count * entry);
        return file.array();
    }

    private static byte[] docx(String type, String text) {
        return zip(files("[Content_Types].xml", "<Types/>", "word/document.xml",
                "<?xml version='1.0'?>" + type + "<w:document xmlns:w='urn:w'><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:document>"));
    }

    private static byte[] docxBomb() {
        return docx("", "early.net " + "word ".repeat(5_000_000));
    }

    private static byte[] workbookBomb() {
        return zip(files("[Content_Types].xml", "<Types/>", "xl/sharedStrings.xml", "<sst><si><t>early.net</t></si>"
                + "<si><t>word</t></si>".repeat(1_500_000) + "</sst>",
                "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>"));
    }

    private static byte[] repeatedString() {
        return zip(files("[Content_Types].xml", "<Types/>", "xl/sharedStrings.xml", "<sst><si><t>early.net " + "word ".repeat(6_000) + "</t></si></sst>",
                "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>" + "<c t='s'><v>0</v></c>".repeat(500_000) + "</row></sheetData></worksheet>"));
    }

    private static byte[] deepMail(int levels) {
        return utf8("From: a@early.net\nTo: b@c.net\nContent-Type: message/rfc822\n\n".repeat(levels) + "From: a@b.net\nSubject: x\n\nend");
    }

    private static byte[] deepMultipart(int levels) {
        StringBuilder mail = new StringBuilder("From: a@early.net\nTo: b@c.net\n");
        for (int i = 0; i < levels; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        }
        return utf8(mail + "\ndeep");
    }

    private static byte[] manyParts(int count) {
        return utf8("From: a@early.net\nTo: b@c.net\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\npart\n".repeat(count) + "--b--");
    }

    private static byte[] deflated(byte[] content) {
        return made(out -> {
            try (DeflaterOutputStream zlib = new DeflaterOutputStream(out, new Deflater(9))) {
                for (int i = 0; i < 60; i++) {
                    zlib.write(content);
                }
            }
        });
    }

    private static byte[] pdfOf(byte[] firstPage, byte[] secondPage, String filterOfSecond) {
        return made(out -> {
            out.write(utf8("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
                    + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F1 7 0 R>>>>>>endobj\n"
                    + "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 6 0 R/Resources<</Font<</F1 7 0 R>>>>>>endobj\n"
                    + "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n5 0 obj<</Length " + firstPage.length + ">>\nstream\n"));
            out.write(firstPage);
            out.write(utf8("\nendstream endobj\n6 0 obj<</Length " + secondPage.length + filterOfSecond + ">>\nstream\n"));
            out.write(secondPage);
            out.write(utf8("\nendstream endobj\ntrailer<</Root 1 0 R/Size 8>>\n%%EOF"));
        });
    }

    private static byte[] bombPdf() {
        return pdfOf(utf8("BT /F1 12 Tf 50 700 Td (early.net) Tj ET"), deflated(new byte[1 << 20]), "/Filter/FlateDecode");
    }

    private static byte[] operatorsPdf() {
        return pdfOf(utf8("BT /F1 12 Tf 50 700 Td (early.net) Tj ET"), utf8("BT /F1 12 Tf 50 700 Td " + "(a.net b) Tj 0 -12 Td ".repeat(600_000) + "ET"), "");
    }

    private static byte[] loopPdf() {
        return utf8("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999/Parent 2 0 R>>endobj\n"
                + "trailer<</Root 1 0 R/Size 3/Prev 0>>\nstartxref\n0\n%%EOF");
    }

    private static byte[] attributes() {
        StringBuilder xml = new StringBuilder("<?xml version='1.0'?><r>early.net<a");
        for (int i = 0; i < 300_000; i++) {
            xml.append(" a").append(i).append("='valu'");
        }
        return utf8(xml + "/></r>");
    }

    /** An xz stream that asks for a dictionary of 4 GiB. */
    private static byte[] dictionary() {
        byte[] head = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4, (byte) 0xE6, (byte) 0xD6, (byte) 0xB4, 0x46, 2, 0, 0x21, 1, 40, 0, 0, 0};
        CRC32 crc = new CRC32();
        crc.update(head, 12, 8);
        return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(head).putInt((int) crc.getValue()).put(new byte[] {1, 0, 0, 1}).array();
    }

    /** A TAR whose one entry says that it is 8 GiB long. */
    private static byte[] hugeTar() {
        byte[] tar = Samples.tar(files("early.txt", "early.net"));
        byte[] size = "77777777777\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, tar, 124, 12);
        Arrays.fill(tar, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xFF;
        }
        byte[] checksum = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(checksum, 0, tar, 148, 8);
        return tar;
    }

    /** An old Word file whose sector chain runs in a circle. */
    private static byte[] loopedChain() {
        byte[] file = Samples.compound(files("WordDocument", new byte[20_000]));
        ByteBuffer sectors = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int fat = (sectors.getInt(76) + 1) * 512;
        for (int i = 0; i < 40; i++) {
            if (sectors.getInt(fat + 4 * i) > 2) {
                sectors.putInt(fat + 4 * i, Math.max(0, i - 1));
            }
        }
        return file;
    }
}
