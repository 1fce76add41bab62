package io.github.iocenrichment.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

/**
 * Bytes to text. A byte order mark decides; then the pattern of zero bytes (UTF-16 without a mark), then whether the bytes are UTF-8, then a
 * charset that somebody declared; what is left is windows-1252, which holds Latin-1.
 */
final class TextDecoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final int SAMPLE = 8 << 10;

    private TextDecoding() {
    }

    /**
     * @param declared charset named by the container (mail header, HTML); null when none
     */
    static String decode(byte[] content, String declared) {
        Mark mark = mark(content);
        if (mark != null) {
            return new String(content, mark.length, content.length - mark.length, mark.charset);
        }
        Charset wide = wideWithoutMark(content);
        if (wide != null) {
            return new String(content, wide);
        }
        Charset named = charset(declared);
        String strict = utf8OrNull(content);
        if (strict != null && (named == null || !named.name().startsWith("ISO-2022"))) {
            return strict;
        }
        if (named != null && !StandardCharsets.US_ASCII.equals(named) && !StandardCharsets.UTF_8.equals(named)
                && !named.name().startsWith("UTF-")) {
            return new String(content, named);
        }
        return mostlyUtf8(content) ? new String(content, StandardCharsets.UTF_8) : new String(content, WINDOWS_1252);
    }

    /** The first characters of a text; null when the bytes are no text. */
    static String beginning(byte[] content, int bytes) {
        byte[] head = content.length <= bytes ? content : Arrays.copyOf(content, bytes);
        String text = decode(head, null);
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r' && character != '\f'
                    && character != '\b' && character != 0x1B;
            if (control || character == 0x7F || character == 0xFFFD || character == 0xFFFE) {
                odd++;
            }
        }
        return odd > Math.max(2, text.length() / 50) ? null : text;
    }

    private record Mark(Charset charset, int length) {
    }

    private static Mark mark(byte[] content) {
        int first = content.length > 0 ? content[0] & 0xFF : -1;
        int second = content.length > 1 ? content[1] & 0xFF : -1;
        int third = content.length > 2 ? content[2] & 0xFF : -1;
        int fourth = content.length > 3 ? content[3] & 0xFF : -1;
        if (first == 0xEF && second == 0xBB && third == 0xBF) {
            return new Mark(StandardCharsets.UTF_8, 3);
        }
        if (first == 0xFF && second == 0xFE) {
            return third == 0 && fourth == 0 ? new Mark(UTF_32LE, 4) : new Mark(StandardCharsets.UTF_16LE, 2);
        }
        if (first == 0xFE && second == 0xFF) {
            return new Mark(StandardCharsets.UTF_16BE, 2);
        }
        return first == 0 && second == 0 && third == 0xFE && fourth == 0xFF ? new Mark(UTF_32BE, 4) : null;
    }

    /** Latin text in UTF-16 has a zero in every other byte. */
    private static Charset wideWithoutMark(byte[] content) {
        int pairs = Math.min(content.length, SAMPLE) / 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < pairs; i++) {
            even += content[2 * i] == 0 ? 1 : 0;
            odd += content[2 * i + 1] == 0 ? 1 : 0;
        }
        if (pairs < 2) {
            return null;
        }
        if (odd > pairs * 0.4 && even < pairs * 0.05) {
            return StandardCharsets.UTF_16LE;
        }
        return even > pairs * 0.4 && odd < pairs * 0.05 ? StandardCharsets.UTF_16BE : null;
    }

    /** The text when all bytes but a cut last character are UTF-8; null otherwise. */
    private static String utf8OrNull(byte[] content) {
        int end = content.length;
        for (int back = 1; back <= 3 && back <= content.length; back++) {
            int value = content[content.length - back] & 0xFF;
            if (value >= 0xC0) {
                int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                end = length > back ? content.length - back : end;
                break;
            }
            if (value < 0x80) {
                break;
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(content, 0, end));
            return text.toString();
        } catch (CharacterCodingException otherCharset) {
            return null;
        }
    }

    /** True when more of the bytes above 127 belong to UTF-8 characters than not: a long log with a few broken lines stays UTF-8. */
    private static boolean mostlyUtf8(byte[] content) {
        long good = 0;
        long bad = 0;
        for (int i = 0; i < content.length; i++) {
            int value = content[i] & 0xFF;
            if (value < 0x80) {
                continue;
            }
            int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC2 ? 2 : 0;
            boolean whole = length > 0 && i + length <= content.length;
            for (int next = 1; whole && next < length; next++) {
                whole = (content[i + next] & 0xC0) == 0x80;
            }
            if (whole) {
                good += length;
                i += length - 1;
            } else {
                bad++;
            }
        }
        return good > bad;
    }

    private static Charset charset(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }
}
