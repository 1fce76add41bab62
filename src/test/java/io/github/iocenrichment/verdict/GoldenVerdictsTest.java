package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the documentation and the table of golden verdicts, computed anew. */
class GoldenVerdictsTest {
    private static final Path PAGE = Path.of("docs/verdicts.md");
    private static final Path TABLE = Path.of("src/test/resources/verdict/golden-verdicts.md");

    private static List<Example> examples;

    @BeforeAll
    static void readBothDocuments() throws IOException {
        examples = Stream.concat(Example.in(PAGE).stream(), Example.in(TABLE).stream()).toList();
    }

    static Stream<Example> examples() {
        return examples.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void comesToWhatTheDocumentSays(Example example) {
        assertThat(example.outcome()).isEqualTo(example.expected());
    }

    @Test
    void bothDocumentsHoldExamples() throws IOException {
        assertThat(Example.in(PAGE)).hasSizeGreaterThan(5);
        assertThat(Example.in(TABLE)).hasSizeGreaterThan(90);
    }

    static Stream<RuleSetting> settings() {
        return Rules.settings().stream();
    }

    /** With some other value at least one of the examples comes out otherwise: no number is there for show. */
    @ParameterizedTest
    @MethodSource("settings")
    void everySettingDecidesSomething(RuleSetting setting) {
        List<String> values = otherValues(setting);
        assertThat(values).isNotEmpty();
        assertThat(examples.stream().anyMatch(example -> values.stream().anyMatch(value -> comesOutOtherwise(example, setting.name(), value))))
                .as("some example comes out otherwise with %s = %s", setting.name(), values).isTrue();
    }

    /** Values within the setting's range that go together with the defaults of the others. */
    private static List<String> otherValues(RuleSetting setting) {
        if (setting.min() == null) {
            return List.of("third=10");
        }
        BigDecimal usual = new BigDecimal(setting.defaultValue());
        return Stream.of(new BigDecimal(setting.min()), new BigDecimal(setting.max()), usual.divideToIntegralValue(new BigDecimal(2)).max(BigDecimal.ONE),
                usual.add(BigDecimal.ONE)).map(BigDecimal::toPlainString).filter(value -> isAllowed(setting.name(), value)).toList();
    }

    private static boolean isAllowed(String name, String value) {
        try {
            return Rules.from(Map.of(name, value)::get) != null;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean comesOutOtherwise(Example example, String name, String value) {
        if (!example.settings().isEmpty()) {
            return false;
        }
        Verdict usual = example.verdict();
        Verdict other = example.with(name, value).verdict();
        return other.value() != usual.value() || other.confidence() != usual.confidence() || !priority(other).equals(priority(usual));
    }

    private static List<FiredRule> priority(Verdict verdict) {
        return verdict.rules().stream().filter(rule -> rule.id().equals("cve.priority")).toList();
    }

    @Test
    void thePageListsEverySettingWithItsDefault() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        assertThat(Rules.settings()).allSatisfy(setting -> assertThat(page)
                .contains("| `" + setting.name() + "` | " + (setting.defaultValue().isEmpty() ? "empty" : "`" + setting.defaultValue() + "`") + " | "
                        + setting.words() + " |"));
    }
}
