package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    static String decode(byte[] content, @Nullable String declared) {
        Encoding encoding = encoding(content, declared);
        return new String(content, encoding.from, content.length - encoding.from, encoding.charset);
    }

    /** The text as it is decoded, for one that is too long to be held at once; the parameters are those of {@link #decode}. */
    static Reader reader(byte[] content, @Nullable String declared) {
        Encoding encoding = encoding(content, declared);
        return new InputStreamReader(new ByteArrayInputStream(content, encoding.from, content.length - encoding.from), encoding.charset);
    }

    /** The text of a stream in the encoding that its first bytes show. */
    static Reader reader(byte[] beginning, InputStream text) throws IOException {
        Encoding encoding = encoding(beginning, null);
        text.skipNBytes(encoding.from);
        return new InputStreamReader(text, encoding.charset);
    }

    /**
     * @param from where the text begins, behind a byte order mark
     */
    private record Encoding(Charset charset, int from) {
    }

    private static Encoding encoding(byte[] content, @Nullable String declared) {
        if (Utf7.isNamed(declared)) {
            return new Encoding(Utf7.INSTANCE, 0);
        }
        Mark mark = mark(content);
        if (mark != null) {
            return new Encoding(mark.charset, mark.length);
        }
        Charset wide = wideWithoutMark(content);
        if (wide != null) {
            return new Encoding(wide, 0);
        }
        Charset named = charset(declared);
        boolean shifting = named != null && named.name().startsWith("ISO-2022");
        int utf8 = utf8(content);
        if (utf8 > 0 && !shifting) {
            return new Encoding(StandardCharsets.UTF_8, 0);
        }
        if (named != null && !StandardCharsets.US_ASCII.equals(named) && !named.name().startsWith("UTF-")) {
            return new Encoding(named, 0);
        }
        return new Encoding(utf8 < 0 ? WINDOWS_1252 : StandardCharsets.UTF_8, 0);
    }

    /** The first characters, decoded. */
    static String beginning(byte[] content, int bytes, @Nullable String declared) {
        return decode(content.length <= bytes ? content : Arrays.copyOf(content, bytes), declared);
    }

    /** Whether the text has two or four bytes for each character. */
    static boolean isWide(byte[] content) {
        Charset charset = encoding(content, null).charset;
        return !charset.equals(StandardCharsets.UTF_8) && !charset.equals(WINDOWS_1252);
    }

    /**
     * Whether the bytes are mostly those of a text, whatever its charset: few control characters, of which compressed and random bytes have a tenth, or
     * printable ASCII but for some of them. A run of one control character counts once.
     */
    static boolean isMostlyText(byte[] content, int bytes) {
        int length = Math.min(content.length, bytes);
        long controls = 0;
        long printable = 0;
        long all = 0;
        int before = -1;
        for (int i = 0; i < length; i++) {
            int value = content[i] & 0xFF;
            boolean blank = value == '\t' || value == '\n' || value == '\r' || value == '\f';
            boolean control = value < ' ' && !blank && value != '\b' && value != 0x1B || value == 0x7F;
            if (control && value == before) {
                continue;
            }
            before = value;
            all++;
            controls += control ? 1 : 0;
            printable += value >= ' ' && value < 0x7F || blank ? 1 : 0;
        }
        boolean few = controls * 100 <= all * 4;
        return printable > 3 && (few && printable * 100 >= all * 20 || controls * 100 <= all * 30 && printable * 100 >= all * 70);
    }

    /** Characters that no text holds, in parts of a thousand. A run of one of them, such as the zeros behind a cut log, counts once. */
    static int oddPerMille(String text) {
        long odd = 0;
        char before = 'a';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r' && character != '\f'
                    && character != '\b' && character != 0x1B;
            if ((control || character == 0x7F || character == 0xFFFD || character == 0xFFFE) && character != before) {
                odd++;
            }
            before = character;
        }
        return odd == 0 ? 0 : (int) Math.max(1, odd * 1000 / text.length());
    }

    private record Mark(Charset charset, int length) {
    }

    private static @Nullable Mark mark(byte[] content) {
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
    private static @Nullable Charset wideWithoutMark(byte[] content) {
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

    /**
     * Whether the bytes are UTF-8: 1 when all are but for a cut last character, 0 when more of the bytes above 127 belong to its characters than not (a
     * long log with a few broken lines stays UTF-8), -1 when they are something else.
     */
    private static int utf8(byte[] content) {
        long good = 0;
        long bad = 0;
        for (int i = 0; i < content.length; i++) {
            int value = content[i] & 0xFF;
            if (value < 0x80) {
                continue;
            }
            int length = value >= 0xF5 ? 0 : value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC2 ? 2 : 0;
            int next = 1;
            while (next < length && i + next < content.length && (content[i + next] & 0xC0) == 0x80) {
                next++;
            }
            if (next == length || length > 0 && i + next == content.length && next > 1) {
                good += length;
                i += next - 1;
            } else {
                bad++;
            }
        }
        return bad == 0 ? 1 : good > bad ? 0 : -1;
    }

    private static @Nullable Charset charset(@Nullable String name) {
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
