package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.stix.StixText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the platform's JSON, where numbers and booleans may be texts and an empty value may be null, "", {} or []. */
final class PlatformJson {
    private static final ObjectMapper JSON = UntrustedJson.mapper().build();
    /** Keys under which platforms are known to put their words, most specific first. */
    private static final List<String> WORDS = List.of("detail", "details", "description", "message", "title", "error", "non_field_error",
            "non_field_errors", "result", "errors");
    private static final String PAGE = "an HTML page instead of an answer";
    private static final int MAX_CHARS = 400;
    private static final int MAX_DEPTH = 8;

    private PlatformJson() {
    }

    /** The object or array that a body holds; missing when it holds neither (HTML, text, nothing). */
    static JsonNode read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isContainerNode() ? json : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance(); // no JSON: the caller sees it by the status and by the missing value
        }
    }

    /** A text, number or boolean as text; null when it is empty in any of the platform's ways. */
    static @Nullable String text(@Nullable JsonNode value) {
        return value == null || !value.isValueNode() || value.isNull() ? null : StixText.line(value.asText(), MAX_CHARS);
    }

    static boolean isTrue(JsonNode value) {
        return "true".equalsIgnoreCase(text(value)) || "1".equals(text(value));
    }

    static boolean isFalse(JsonNode value) {
        return "false".equalsIgnoreCase(text(value)) || "0".equals(text(value));
    }

    /** A whole number, possibly written as text; 0 when there is none. */
    static int number(JsonNode value) {
        String text = text(value);
        return text != null && text.matches("\\d{1,9}(\\.0+)?") ? Integer.parseInt(text.replaceFirst("\\..*", "")) : 0;
    }

    /** ISO, or epoch seconds as a number or a text; null for none. */
    static @Nullable Instant time(@Nullable JsonNode value) {
        String text = text(value);
        if (text == null) {
            return null;
        }
        // as a text, a number with a fraction may have an exponent
        if (value.isNumber() || text.matches("\\d{9,11}(\\.\\d+)?")) {
            double seconds = value.isNumber() ? value.doubleValue() : Double.parseDouble(text);
            return seconds >= 1e8 && seconds < 1e11 ? Instant.ofEpochMilli((long) (seconds * 1000)) : null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** The items of a list; empty for anything else. */
    static List<JsonNode> items(@Nullable JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        if (list != null && list.isArray()) {
            list.forEach(items::add);
        }
        return items;
    }

    /** The rows of a page: under {@code results}, or the answer itself. */
    static List<JsonNode> rows(JsonNode page) {
        return page.isArray() ? items(page) : items(page.path("results"));
    }

    /**
     * What an error says, in one line: {@code {"detail"}}, {@code {"message"}}, {@code {"field": ["…"]}},
     * {@code {"result": {"non_field_error"}}} and the TAXII error message all give their words. A text stands as it is; of a page of HTML only
     * that it is one.
     */
    static @Nullable String words(byte[] body) {
        return words(body, read(body));
    }

    /** @param json the body as it was {@linkplain #read read} */
    static @Nullable String words(byte[] body, JsonNode json) {
        if (!json.isMissingNode()) {
            List<String> words = new ArrayList<>();
            collect(json, "", words, 0);
            return words.isEmpty() ? "no reason given" : StixText.line(String.join("; ", words.stream().distinct().limit(5).toList()), MAX_CHARS);
        }
        String text = StixText.line(new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8), MAX_CHARS);
        return text == null ? "no reason given" : text.startsWith("<") ? PAGE : text;
    }

    /** True for a page of HTML: nothing of the platform's own, whatever its status. @param json the body as it was {@linkplain #read read} */
    static boolean isPage(byte[] body, JsonNode json) {
        return body.length > 0 && json.isMissingNode() && words(body, json).equals(PAGE);
    }

    private static void collect(JsonNode value, @Nullable String name, List<String> words, int depth) {
        if (depth > MAX_DEPTH || words.size() >= 10) {
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> collect(item, name, words, depth + 1));
        } else if (value.isObject()) {
            Stream<Map.Entry<String, JsonNode>> known = WORDS.stream().filter(value::has).map(word -> Map.entry(word, value.get(word)));
            Stream<Map.Entry<String, JsonNode>> others = value.properties().stream().filter(property -> !WORDS.contains(property.getKey()))
                    .filter(property -> property.getValue().isContainerNode());
            Stream.concat(known, others).forEach(property -> collect(property.getValue(),
                    WORDS.contains(property.getKey()) ? name : StixText.line(property.getKey(), 60), words, depth + 1));
        } else if (value.isTextual() && text(value) != null) {
            words.add(name == null || name.isEmpty() ? text(value) : name + ": " + text(value));
        }
    }
}
