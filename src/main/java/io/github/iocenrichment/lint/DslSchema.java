package io.github.iocenrichment.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of Camel's YAML DSL as far as a message needs it: which keys may stand where. It is read by hand, since a general validator answers a
 * misspelt key with a page of alternatives, and neither with its line nor with the key that was meant.
 */
final class DslSchema {
    private static final String RESOURCE = "/schema/camelYamlDsl.json";
    private static final String STEP = "#/items/definitions/org.apache.camel.model.ProcessorDefinition";
    private static final String FROM = "#/items/definitions/org.apache.camel.dsl.yaml.deserializers.RouteFromDefinitionDeserializer";

    private final JsonNode root;
    /** By the very part of the schema: two that are equal in content take long to compare. */
    private final Map<JsonNode, Shape> shapes = new IdentityHashMap<>();

    private DslSchema(JsonNode root) {
        this.root = root;
    }

    static DslSchema load() {
        try (InputStream schema = DslSchema.class.getResourceAsStream(RESOURCE)) {
            return new DslSchema(new ObjectMapper().readTree(schema));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of the YAML DSL cannot be read from the jar", e);
        }
    }

    /** What may stand in a list of a file. */
    Shape file() {
        return shape(root.path("items"));
    }

    /** What {@code from} may hold. */
    Shape from() {
        return shape(root.at(FROM.substring(1)));
    }

    private Shape shape(JsonNode schema) {
        return shapes.computeIfAbsent(schema, Shape::new);
    }

    /** What may stand in one place. */
    final class Shape {
        private final Map<String, JsonNode> keys = new LinkedHashMap<>();
        private final Set<String> required = new LinkedHashSet<>();
        private final Set<String> values = new LinkedHashSet<>();
        private @Nullable JsonNode items;
        private boolean open;
        private boolean text;
        private String kind = "";
        private final boolean step;

        private Shape(JsonNode schema) {
            this.step = schema.path("$ref").asText().equals(STEP);
            gather(schema, true);
        }

        private void gather(JsonNode schema, boolean always) {
            if (schema.has("$ref")) {
                gather(root.at(schema.path("$ref").asText().substring(1)), always);
            }
            schema.path("properties").properties().forEach(key -> {
                if (!keys.containsKey(key.getKey()) || keys.get(key.getKey()).isEmpty()) {
                    keys.put(key.getKey(), key.getValue());
                }
            });
            if (always) {
                schema.path("required").forEach(key -> required.add(key.asText()));
            }
            schema.path("enum").forEach(value -> values.add(value.asText()));
            String type = schema.path("type").asText("");
            if (type.equals("array")) {
                items = schema.path("items");
            } else if (type.equals("object")) {
                open |= schema.path("properties").isEmpty() && !schema.has("anyOf") && !schema.has("oneOf") && !schema.has("$ref");
            } else if (!type.isEmpty()) {
                text = true;
                kind = type;
            }
            for (String choice : new String[]{"anyOf", "oneOf"}) {
                schema.path(choice).forEach(one -> gather(one, always && one.path("type").asText().equals("object") && choice.equals("oneOf")
                        && schema.path(choice).size() == 2 && schema.path(choice).get(0).path("type").asText().equals("string")));
            }
        }

        /** Keys that a mapping in this place may have; empty when it may have any. */
        Set<String> keys() {
            return open ? Set.of() : keys.keySet();
        }

        boolean takes(String key) {
            return open || keys.containsKey(key);
        }

        /** Whether any key will do, or nothing is known. */
        boolean isOpen() {
            return open || keys.isEmpty();
        }

        Shape below(String key) {
            return shape(keys.getOrDefault(key, root.path("none")));
        }

        /** Keys that a mapping in this place must have. */
        Set<String> required() {
            return required;
        }

        boolean isList() {
            return items != null;
        }

        /** Whether a list must stand there, and no mapping. */
        boolean isOnlyList() {
            return items != null && !open && keys.isEmpty();
        }

        Shape item() {
            return shape(items);
        }

        /** Whether a plain value may stand here. */
        boolean isScalar() {
            return text;
        }

        /** {@code boolean}, {@code number}, {@code integer} or {@code string}. */
        String kind() {
            return kind;
        }

        /** The values that a plain one may have; empty for any. */
        Set<String> values() {
            return values;
        }

        /** Whether this is a step of a route: one key, the name of the step. */
        boolean isStep() {
            return step;
        }
    }
}
