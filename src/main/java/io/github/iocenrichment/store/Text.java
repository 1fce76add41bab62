package io.github.iocenrichment.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes text from outside fit for a column. */
final class Text {

    private Text() {
    }

    /** Without NUL, which PostgreSQL refuses; never null. */
    static String clean(@Nullable String text) {
        return text == null ? "" : text.replace("\0", "");
    }

    /** Cleaned and at most so many characters long, never ending in half a character. */
    static String fit(@Nullable String text, int max) {
        String clean = clean(text);
        if (clean.length() <= max) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max);
    }

    /** SHA-256 in lower-case hex. */
    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** SHA-256, 32 bytes. */
    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
