package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.lockedZip;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.sevenZip;
import static io.github.iocenrichment.attachment.Samples.tar;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** One file of every format that has a reader, each holding the same address. */
final class FormatSamples {
    static final String ADDRESS = "93.115.28.40";
    private static final String TEXT = "C2 is " + ADDRESS + "\n";

    private FormatSamples() {
    }

    /** File name to content. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("plain.txt", utf8(TEXT));
        all.put("page.html", utf8("<html><body><p>" + TEXT + "</p></body></html>"));
        all.put("event.xml", utf8("<?xml version='1.0'?><e><ip>" + ADDRESS + "</ip></e>"));
        all.put("table.csv", utf8("name,address\nc2," + ADDRESS + "\n"));
        all.put("event.json", utf8("{\"ip\":\"" + ADDRESS + "\"}"));
        all.put("mail.eml", utf8(mail()));
        all.put("mails.mbox", utf8("From a@slate-harbor.com Mon Jan 05 10:00:00 2026\n" + mail() + "\n"));
        all.put("outlook.msg", Samples.compound(Documents.attach(Documents.message("Subject", TEXT, "<p>" + TEXT, null), 0, "a.zip",
                zip("a.txt", utf8(TEXT)))));
        all.put("winmail.dat", winmail());
        all.put("note.rtf", utf8("{\\rtf1\\ansi " + ADDRESS + "\\par}"));
        all.put("dragged.rtf", rtfWithFile());
        all.put("paper.pdf", Documents.pdf(List.of(List.of(TEXT.strip())), List.of("http://slate-harbor.com/a")));
        all.put("owner-locked.pdf", Documents.pdf(List.of(List.of(TEXT.strip())), List.of(), ""));
        all.put("locked.pdf", Documents.pdf(List.of(List.of(TEXT.strip())), List.of(), "infected"));
        all.put("report.doc", resource("report.doc"));
        all.put("table.doc", resource("table.doc"));
        all.put("book.xls", Documents.oldWorkbook(ADDRESS));
        all.put("show.ppt", Documents.oldSlides(ADDRESS));
        all.put("letter.docx", Documents.docx(ADDRESS));
        all.put("book.xlsx", Documents.newWorkbook(ADDRESS));
        all.put("book.xlsb", zip(Samples.files("[Content_Types].xml", "<Types/>", "xl/workbook.bin", new BinaryRecords().with(131).with(132).bytes(),
                "xl/worksheets/sheet1.bin", BinaryRecords.sheet(8, BinaryRecords.formula("", BinaryRecords.text(ADDRESS))))));
        all.put("show.pptx", Documents.slides(ADDRESS));
        all.put("locked.xlsx", Samples.lockedOffice(Documents.newWorkbook(ADDRESS), "infected"));
        all.put("dragged.docx", Documents.docxWith("a.txt", utf8(TEXT)));
        all.put("files.zip", zip("a.txt", utf8(TEXT)));
        all.put("crypto.zip", lockedZip("a.txt", utf8(TEXT), "infected", false));
        all.put("aes.zip", lockedZip("a.txt", utf8(TEXT), "infected", true));
        all.put("files.7z", sevenZip("a.txt", utf8(TEXT), null));
        all.put("locked.7z", sevenZip("a.txt", utf8(TEXT), "infected"));
        all.put("files.tar", tar(files("a.txt", TEXT)));
        all.put("files.tgz", gzip(tar(files("a.txt", TEXT))));
        all.put("log.zlib", made(out -> {
            try (OutputStream packed = new DeflaterOutputStream(out)) {
                packed.write(utf8(TEXT.repeat(20)));
            }
        }));
        for (String compressor : List.of(CompressorStreamFactory.GZIP, CompressorStreamFactory.BZIP2, CompressorStreamFactory.XZ,
                CompressorStreamFactory.LZ4_FRAMED, CompressorStreamFactory.SNAPPY_FRAMED)) {
            all.put("log." + compressor, compressed(compressor));
        }
        return all;
    }

    private static byte[] compressed(String compressor) {
        return made(out -> {
            try (OutputStream packed = new CompressorStreamFactory().createCompressorOutputStream(compressor, out)) {
                packed.write(utf8(TEXT));
            } catch (CompressorException unknown) {
                throw new IOException(unknown);
            }
        });
    }

    private static String mail() {
        return "From: a@slate-harbor.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + TEXT;
    }

    /** An RTF document that a file was dragged into: an object of the class Package in the form of OLE 1. */
    private static byte[] rtfWithFile() {
        byte[] content = utf8(TEXT);
        ByteBuffer file = ByteBuffer.allocate(200 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 2).put(utf8("a.txt\0")).put(utf8("C:\\a.txt\0")).putShort((short) 0).putShort((short) 3).putInt(9).put(utf8("C:\\a.txt\0"));
        file.putInt(content.length).put(content);
        ByteBuffer object = ByteBuffer.allocate(400 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        object.putInt(0x501).putInt(2).putInt(8).put(utf8("Package\0")).putInt(0).putInt(0).putInt(file.position()).put(file.array(), 0, file.position());
        String hex = HexFormat.of().formatHex(object.array(), 0, object.position());
        return utf8("{\\rtf1\\ansi see {\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + hex + "}}\\par}");
    }

    /** The smallest winmail.dat: one attached file. */
    private static byte[] winmail() {
        ByteBuffer tnef = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        tnef.putInt(0x223E9F78).putShort((short) 1);
        attribute(tnef, 0x9002, 6, new byte[14]);
        attribute(tnef, 0x8010, 1, utf8("a.txt\0"));
        attribute(tnef, 0x800F, 6, utf8(TEXT));
        return Arrays.copyOf(tnef.array(), tnef.position());
    }

    private static void attribute(ByteBuffer tnef, int id, int type, byte[] value) {
        int sum = 0;
        for (byte each : value) {
            sum += each & 0xFF;
        }
        tnef.put((byte) 2).putShort((short) id).putShort((short) type).putInt(value.length).put(value).putShort((short) sum);
    }

    static byte[] resource(String name) {
        try (InputStream in = FormatSamples.class.getResourceAsStream("/attachment/" + name)) {
            return in.readAllBytes();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** A PDF that only the holder of a certificate's key can open. */
    static byte[] pdfForCertificates() {
        List<String> objects = List.of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Count 1>>",
                "<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128/CF<</DefaultCryptFilter<</CFM/AESV2/Recipients[<3000>]>>>>"
                        + "/StmF/DefaultCryptFilter/StrF/DefaultCryptFilter>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format("%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(table).append("trailer\n<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 5>>\nstartxref\n").append(start).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A ZIP of two files, the first of which claims to be compressed by Zstandard. */
    static byte[] zipWithZstandard() {
        byte[] zip = zip(files("a.txt", "packed", "b.txt", TEXT));
        for (int at = 0; at < zip.length - 12; at++) {
            boolean local = zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 3 && zip[at + 3] == 4 && at == 0;
            boolean central = zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2;
            if (local) {
                zip[at + 8] = 93;
            } else if (central) {
                zip[at + 10] = 93;
                break;
            }
        }
        return zip;
    }
}
