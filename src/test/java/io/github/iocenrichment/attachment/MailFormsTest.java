package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails, calendars and texts in the many forms that programs and people leave them in: each holds one link, which is found,
        and nothing is reported as unread. */
class MailFormsTest {
    private static final String LINK = "https://pay.quill-otter.net/login";
    private static final String HEAD = "From: billing@quill-otter.net\nTo: ann@fjord-bank.no\nSubject: Payment\nDate: Mon, 1 Sep 2025 10:00:00 +0200\n";
    private static final String PAGE = "<html><body><a href=\"" + LINK + "\">x</a></body></html>";
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of("infected"));
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    static Stream<Arguments> forms() {
        String plain = HEAD + "\nDear Ann, see " + LINK + " now\n";
        String odd = "\u0081\u0001";
        return Stream.of(
                form("two-nuls.eml", utf8(plain.replace("Ann,", "\0An\0n,"))),
                form("replacement.eml", utf8(plain.replace("Ann", "Ann\uFFFD\uFFFD \uFFFD a\uFFFD"))),
                form("c1.eml", plain.replace("Ann", "A" + odd + "nn" + odd).getBytes(StandardCharsets.ISO_8859_1)),
                form("odd.mbox", utf8("From x@y.net Mon Sep  1 10:00:00 2025\n" + plain.replace("Ann", "A\0nn")
                        + "\nFrom x@y.net Mon Sep  1 10:00:00 2025\n" + plain)),
                form("odd.xml", utf8("<?xml version=\"1.0\"?><a><b>x\uFFFD</b><c>" + LINK + "</c></a>")),
                form("odd.svg", utf8("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>\uFFFD</text><a href=\"" + LINK + "\"/></svg>")),
                form("odd.html", utf8(PAGE.replace("x</a>", "x\0\uFFFD</a>"))),
                form("odd.json", utf8("{\"a\":\"\uFFFD\0\",\"u\":\"" + LINK + "\"}")),
                form("odd.csv", utf8("url,x\n" + LINK + ",\uFFFD\n")),
                form("dense.log", utf8(("\0a\uFFFDb\u0002 some words of a log\n").repeat(20) + LINK + "\n")),
                form("sjis.txt", ("お支払いのご確認ください。" + LINK + " を開く").getBytes(Charset.forName("Shift_JIS"))),
                form("declared.eml", bytes(HEAD + "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n\n", "Счёт: "
                        + LINK, "windows-1251")),
                form("gbk.eml", bytes(HEAD + "Content-Type: text/html; charset=gb2312\n\n", "<p>请点击</p>" + PAGE, "GBK")),
                form("attached.eml", bytes(multipart("Content-Type: text/plain; charset=Shift_JIS; name=\"a.txt\"\nContent-Transfer-Encoding: 8bit"),
                        "ソフト表示 " + LINK + "\n--b--\n", "Shift_JIS")),
                form("koi8.eml", bytes(HEAD + "Content-Type: text/plain; charset=\"KOI8-R\"\n\n", "Ссылка " + LINK, "KOI8-R")),
                form("banner.eml", utf8("This message was saved by the gateway.\n" + HEAD + "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"
                        + base64(LINK))),
                form("banner-blank.eml", utf8("[EXTERNAL] Be careful with links.\n\n" + HEAD
                        + "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + base64(LINK))),
                form("bom.eml", utf8("\uFEFF" + HEAD + "Content-Transfer-Encoding: base64\n\n" + base64(LINK))),
                form("bom-mbox.eml", utf8("\uFEFFFrom a@b.net Mon Sep  1 10:00:00 2025\n" + HEAD + "Content-Transfer-Encoding: base64\n\n" + base64(LINK))),
                form("wide.eml", (HEAD + "Content-Transfer-Encoding: base64\n\n" + base64(LINK)).getBytes(StandardCharsets.UTF_16)),
                form("mail.emlx", utf8(emlx(HEAD + "Content-Transfer-Encoding: base64\n\n" + base64(LINK) + "\n"))),
                form("many.eml", utf8(IntStreams.lines("X-Filter-%d: passed") + HEAD + "Content-Transfer-Encoding: base64\n\n" + base64(LINK))),
                form("parameter.eml", utf8(HEAD + "Content-Type: text/html\nContent-Transfer-Encoding: base64; charset=utf-8\n\n" + base64(PAGE))),
                form("quoted.eml", utf8(HEAD + "Content-Type: text/html\nContent-Transfer-Encoding: \"quoted-printable\" (x)\n\n" + PAGE.replace("=",
                        "=3D").replace("otter", "ot=\nter"))),
                form("upper.eml", utf8(HEAD + "Content-Transfer-Encoding: BASE64;\n\n" + base64(LINK))),
                form("uu.eml", utf8(HEAD + "\nSee file\n" + uuencoded("a.html", PAGE) + "\nBye\n")),
                form("uu-part.eml", utf8(multipart("Content-Type: application/octet-stream; name=a.txt\nContent-Transfer-Encoding: x-uue")
                        + uuencoded("a.txt", LINK) + "--b--\n")),
                form("list.uue", utf8(uuencoded("a.txt", "see " + LINK + " and more, so that several lines of it are there"))),
                form("begin64.txt", utf8("begin-base64 644 a.txt\n" + base64(LINK) + "\n====\n")),
                form("signed.p7m", signed(utf8("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(LINK)), false)),
                form("signed-pieces.p7m", signed(utf8("Content-Type: text/html\r\n\r\n" + PAGE), true)),
                form("wifi.mobileconfig", signed(utf8("<?xml version=\"1.0\"?><plist><dict><key>URL</key><string>" + LINK
                        + "</string></dict></plist>"), false)),
                form("signed.pem", utf8("-----BEGIN PKCS7-----\n" + base64(signed(utf8("Content-Type: text/html\r\n\r\n" + PAGE), false))
                        + "\n-----END PKCS7-----\n")),
                form("bare.p7m", utf8(base64(signed(utf8("Content-Type: text/html\r\n\r\n" + PAGE), true)))),
                form("signed.eml", utf8(HEAD + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding:"
                + " base64\n\n"
                        + base64(signed(utf8("Content-Type: text/html\r\n\r\n" + PAGE), true)))),
                form("fold.vcf", utf8("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nURL:https://pay.quill-ot\r\n ter.net/lo\r\n\tgin\r\nEND:VCARD\r\n")),
                form("old.vcf", utf8("BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:see=20https://pay.quill-=\r\notter.net/login=0D=0Anow\r\nEND:VCARD\r\n")),
                form("invite.eml", utf8(HEAD + "Content-Type: text/calendar;"
                + " method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:Join\\nhttps://pay.quill-ot\n"
                        + " ter.net/login\\, then\\nRegards\nEND:VEVENT\nEND:VCALENDAR\n")),
                form("alt.ics", utf8("BEGIN:VCALENDAR\nX-ALT-DESC;FMTTYPE=text/html:<html><body><a href=\"https://pay.quill-ot\n"
                + " ter.net/login\">x</a></body></html>\nEND:VCALENDAR\n")),
                form("flowed.eml", utf8(HEAD + "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\nSee https://pay.quill-"
                + " \notter.net/login\n> quoted\n")),
                form("pasted.txt", utf8("The user sent this:\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<a"
                + " href=3D\"https://pay.quill-ot=\nter.net/login\">x</a>\n")),
                form("pasted64.txt", utf8("Source:\n\n--b1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64("go to " + LINK)
                        + "\n--b1--\n")),
                form("element.xml", utf8("<?xml version=\"1.0\"?><list><hostname>pay.quill-otter.net</hostname><url>" + LINK + "</url></list>")));
    }

    private static Arguments form(String name, byte[] content) {
        return Arguments.of(name, content);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theLinkIsFoundAndNothingIsLeftUnread(String name, byte[] content) {
        IndicatorCollection found = new IndicatorCollection(1_000);
        AttachmentText read = reader.read(name, content, piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path(), found));

        List<String> keys = found.indicators().stream().filter(each -> each.type() == IndicatorType.URL || each.type() == IndicatorType.DOMAIN)
                .map(Indicator::key).toList();
        assertThat(keys).contains("url|" + LINK, "domain|pay.quill-otter.net");
        assertThat(keys).filteredOn(key -> key.startsWith("url|")).containsExactly("url|" + LINK);
        assertThat(read.unread()).isEmpty();
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of("secret.p7m", enveloped(), "encrypted (S/MIME)"),
                Arguments.of("secret.eml", utf8(HEAD + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
                        + "Content-Transfer-Encoding: base64\n\n" + base64(enveloped())), "encrypted (S/MIME)"),
                Arguments.of("pgp.eml", utf8(HEAD + "\n-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----\n"), "encrypted (PGP)"),
                Arguments.of("pgp.asc", utf8("-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----\n"), "encrypted (PGP)"),
                Arguments.of("unknown.eml", utf8(HEAD + "Content-Transfer-Encoding: x-yenc9\n\nabc\n"),
                        "its transfer encoding is not known, so it was read as it stands"),
                Arguments.of("cut.uue", utf8("begin 644 a.txt\n#0V%T\n"), "damaged uuencoded file"),
                Arguments.of("broken.p7m", new byte[] {0x30, (byte) 0x82, 1, 1, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2,
                        5, 0, 0, 0, 0, 0},
                        "damaged signed content"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void whatCannotBeReadIsNamed(String name, byte[] content, String reason) {
        assertThat(reader.read(name, content).unread()).extracting(Unread::reason).containsExactly(reason);
    }

    private static String multipart(String partHead) {
        return HEAD + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + partHead + "\n\n";
    }

    private static String emlx(String mail) {
        return utf8(mail).length + "      \n" + mail + "<?xml version=\"1.0\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>flags</key><integer>1</integer></dict></plist>\n";
    }

    private static byte[] bytes(String head, String body, String charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8(head));
        bytes.writeBytes(body.getBytes(Charset.forName(charset)));
        return bytes.toByteArray();
    }

    private static String base64(String text) {
        return base64(utf8(text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
    }

    private static String uuencoded(String name, String text) {
        byte[] bytes = utf8(text);
        StringBuilder lines = new StringBuilder("begin 644 " + name + "\n");
        for (int from = 0; from < bytes.length; from += 45) {
            int length = Math.min(45, bytes.length - from);
            lines.append((char) (length + 32));
            for (int i = 0; i < length; i += 3) {
                int bits = at(bytes, from + i) << 16 | at(bytes, from + i + 1) << 8 | at(bytes, from + i + 2);
                for (int shift = 18; shift >= 0; shift -= 6) {
                    int six = bits >> shift & 63;
                    lines.append((char) (six == 0 ? '`' : six + 32));
                }
            }
            lines.append('\n');
        }
        return lines.append("`\nend\n").toString();
    }

    private static int at(byte[] bytes, int i) {
        return i < bytes.length ? bytes[i] & 0xFF : 0;
    }

    private static byte[] signed(byte[] content, boolean pieces) {
        byte[] octets = pieces ? open(0x24, joined(tlv(4, Arrays.copyOf(content, 20)), tlv(4, Arrays.copyOfRange(content, 20,
                content.length))))
                : tlv(4, content);
        byte[] data = joined(new byte[] {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 1}, pieces ? open(0xA0, octets)
                : tlv(0xA0, octets));
        byte[] info = joined(new byte[] {2, 1, 1}, tlv(0x31, new byte[0]), pieces ? open(0x30, data) : tlv(0x30, data), tlv(0x31, new byte[0]));
        byte[] type = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2};
        return pieces ? open(0x30, joined(type, open(0xA0, open(0x30, info)))) : tlv(0x30, joined(type, tlv(0xA0, tlv(0x30, info))));
    }

    private static byte[] enveloped() {
        return tlv(0x30, joined(new byte[] {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 3}, tlv(0xA0, tlv(0x30, new byte[40]))));
    }

    private static byte[] tlv(int tag, byte[] body) {
        byte[] head = body.length < 128 ? new byte[] {(byte) tag, (byte) body.length} : new byte[] {(byte) tag, (byte) 0x82, (byte) (body.length >> 8),
                (byte) body.length};
        return joined(head, body);
    }

    private static byte[] open(int tag, byte[] body) {
        return joined(new byte[] {(byte) tag, (byte) 0x80}, body, new byte[2]);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static final class IntStreams {
        static String lines(String pattern) {
            return IntStream.range(0, 90).mapToObj(i -> String.format(pattern, i) + "\n").collect(Collectors.joining());
        }
    }
}
