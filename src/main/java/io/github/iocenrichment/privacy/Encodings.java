package io.github.iocenrichment.privacy;

import io.github.iocenrichment.indicator.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ways in which a value is written inside a URL: percent-encoded, base64, base64url, hex. */
final class Encodings {
    /** So often an escape is undone. */
    static final int LEVELS = 3;
    private static final int SHORTEST_BASE64 = 8;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){6,}+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}+={0,2}");

    private Encodings() {
    }

    /** The text as it is written and as it reads after each undoing of percent escapes. */
    static List<String> levels(String text) {
        List<String> levels = new ArrayList<>(List.of(text));
        String last = text;
        for (int i = 0; i < LEVELS; i++) {
            String next = PercentEncoding.decoded(last);
            if (next.equals(last)) {
                break;
            }
            levels.add(next);
            last = next;
        }
        return levels;
    }

    /** Escaped as often as it was. */
    static String escaped(String text, int times) {
        String result = text;
        for (int i = 0; i < times; i++) {
            result = PercentEncoding.encoded(result);
        }
        return result;
    }

    /** How a value was written in base64, so that it can be written so again. */
    record Base64Text(String text, boolean url, boolean padded) {
        String again(String other) {
            Base64.Encoder encoder = url ? Base64.getUrlEncoder() : Base64.getEncoder();
            return (padded ? encoder : encoder.withoutPadding()).encodeToString(other.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What a value says when it is base64 of a text; bytes are read as Latin-1, which keeps every ASCII text. */
    static Optional<Base64Text> base64(String value) {
        if (value.length() < SHORTEST_BASE64 || !BASE64.matcher(value).matches()) {
            return Optional.empty();
        }
        boolean padded = value.endsWith("=");
        String bare = value.replace("=", "");
        if (bare.length() % 4 == 1) {
            return Optional.empty();
        }
        boolean url = bare.indexOf('+') < 0 && bare.indexOf('/') < 0;
        try {
            return Optional.of(new Base64Text(new String(Base64.getUrlDecoder().decode(bare.replace('+', '-').replace('/', '_')),
                    StandardCharsets.ISO_8859_1), url, padded));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static Optional<String> hex(String value) {
        return HEX.matcher(value).matches() ? Optional.of(new String(HexFormat.of().parseHex(value), StandardCharsets.ISO_8859_1)) : Optional.empty();
    }
}
