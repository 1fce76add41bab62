package io.github.iocenrichment.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

/**
 * Route files open in a visual editor such as Kaoto and are saved without loss, as far as that can be tried without one: they are valid by the schema from
 * which such an editor makes its forms, hold no comment where one would be dropped, and read the same after they were written again.
 */
class VisualEditorTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema DSL = dsl();

    private static JsonSchema dsl() {
        try (InputStream schema = VisualEditorTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> routes = Files.list(Path.of("routes")); Stream<Path> examples = Files.list(Path.of("docs", "examples"))) {
            return Stream.concat(routes, examples).filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void whatIsOpenedAndSavedIsTheSame(Path file) throws IOException {
        JsonNode opened = YAML.readTree(file.toFile());
        assertThat(YAML.readTree(YAML.writeValueAsString(opened)).toString()).isEqualTo(opened.toString());
        assertThat(Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).dropWhile(line -> line.startsWith("#")))
                .as("comments stand at the head, where an editor keeps them; 'description' and 'note' say the rest").noneMatch(line -> line.startsWith("#"));
        if (file.toString().endsWith(".camel.yaml")) {
            assertThat(DSL.validate(opened)).as(file.toString()).isEmpty();
        } else {
            assertThat(opened.path("kind").asText()).isEqualTo("Kamelet");
            assertThat(file.getFileName().toString()).isEqualTo(opened.at("/metadata/name").asText() + ".kamelet.yaml");
            assertThat(opened.at("/spec/definition/properties")).isNotEmpty().allSatisfy(parameter -> {
                assertThat(List.of("title", "description", "type", "example")).allMatch(parameter::has);
                assertThat(parameter.has("default") || opened.at("/spec/definition/required").isArray()).isTrue();
            });
        }
    }

    /** What a catalogue of components loads. */
    @Test
    void theComponentTaskIsDescribed() throws IOException {
        try (InputStream described = VisualEditorTest.class.getResourceAsStream("/META-INF/io/github/iocenrichment/task/task.json")) {
            JsonNode task = new ObjectMapper().readTree(described);
            assertThat(task.at("/component/scheme").asText()).isEqualTo("task");
            assertThat(task.path("properties")).isNotEmpty().allSatisfy(option -> assertThat(option.path("description").asText()).isNotBlank());
        }
    }
}
