package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** RFC 8785: one spelling for one JSON value, so that equal content has equal ids and equal hashes. */
final class CanonicalJson {
    private CanonicalJson() {
    }

    /** The canonical text of a value. Its strings must hold no lone surrogate, which UTF-8 cannot spell. */
    public static String text(JsonNode value) {
        try {
            // The canonicaliser takes objects and arrays only; a wrapper lets it spell any value.
            String wrapped = new JsonCanonicalizer("[" + value + "]").getEncodedString();
            return wrapped.substring(1, wrapped.length() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be written as canonical JSON: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of the canonical text, in lower case hex. */
    public static String sha256(JsonNode value) {
        return HexFormat.of().formatHex(digest("SHA-256", text(value).getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
