package io.github.iocenrichment.ivanti;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text made fit for an OData query. */
final class QueryText {
    private QueryText() {
    }

    /** Percent-encoded in UTF-8, space as {@code %20}; colons stay as they are, as in Ivanti's own samples. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }

    /** A text in single quotes, a quote inside doubled. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
