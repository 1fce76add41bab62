package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Attachments that are small to send and large to read: each ended a process with a heap of 192 MiB, or could. Made anew for each run. */
public final class PoisonFiles {
    private static final int MIB = 1 << 20;

    private PoisonFiles() {
    }

    /** Each file by its name, with the indicator {@code early.net} near its beginning unless its name says "hidden". */
    public static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
        all.put("dictionaries.xz", PoisonFiles::dictionaries);
        all.put("domains.txt", () -> utf8("early.net\n" + domains(97_000)));
        all.put("addresses.txt", () -> utf8("early.net\n" + addresses(83_000)));
        all.put("proxy.log", () -> utf8("early.net\n" + proxyLog(4 * MIB)));
        all.put("proxy.zip", () -> zip("proxy.log", utf8("early.net\n" + proxyLog(22 * MIB))));
        all.put("large.log", () -> utf8("early.net\n" + proxyLog(99 * MIB / 10)));
        all.put("wide.log", () -> utf8("early.net \u6587\n" + proxyLog(99 * MIB / 10)));
        all.put("utf16.log", () -> ("\uFEFFearly.net \u6587\n" + proxyLog(49 * MIB / 10)).getBytes(StandardCharsets.UTF_16LE));
        all.put("pictures-hidden.pdf", () -> pictures(40));
        all.put("many-pictures-hidden.pdf", () -> pictures(60));
        all.put("arrays-hidden.pdf", () -> utf8("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/A 3 0 R>>endobj\n3 0 obj\n[" + "[]".repeat(4 * MIB)
                + "]endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"));
        all.put("operands-hidden.pdf", () -> pdf(40, deflated("[] ".repeat(5 * MIB)), "/Filter/FlateDecode"));
        all.put("entries-hidden.zip", () -> zip(files(IntStream.range(0, 80_000).boxed().flatMap(i -> Stream.of("e" + i, "")).toArray())));
        all.put("arrays.json", () -> utf8("[\"early.net\"," + "[],".repeat(3 * MIB) + "0]"));
        all.put("string.json", () -> utf8("{\"a\":\"early.net\",\"b\":\"" + "a.b ".repeat(2 * MIB) + "\"}"));
        all.put("quote.csv", () -> utf8("a,b\nearly.net,b\n\"" + "a,b\n".repeat(2 * MIB)));
        all.put("formatting.html", () -> utf8("<html><body>early.net<b><i><u><s><em><strong><code><tt><big><small><font><a>" + "<p>".repeat(3 * MIB)));
        all.put("elements.html", () -> utf8("<html><body>early.net" + "<a b c>".repeat(MIB)));
        all.put("attribute.xml", () -> utf8("<?xml version='1.0'?><r a='early.net'><b c='" + "a.b ".repeat(2 * MIB) + "'/></r>"));
        all.put("elements.xml", () -> utf8("<?xml version='1.0'?><r>early.net" + "<a/>".repeat(2 * MIB) + "</r>"));
        all.put("strings.xlsx", PoisonFiles::strings);
        all.put("header.eml", () -> utf8("From: a@early.net\nTo: b@early.net\nSubject: x\nX-Long: " + "a ".repeat(4 * MIB) + "\n\nbody"));
        all.put("headers.eml", () -> utf8("From: a@early.net\nTo: b@early.net\n" + "X: y\n".repeat(MIB) + "\nbody"));
        all.put("text.rtf", () -> utf8("{\\rtf1 early.net " + "\\'41 ".repeat(MIB + MIB / 2) + "}"));
        all.put("picture-hidden.png", PoisonFiles::picture);
        all.put("areas-hidden.pdf", () -> pdf(10, deflated("0 0 590 790 re f\n".repeat(MIB / 2)), "/Filter/FlateDecode"));
        return all;
    }

    /** 49 million pixels in colours, which pack to almost nothing. */
    private static byte[] picture() {
        int side = 7_000;
        byte[] head = ByteBuffer.allocate(13).putInt(side).putInt(side).put(new byte[] {8, 2, 0, 0, 0}).array();
        byte[] pixels = made(out -> {
            try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
                for (int i = 0; i < side; i++) {
                    packed.write(new byte[1 + 3 * side]);
                }
            }
        });
        return made(out -> {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            chunk(out, "IHDR", head);
            chunk(out, "IDAT", pixels);
            chunk(out, "IEND", new byte[0]);
        });
    }

    private static void chunk(OutputStream out, String type, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(utf8(type));
        sum.update(content);
        out.write(ByteBuffer.allocate(4).putInt(content.length).array());
        out.write(utf8(type));
        out.write(content);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    public static String domains(int count) {
        Random random = new Random(3);
        return IntStream.range(0, count).mapToObj(i -> word(random, 7) + (i % 2 == 0 ? ".ru" : ".cn")).collect(Collectors.joining("\n"));
    }

    public static String addresses(int count) {
        Random random = new Random(4);
        return IntStream.range(0, count).mapToObj(i -> "93." + (random.nextInt(254) + 1) + "." + (i / 250 % 250 + 1) + "." + (i % 250 + 1))
                .collect(Collectors.joining("\n"));
    }

    public static String proxyLog(int length) {
        Random random = new Random(1);
        StringBuilder log = new StringBuilder(length + 200);
        while (log.length() < length) {
            log.append("2025-09-01 10:11:12 10.1.").append(random.nextInt(255)).append('.').append(random.nextInt(255)).append(" TCP_MISS/200 GET http://cdn")
                    .append(random.nextInt(999)).append(".quill-otter.net/a/").append(random.nextInt(1_000_000)).append("/x.js user")
                    .append(random.nextInt(500))
                    .append(" 93.115.").append(random.nextInt(255)).append('.').append(random.nextInt(255)).append(" text/html\n");
        }
        return log.toString();
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** An {@code .xz} in an {@code .xz} in an {@code .xz}; each says that it needs a dictionary of 64 MiB. */
    private static byte[] dictionaries() {
        byte[] content = utf8("early.net");
        for (int level = 0; level < 3; level++) {
            content = withDictionary(xz(content), 28);
        }
        return content;
    }

    private static byte[] xz(byte[] content) {
        return made(out -> {
            try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
                xz.write(content);
            }
        });
    }

    /** Writes another size of dictionary into the header of the first block: see the specification of the .xz format, section 3.1. */
    private static byte[] withDictionary(byte[] xz, int size) {
        byte[] changed = xz.clone();
        int block = 12;
        int header = (changed[block] + 1) * 4;
        for (int at = block + 2; at < block + header - 4; at++) {
            if (changed[at] == 0x21 && changed[at + 1] == 1) {
                changed[at + 2] = (byte) size;
                break;
            }
        }
        CRC32 check = new CRC32();
        check.update(changed, block, header - 4);
        for (int i = 0; i < 4; i++) {
            changed[block + header - 4 + i] = (byte) (check.getValue() >>> 8 * i);
        }
        return changed;
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        made(out -> {
            try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes)) {
                packed.write(utf8(text));
            }
        });
        return bytes.toByteArray();
    }

    /** A page of so many content streams, each of 100 KiB, that inflate to 100 MiB and say of themselves that they are pictures. */
    public static byte[] pictures(int streams) {
        byte[] stream = made(out -> {
            try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
                byte[] blank = " ".repeat(MIB).getBytes(StandardCharsets.ISO_8859_1);
                for (int i = 0; i < 100; i++) {
                    packed.write(blank);
                }
            }
        });
        return pdf(streams, stream, "/Filter/FlateDecode/X (/Subtype/Image)");
    }

    private static byte[] pdf(int streams, byte[] stream, String dictionary) {
        return made(out -> {
            String contents = IntStream.range(10, 10 + streams).mapToObj(i -> i + " 0 R").collect(Collectors.joining(" "));
            out.write(utf8("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                    + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[" + contents + "]>>endobj\n"));
            for (int i = 10; i < 10 + streams; i++) {
                out.write(utf8(i + " 0 obj<</Length " + stream.length + dictionary + ">>\nstream\n"));
                out.write(stream);
                out.write(utf8("\nendstream endobj\n"));
            }
            out.write(utf8("trailer<</Root 1 0 R/Size " + (10 + streams) + ">>\n%%EOF"));
        });
    }

    private static byte[] strings() {
        return zip(files("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>",
                "xl/sharedStrings.xml", "<sst><si><t>early.net</t></si>" + "<si/>".repeat(4 * MIB) + "</sst>",
                "xl/worksheets/sheet1.xml", "<worksheet><row><c t='s'><v>0</v></c></row></worksheet>"));
    }
}
