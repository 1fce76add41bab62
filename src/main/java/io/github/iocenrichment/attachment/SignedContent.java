package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/**
 * Content in a PKCS #7 wrapper (RFC 5652): an opaquely signed mail, a signed profile. What was signed is read; the signature is not checked. Encrypted content
 * is reported.
 */
final class SignedContent implements FormatReader {
    private static final byte[] SIGNED = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2};
    private static final byte[] PKCS7 = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7};
    private static final byte[] COMPRESSED = {6, 0x0B, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 9, 0x10, 1, 9};
    private static final byte[] SMIME = {6, 0x0B, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 9, 0x10, 1};
    private static final int SEQUENCE = 0x30;
    private static final int EXPLICIT = 0xA0;
    private static final int OCTETS = 0x04;
    private static final Pattern WRITTEN = Pattern.compile("^(?:-----BEGIN (?:PKCS7|PKCS #7 SIGNED DATA|CMS)-----\\s+)?"
            + "(MI[A-Za-z0-9+/]{40}[A-Za-z0-9+/=\\s]*)(?:-----END|$)");
    private final PartReader parts;

    SignedContent(PartReader parts) {
        this.parts = parts;
    }

    /** Whether the bytes begin like such a wrapper: a sequence whose first element names the kind of its content. */
    static boolean isSigned(byte[] content) {
        if (content.length < 20 || content[0] != SEQUENCE) {
            return false;
        }
        int type = 2 + Math.max(0, (content[1] & 0xFF) - 0x80);
        return startsWith(content, type, PKCS7) || startsWith(content, type, SMIME);
    }

    /** Whether a text is such a wrapper in base64, with or without the lines of PEM around it. */
    static boolean isWritten(String text) {
        boolean maybe = text.startsWith("MI") || text.startsWith("-----BEGIN PKCS") || text.startsWith("-----BEGIN CMS");
        Matcher written = maybe ? WRITTEN.matcher(text) : null;
        return written != null && written.find() && isSigned(Base64.getMimeDecoder().decode(written.group(1).replaceAll("\\s", "").substring(0, 40)));
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        byte[] bytes = part.content()[0] == SEQUENCE ? part.content() : decoded(part.content());
        Ber info = new Ber(bytes).inside(SEQUENCE);
        int kind = info.position();
        boolean signed = startsWith(bytes, kind, SIGNED);
        boolean compressed = startsWith(bytes, kind, COMPRESSED);
        if (!signed && !compressed) {
            throw new UnreadException("encrypted (S/MIME)");
        }
        info.skip();
        Ber data = info.inside(EXPLICIT).inside(SEQUENCE);
        // the version, and the algorithms
        data.skip();
        data.skip();
        Ber content = data.inside(SEQUENCE);
        content.skip();
        if (!content.isAt(EXPLICIT)) {
            // a signature whose content stands elsewhere, or certificates alone
            return;
        }
        byte[] inner = content.inside(EXPLICIT).octets(OCTETS);
        ByteArrayInputStream stream = new ByteArrayInputStream(inner);
        Part wrapped = compressed ? reading.unpack(part, "compressed content", new InflaterInputStream(stream), inner.length)
                : reading.unpack(part, "signed content", stream, 0);
        if (wrapped.content().length > 0 && isEntity(wrapped.content())) {
            parts.readAs(FileKind.MAIL, wrapped, reading);
        } else {
            parts.read(wrapped, reading);
        }
    }

    /** What S/MIME signs is a part of a mail with its own headers. */
    private static boolean isEntity(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 40), StandardCharsets.ISO_8859_1).stripLeading();
        return head.regionMatches(true, 0, "Content-", 0, 8) || head.regionMatches(true, 0, "MIME-Version:", 0, 13);
    }

    private static byte[] decoded(byte[] text) throws UnreadException {
        Matcher written = WRITTEN.matcher(new String(text, StandardCharsets.ISO_8859_1).strip());
        if (!written.find()) {
            throw new UnreadException("damaged signed content");
        }
        return Base64.getMimeDecoder().decode(written.group(1));
    }

    private static boolean startsWith(byte[] content, int from, byte[] bytes) {
        if (from < 0 || from + bytes.length > content.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (content[from + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
