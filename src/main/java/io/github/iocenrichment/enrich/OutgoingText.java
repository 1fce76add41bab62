package io.github.iocenrichment.enrich;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values as they may stand in a question to a source. */
final class OutgoingText {
    private OutgoingText() {
    }

    /** Made fit for a path, a query or a form. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A text of JSON, with its quotation marks. */
    static String json(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
}
