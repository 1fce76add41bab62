package io.github.iocenrichment.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UTF-7 (RFC 2152), in which whole words stand in base64: a mail that declares it is plain ASCII without a single address to the eye. Java does not read it, and no
 * library that does is kept up. Decodes only.
 */
final class Utf7 extends Charset {
    static final Utf7 INSTANCE = new Utf7();
    private static final Set<String> NAMES = Set.of("utf-7", "utf7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "csunicode11utf7", "x-utf-7");
    private static final int BITS_OF_CHARACTER = 16;
    private static final int BITS_OF_DIGIT = 6;

    private Utf7() {
        super("UTF-7", null);
    }

    /** Whether a container declares it. */
    static boolean isNamed(@Nullable String declared) {
        return declared != null && NAMES.contains(declared.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean contains(Charset other) {
        return false;
    }

    @Override
    public boolean canEncode() {
        return false;
    }

    @Override
    public CharsetEncoder newEncoder() {
        throw new UnsupportedOperationException("nothing is written in UTF-7");
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Decoder();
    }

    private static final class Decoder extends CharsetDecoder {
        private boolean encoded;
        private boolean empty;
        private int bits;
        private int count;

        private Decoder() {
            super(INSTANCE, 1, 1);
        }

        @Override
        protected void implReset() {
            encoded = false;
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            while (in.hasRemaining()) {
                if (!out.hasRemaining()) {
                    return CoderResult.OVERFLOW;
                }
                int read = in.get() & 0xFF;
                int digit = encoded ? digit(read) : -1;
                if (digit >= 0) {
                    next(digit, out);
                } else if (encoded) {
                    encoded = false;
                    if (read != '-' || empty) {
                        out.put(read == '-' ? '+' : character(read));
                    }
                } else if (read == '+') {
                    encoded = true;
                    empty = true;
                    bits = 0;
                    count = 0;
                } else {
                    out.put(character(read));
                }
            }
            return CoderResult.UNDERFLOW;
        }

        private void next(int digit, CharBuffer out) {
            empty = false;
            bits = bits << BITS_OF_DIGIT | digit;
            count += BITS_OF_DIGIT;
            if (count >= BITS_OF_CHARACTER) {
                count -= BITS_OF_CHARACTER;
                out.put((char) (bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        private static char character(int read) {
            return read < 0x80 ? (char) read : '\uFFFD';
        }

        private static int digit(int read) {
            if (read >= 'A' && read <= 'Z') {
                return read - 'A';
            }
            if (read >= 'a' && read <= 'z') {
                return read - 'a' + 26;
            }
            if (read >= '0' && read <= '9') {
                return read - '0' + 52;
            }
            return read == '+' ? 62 : read == '/' ? 63 : -1;
        }
    }
}
