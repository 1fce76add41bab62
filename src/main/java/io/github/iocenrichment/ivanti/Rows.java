package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list answer.
 *
 * @param rows    as they came, possibly with elements that are no objects
 * @param counted rows that there are by Ivanti's own count, which may be too small; 0 when it does not say
 * @param fault   null when the list was read, be it empty
 */
record Rows(List<JsonNode> rows, long counted, @Nullable IvantiFault fault) {
    private static final String NONE = "No instances found.";

    /** Reads a list. "No rows" has five spellings; anything else that is no array is an error, never an empty list. */
    static Rows read(HttpReply reply, Instant now) {
        IvantiAnswer answer = IvantiAnswer.read(reply, now);
        if (answer.isFault()) {
            return new Rows(List.of(), 0, answer.fault());
        }
        if (reply.status() == 204 || reply.body().length == 0) {
            return new Rows(List.of(), 0, null);
        }
        JsonNode value = answer.json().get("value");
        if (value == null) {
            return failed("the list answer has no 'value'");
        }
        if (value.isTextual() && value.asText().strip().equals(NONE)) {
            return new Rows(List.of(), 0, null);
        }
        if (!value.isArray()) {
            return failed("the list answer has " + (value.isTextual() ? "'" + value.asText() + "'" : value.getNodeType().name().toLowerCase(
                    Locale.ROOT)) + " in place of rows");
        }
        List<JsonNode> rows = new ArrayList<>(value.size());
        value.forEach(rows::add);
        String counted = Json.text(answer.json(), "@odata.count").strip();
        return new Rows(rows, counted.matches("\\d{1,9}") ? Long.parseLong(counted) : 0, null);
    }

    private static Rows failed(String words) {
        return new Rows(List.of(), 0, IvantiFault.of(Kind.UNREADABLE, ErrorWords.clean(words)));
    }
}
