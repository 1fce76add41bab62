package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every message of every test goes through here: the rules of the mapping always, and the JSON schemas of OASIS where they lie beside the
 * project. Each object is validated by its own type's file; the schema of the bundle refuses valid objects.
 */
public final class StixSchemas {
    private static final String PREFIX = "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";
    private static final String TLP2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private static final Path FOLDER = Path.of("..", "shared", "stix2.1-schemas", "schemas").toAbsolutePath().normalize();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private StixSchemas() {
    }

    public static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    /** Fails with everything that is wrong. */
    public static void assertValid(List<ObjectNode> message) {
        assertThat(StixRules.broken(message)).as("rules of the mapping").isEmpty();
        if (present()) {
            assertThat(message.stream().flatMap(StixSchemas::faults).toList()).as("JSON schemas").isEmpty();
        }
    }

    /** As {@link #assertValid(List)}, of a bundle. */
    public static void assertValidBundle(JsonNode bundle) {
        assertThat(bundle.properties().stream().map(Map.Entry::getKey)).containsExactly("type", "id", "objects");
        assertThat(bundle.path("type").asText()).isEqualTo("bundle");
        assertThat(bundle.path("id").asText()).matches("bundle--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertValid(Stream.iterate(0, i -> i < bundle.path("objects").size(), i -> i + 1).map(i -> (ObjectNode) bundle.path("objects").get(i)).toList());
    }

    /** Each object by its schema, without the rules that hold for publications alone. */
    public static void assertValidObjects(JsonNode bundle) {
        List<ObjectNode> objects = Stream.iterate(0, i -> i < bundle.path("objects").size(), i -> i + 1).map(i -> (ObjectNode) bundle.path("objects").get(i)).toList();
        assertThat(bundle.path("type").asText()).isEqualTo("bundle");
        assertThat(objects).isNotEmpty().extracting(object -> object.path("id").asText()).doesNotHaveDuplicates();
        if (present()) {
            assertThat(objects.stream().flatMap(StixSchemas::faults).toList()).as("JSON schemas").isEmpty();
        }
    }

    private static Stream<String> faults(ObjectNode object) {
        String type = object.path("extensions").has(TLP2) ? "../extensions/" + TLP2 : object.path("type").asText();
        return SCHEMAS.computeIfAbsent(type, StixSchemas::schema).validate(object).stream()
                .map(message -> object.path("id").asText() + " " + message.getMessage());
    }

    private static JsonSchema schema(String type) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(PREFIX, FOLDER.toUri().toString())));
        if (type.endsWith(TLP2)) {
            return factory.getSchema(FOLDER.resolve(type + ".json").normalize().toUri());
        }
        String file = Stream.of("sdos", "sros", "observables", "common").map(folder -> folder + "/" + type + ".json")
                .filter(name -> Files.exists(FOLDER.resolve(name))).findFirst()
                .orElseThrow(() -> new AssertionError("no schema for the type " + type));
        return factory.getSchema(SchemaLocation.of(PREFIX + file));
    }
}
