package io.github.iocenrichment.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code data:} URL of a text kind holds.
 *
 * @param type its media type in lower case
 * @param text its content
 */
record DataUrl(String type, String text) {
    /** Media types and parameters are shorter. */
    private static final int LONGEST_HEAD = 200;

    /** @param url the URL, without blanks around it; null when it is none, or holds a picture or other bytes */
    static @Nullable DataUrl of(String url) {
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, "data:", 0, 5) || comma < 0 || comma > LONGEST_HEAD) {
            return null;
        }
        String head = url.substring(5, comma).toLowerCase(Locale.ROOT);
        String type = head.isEmpty() || head.startsWith(";") ? "text/plain" : head.split(";")[0].strip();
        boolean text = type.startsWith("text/") || type.contains("xml") || type.contains("html") || type.contains("json") || type.contains("script");
        if (!text) {
            return null;
        }
        String body = PercentEncoding.decoded(url.substring(comma + 1));
        return new DataUrl(type, head.replace(" ", "").endsWith(";base64") ? Base64Text.decoded(body) : body);
    }

    boolean isMarkup() {
        return type.contains("html") || type.contains("xml");
    }

    boolean isScript() {
        return type.contains("script");
    }
}
