package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object in the making. Properties keep the order in which they are put; what is null or empty is left out, as STIX demands. */
final class StixObject {
    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private StixObject() {
    }

    /** A piece inside an object: an extension, an external reference. */
    static StixObject piece() {
        return new StixObject();
    }

    static StixObject of(@Nullable String type, String id) {
        return new StixObject().put("type", type).put("spec_version", "2.1").put("id", id);
    }

    StixObject put(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            node.put(name, value);
        }
        return this;
    }

    StixObject put(String name, @Nullable Instant time) {
        return put(name, StixTime.text(time));
    }

    StixObject put(String name, int value) {
        node.put(name, value);
        return this;
    }

    StixObject put(String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            node.put(name, value);
        }
        return this;
    }

    StixObject put(String name, @Nullable Boolean value) {
        if (value != null) {
            node.put(name, value);
        }
        return this;
    }

    StixObject put(String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = node.putArray(name);
            values.forEach(list::add);
        }
        return this;
    }

    StixObject set(String name, @Nullable JsonNode value) {
        if (value != null && !value.isEmpty()) {
            node.set(name, value);
        }
        return this;
    }

    StixObject setAll(String name, List<ObjectNode> values) {
        return set(name, JsonNodeFactory.instance.arrayNode().addAll(values));
    }

    ObjectNode node() {
        return node;
    }
}
