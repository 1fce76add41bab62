package io.github.iocenrichment.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How an expected value is compared: {@code "*"} is any but none, {@code contains} a part, a mapping some of the fields, anything else the very value. */
final class Match {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "*";

    private Match() {
    }

    /** @param actual null for none */
    static boolean isSame(YamlNode wanted, @Nullable String actual) {
        if (wanted.isMap() && wanted.has("contains")) {
            return contains(wanted.at("contains"), actual == null ? "" : actual);
        }
        if (wanted.isEmpty()) {
            return actual == null || actual.isEmpty();
        }
        return actual != null && (wanted.text().equals(ANY) ? !actual.isEmpty() : wanted.text().equals(actual));
    }

    /** Whether a text holds one text, or each of a list. */
    static boolean contains(YamlNode wanted, String actual) {
        return wanted.each().stream().allMatch(one -> actual.contains(one.text()));
    }

    /** Whether a text is the one that is wanted, or JSON that holds the fields that are wanted. */
    static boolean isWithin(YamlNode wanted, String actual) {
        if (wanted.isScalar() || wanted.has("contains")) {
            return isSame(wanted, actual);
        }
        try {
            return isWithin(wanted, JSON.readTree(actual));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Whether JSON holds the fields that are wanted; of a list, each wanted entry somewhere. */
    static boolean isWithin(YamlNode wanted, JsonNode actual) {
        if (wanted.isMap() && wanted.has("contains")) {
            return contains(wanted.at("contains"), actual.isTextual() ? actual.asText() : actual.toString());
        }
        if (wanted.isMap()) {
            return wanted.entries().stream().allMatch(entry -> (actual.has(entry.key()) || entry.value().isEmpty())
                    && isWithin(entry.value(), actual.path(entry.key())));
        }
        if (wanted.isList()) {
            return wanted.items().stream().allMatch(one -> StreamSupport.stream(actual.spliterator(), false).anyMatch(each -> isWithin(one, each)));
        }
        return isSame(wanted, actual.isMissingNode() || actual.isNull() ? null : actual.isValueNode() ? actual.asText() : actual.toString());
    }
}
