package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts, pages and mails that were once misread, a folder each: what has to be found in them, what may not be, and what must be named as unread. */
class TextCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/attachment/text-cases");
    private final AttachmentReader reader = new AttachmentReader(Fixed.LIMITS, List.of("infected"));
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    static Stream<Arguments> inputs() throws IOException {
        List<Arguments> inputs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.sorted().toList()) {
                JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
                expected.get("inputs").forEach(input -> inputs.add(Arguments.of(folder.resolve(input.get("file").asText()), input)));
            }
        }
        return inputs.stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsWhatTheCaseSays(Path file, JsonNode expected) throws IOException {
        IndicatorCollection found = new IndicatorCollection(10_000);
        AttachmentText read = reader.read(file.getFileName().toString(), Files.readAllBytes(file),
                piece -> extractor.extract(piece.text(), piece.kind(), file.toString(), piece.path(), found));
        List<String> all = found.indicators().stream().map(Indicator::key).toList();
        List<String> enrichable = found.indicators().stream().filter(Indicator::enrichable).map(Indicator::key).toList();

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(all).containsAll(keys(expected.path("must")));
        softly.assertThat(all).doesNotContainAnyElementsOf(orNone(keys(expected.path("must_not"))));
        softly.assertThat(enrichable).doesNotContainAnyElementsOf(orNone(keys(expected.path("must_not_enrich"))));
        softly.assertThat(read.unread().stream().map(Unread::reason)).as("unread").hasSize(expected.path("problems").size());
        softly.assertAll();
        assertThat(expected.path("must").size() + expected.path("must_not").size()).isPositive();
    }

    private static List<String> orNone(List<String> keys) {
        return keys.isEmpty() ? List.of("no such key") : keys;
    }

    private static List<String> keys(JsonNode entries) {
        List<String> keys = new ArrayList<>();
        entries.forEach(entry -> keys.add(entry.get("type").asText() + "|" + entry.get("value").asText()));
        return keys;
    }
}
