package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered a tool of the platform about a value, kept there with the value.
 *
 * @param tool       the platform's name for the vendor
 * @param updated    when the vendor was asked; null when it is not stated
 * @param successful whether the platform says that the tool worked
 * @param content    the vendor's own answer as JSON, its numbers and truth values written as texts; empty when there is none
 */
public record StoredAnswer(String tool, @Nullable Instant updated, boolean successful, String content) {
    private static final int MOST = 10;

    /** Those of a row, of which the answer is JSON written as text. */
    static List<StoredAnswer> of(JsonNode row) {
        List<StoredAnswer> answers = new ArrayList<>();
        for (JsonNode entry : PlatformJson.items(row.path("enrichment_data"))) {
            String tool = PlatformJson.text(entry.path("tool"));
            JsonNode response = unwrapped(entry.path("tool_response"));
            if (tool != null && answers.size() < MOST) {
                JsonNode content = unwrapped(response.path("data"));
                answers.add(new StoredAnswer(tool, PlatformJson.time(response.path("updated")),
                        "SUCCESS".equalsIgnoreCase(PlatformJson.text(response.path("execution_status"))), content.isObject() ? content.toString() : ""));
            }
        }
        return answers;
    }

    /** JSON that may be written as a text. */
    private static JsonNode unwrapped(JsonNode value) {
        return value.isTextual() ? PlatformJson.read(value.asText().getBytes(StandardCharsets.UTF_8)) : value;
    }

    /** Whether the platform's name for the vendor is that of this source, perhaps with that of one of its services behind it: {@code VirusTotal v3}. */
    public boolean isOf(String source) {
        return letters(tool).startsWith(letters(source));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
