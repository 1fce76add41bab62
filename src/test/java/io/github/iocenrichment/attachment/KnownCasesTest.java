package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that lost something once: what must and what must not be found in each stands beside it in {@code expected.json}. */
class KnownCasesTest {
    private static final List<String> CASES = List.of("doc-legacy-word", "docx-textbox-glued", "office-metadata", "openioc-id-attribute", "pdf-actions",
            "pdf-file-annotation", "pdf-wrapped-url");

    static Stream<Arguments> files() {
        List<Arguments> files = new ArrayList<>();
        for (String folder : CASES) {
            try {
                for (JsonNode input : new ObjectMapper().readTree(bytes(folder + "/expected.json")).get("inputs")) {
                    String name = input.get("file").asText();
                    files.add(arguments(folder, name, bytes(folder + "/" + name), listed(input.path("must")), listed(input.path("must_not"))));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return files.stream();
    }

    private static List<String> listed(JsonNode indicators) {
        List<String> listed = new ArrayList<>();
        indicators.forEach(each -> listed.add(each.get("type").asText() + " " + each.get("value").asText()));
        return listed;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = KnownCasesTest.class.getResourceAsStream("/attachment/cases/" + name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void isReadWholly(String folder, String name, byte[] content, List<String> must, List<String> mustNot) {
        Found found = Found.in(name, content);

        assertThat(found.indicators()).containsAll(must).doesNotContainAnyElementsOf(mustNot.isEmpty() ? List.of("") : mustNot);
        assertThat(found.unread()).isEmpty();
    }
}
