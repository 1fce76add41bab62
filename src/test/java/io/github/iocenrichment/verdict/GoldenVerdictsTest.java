package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the documentation and the table of golden verdicts, computed anew. */
class GoldenVerdictsTest {
    private static final Path PAGE = Path.of("docs/verdicts.md");
    private static final Path TABLE = Path.of("src/test/resources/verdict/golden-verdicts.md");

    static Stream<Example> examples() throws IOException {
        return Stream.concat(Example.in(PAGE).stream(), Example.in(TABLE).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void comesToWhatTheDocumentSays(Example example) {
        assertThat(example.outcome()).isEqualTo(example.expected());
    }

    @Test
    void bothDocumentsHoldExamples() throws IOException {
        assertThat(Example.in(PAGE)).hasSizeGreaterThan(5);
        assertThat(Example.in(TABLE)).hasSizeGreaterThan(25);
    }

    @Test
    void thePageListsEverySettingWithItsDefault() throws IOException {
        List<String> page = java.nio.file.Files.readAllLines(PAGE);
        assertThat(Rules.settings()).allSatisfy(setting -> assertThat(page)
                .contains("| `" + setting.name() + "` | " + (setting.defaultValue().isEmpty() ? "empty" : "`" + setting.defaultValue() + "`") + " | "
                        + setting.words() + " |"));
    }
}
