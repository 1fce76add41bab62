package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.UntrustedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ivanti's JSON in and out. */
final class Json {
    private static final ObjectMapper MAPPER = UntrustedJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {
    }

    /** The tree; null when the bytes are no JSON. */
    static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json == null || json.isMissingNode() ? null : json;
        } catch (IOException e) {
            // callers recognise "no JSON" by null; what exactly is broken in a foreign text helps nobody
            return null;
        }
    }

    /** What was {@linkplain #write written}. */
    static JsonNode read(String json) {
        JsonNode read = parse(json.getBytes(StandardCharsets.UTF_8));
        if (read == null) {
            throw new IllegalStateException("what was to be sent to Ivanti cannot be read back");
        }
        return read;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    /** A field's text, numbers included; empty when it is absent or null. */
    static String text(JsonNode row, @Nullable String field) {
        JsonNode value = row.get(field);
        return value == null || value.isNull() || value.isContainerNode() ? "" : value.asText();
    }
}
