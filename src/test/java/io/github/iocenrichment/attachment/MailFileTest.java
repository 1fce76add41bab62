package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.compound;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.ContentKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mails as they come: every part, every wrapping, and much that no standard allows. */
class MailFileTest {
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of("infected"));

    private AttachmentText mail(String... lines) {
        return reader.read("mail.eml", utf8(String.join("\r\n", lines)));
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content);
    }

    @Test
    void headersAreUnfoldedDecodedAndFreeOfNoise() {
        AttachmentText text = mail("Received: from a.net (b.net [1.2.3.4]) by c.net",
                "  with ESMTPS id 15.20.12.9 for <x@d.net>; Mon, 1 Jan 2024 10:11:12 +0000",
                "From: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= <eve@e.net>", "X-Originating-IP: [5.6.7.8]", "Message-ID: <noise@f.net>",
                        "DKIM-Signature: v=1; d=g.net; b=abc",
                "List-Unsubscribe: <http://h.net/u>", "X-Mailer: Mailer 1.2.3.4", "Subject: =?iso-8859-1?B?R3L832U=?= hxxp://i.net", "", "body");

        assertThat(Fixed.at(text, "headers")).isEqualTo("""
                Received: from a.net (b.net [1.2.3.4]) by c.net  with ESMTPS   for <x@d.net>; Mon, 1 Jan 2024 10:11:12 +0000
                From: Grüße <eve@e.net>
                X-Originating-IP: [5.6.7.8]
                Message-ID-Host: f.net
                List-Unsubscribe: <http://h.net/u>
                Subject: Grüße hxxp://i.net
                """);
        assertThat(Fixed.at(text, "text part")).isEqualTo("body");
    }

    @Test
    void everyPartIsReadInItsOwnWay() {
        AttachmentText text = mail("From: a@b.net", "Subject: s", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=outer", "", "--outer",
                "Content-Type: multipart/alternative; boundary=\"in ner\"", "", "--in ner", "Content-Type: text/plain; charset=iso-8859-1",
                "Content-Transfer-Encoding: quoted-printable", "", "gr=FCn-amboss.de and http://c.net/a?b=3D1&lo=", "ng=3D2", "--in ner",
                "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "", base64(utf8("<a href='http://d.net/'>x</a>")), "--in ner--",
                "--outer", "Content-Type: application/octet-stream; name*=utf-8''R%C3%A9sum%C3%A9.zip", "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment", "", base64(zip("a.txt", utf8("e.net"))),
                "--outer", "Content-Type: message/rfc822", "", "Subject: inner", "From: f@g.net", "", "inner h.net",
                "--outer", "Content-Type: image/png", "Content-ID: <logo>", "Content-Transfer-Encoding: base64", "",
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
                "--outer--");

        assertThat(text.pieces()).containsExactly(
                new TextPiece("headers", ContentKind.PLAIN, "From: a@b.net\nSubject: s\n"),
                new TextPiece("text part", ContentKind.PLAIN, "grün-amboss.de and http://c.net/a?b=1&long=2"),
                new TextPiece("HTML part", ContentKind.HTML, "<a href='http://d.net/'>x</a>"),
                new TextPiece("Résumé.zip > a.txt", ContentKind.PLAIN, "e.net"),
                new TextPiece("mail > headers", ContentKind.PLAIN, "Subject: inner\nFrom: f@g.net\n"),
                new TextPiece("mail > text part", ContentKind.PLAIN, "inner h.net"));
        assertThat(text.unread()).isEmpty();
    }

    @Test
    void mailWithoutEndOrWithoutBoundaryIsReadAsFarAsItGoes() {
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "cut c.net")))
                .contains("cut c.net");
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "Content-Type: multipart/mixed", "", "no boundary d.net"))).contains("no boundary d.net");
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "Content-Type: multipart/mixed; boundary=y", "", "--z", "other boundary e.net")))
                .contains("other boundary e.net");
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "Content-Transfer-Encoding: base64", "", "aHR0cDovL2YubmV0L*!"))).contains("http://f.net");
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "Content-Type: text/plain; charset=no-such-thing", "", "g.net"))).contains("g.net");
        assertThat(Fixed.all(mail("From: a@b.net", "Subject: s", "http://h.net/header is no field", "", "i.net"))).contains("h.net/header").contains("i.net");
    }

    @Test
    void everyMailOfAMailboxIsRead() {
        AttachmentText text = reader.read("mbox", utf8("""
                From eve@a.net Mon Jan  1 10:00:00 2024
                From: eve@a.net
                Subject: one

                first b.net

                From eve@c.net Mon Jan  1 10:00:01 2024
                From: eve@c.net
                Subject: two
                Content-Type: text/html

                <a href='http://d.net/'>second</a>
                """));

        assertThat(Fixed.all(text)).contains("first b.net").contains("eve@c.net").contains("http://d.net/");
        assertThat(text.pieces()).extracting(TextPiece::kind).contains(ContentKind.HTML);
    }

    @Test
    void attachedMailInBase64IsReadToo() {
        AttachmentText text = mail("From: a@b.net", "Subject: s", "Content-Type: multipart/mixed; boundary=x", "", "--x",
                "Content-Type: message/rfc822; name=fwd.eml",
                "Content-Transfer-Encoding: base64", "", base64(utf8("Subject: inner\r\n\r\ninner c.net")), "--x--");

        assertThat(Fixed.at(text, "fwd.eml > text part")).isEqualTo("inner c.net");
    }

    @Test
    void outlookMessageGivesHeadersBodiesAndAttachments() {
        var message = Documents.message("hxxp://subject.net", "plain body.net", "<a href='http://html.net/'>x</a>",
                "Received: from a.net ([1.2.3.4]) by b.net id 7.7.7.7\r\nX-Mailer: noise 9.9.9.9\r\n");
        Documents.attach(message, 0, "list.zip", zip("a.txt", utf8("attached.net")));
        Documents.attach(message, 1, Documents.message("inner subject.example.net", "inner body.example.net", null, null));

        AttachmentText text = reader.read("mail.msg", compound(message));

        assertThat(Fixed.at(text, "headers")).contains("1.2.3.4", "hxxp://subject.net").doesNotContain("9.9.9.9", "7.7.7.7");
        assertThat(Fixed.at(text, "text part")).isEqualTo("plain body.net");
        assertThat(Fixed.at(text, "HTML part")).isEqualTo("<a href='http://html.net/'>x</a>");
        assertThat(Fixed.at(text, "list.zip > a.txt")).isEqualTo("attached.net");
        assertThat(Fixed.all(text)).contains("inner subject.example.net", "inner body.example.net");
        assertThat(text.unread()).isEmpty();
    }

    @Test
    void outlookBodyThatIsHtmlWrappedInRtfKeepsItsLinks() {
        String rtf = "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}see {\\*\\htmltag84 "
                + "<a href=\"http://rtf.net/x?a=1\\'26amp;b=2\">}"
                + "gr\\'fcn\\htmlrtf {\\ul\\htmlrtf0 link\\htmlrtf }\\htmlrtf0 {\\*\\htmltag92 </a>}{\\*\\htmltag72 </p>}}";
        var message = Documents.message("s", "plain", null, null);
        message.put("__substg1.0_10090102", uncompressedRtf(rtf));

        AttachmentText text = reader.read("mail.msg", compound(message));

        assertThat(Fixed.at(text, "HTML part")).isEqualTo("<p>see <a href=\"http://rtf.net/x?a=1&amp;b=2\">grünlink</a></p>");
    }

    /** Outlook's container for RTF, in its uncompressed form. */
    private static byte[] uncompressedRtf(String rtf) {
        byte[] bytes = rtf.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(bytes.length + 16).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length + 12).putInt(bytes.length)
                .putInt(0x414C454D).putInt(0).put(bytes).array();
    }
}
