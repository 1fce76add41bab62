package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.lockedZip;
import static io.github.iocenrichment.attachment.Samples.sevenZip;
import static io.github.iocenrichment.attachment.Samples.tar;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever the bytes, there is an answer: nothing is thrown, nothing runs on, and the limits hold. */
class AttachmentFuzzTest {
    private static final Map<String, byte[]> SEEDS = seeds();
    private static final PartReader PARTS = new PartReader(List.of("infected"));

    private static Map<String, byte[]> seeds() {
        var message = Documents.attach(Documents.message("s", "body.net", "<a href='http://a.net'>x</a>", "From: a@b.net"), 0, "a.zip", zip("a.txt",
                utf8("a.net")));
        return files("a.txt", "93[.]115[.]28[.]40 grün-amboss.de", "a.json", "{\"a\":[\"http:\\/\\/a.net\\u0026b\",1e9]}", "a.csv", "a,b\n\"c,d\",e\n",
                "a.xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a b='http://a.net'>&b;<![CDATA[x]]></a>",
                "a.html", "<html><a href='http://a.net'>x</a>",
                "a.rtf", "{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\f0 a.net {\\field{\\*\\fldinst HYPERLINK \"http://a.net\"}{\\fldrslt x}}\\bin3 abc\\u8364?}",
                "a.eml", "From: a@b.net\nSubject: =?utf-8?q?a?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n"
                        + "Content-Transfer-Encoding: base64\n\nPGEgaHJlZj0naHR0cDovL2EubmV0Jz4=\n"
                        + "--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--\n",
                "a.msg", Samples.compound(message), "a.pdf", Documents.pdf(List.of(List.of("a.net")), List.of("http://a.net/x")),
                "a.docx", Documents.docx(), "a.xlsx", Documents.workbook(false), "a.xls", Documents.workbook(true), "a.ppt", Documents.oldSlides(),
                "a.zip", zip(files("a.txt", "a.net", "b.zip", zip("c.txt", utf8("c.net")))), "locked.zip", lockedZip("a.txt", utf8("a.net"), "infected", true),
                "crypto.zip", lockedZip("a.txt", utf8("a.net"), "infected", false), "a.gz", gzip(utf8("a.net")), "a.tar", tar(files("a.txt", "a.net")),
                "a.7z", sevenZip("a.txt", utf8("a.net"), null));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, seed = "1")
    void randomBytesAreAnswered(@ForAll byte[] bytes) {
        assertAnswered("random", bytes);
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF, seed = "1")
    void damagedFilesAreAnswered(@ForAll("kinds") String kind, @ForAll long seed) {
        assertAnswered(kind, damaged(SEEDS.get(kind), new Random(seed)));
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(SEEDS.keySet());
    }

    /** A few bytes changed, a stretch repeated, or the end cut off. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int changes = random.nextInt(8); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> {
                    int length = Math.min(random.nextInt(64), bytes.length - at);
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
            }
        }
        return bytes;
    }

    private static void assertAnswered(String name, byte[] bytes) {
        Reading reading = new Reading(name, Fixed.LIMITS, System::nanoTime);

        AttachmentReader.readWithin(PARTS, name, bytes, reading);

        assertThat(reading.unpacked()).isLessThanOrEqualTo(Fixed.LIMITS.bytesUnpacked() + (64 << 10));
        assertThat(reading.close().unread()).as(name)
                .noneMatch(unread -> unread.reason().startsWith("could not") || unread.reason().startsWith("reading took"));
    }
}
