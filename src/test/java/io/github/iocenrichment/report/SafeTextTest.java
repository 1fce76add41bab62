package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any untrusted text becomes one bounded line. */
class SafeTextTest {

    @ParameterizedTest
    @MethodSource("texts")
    void line(String text, String line) {
        assertThat(SafeText.line(text, 40)).isEqualTo(line);
    }

    static Stream<Arguments> texts() {
        return Stream.of(Arguments.of(null, ""), Arguments.of(" a\r\n\tb \u2028c\u0085d\u0000e ", "a b c d e"),
                Arguments.of("gnp\u202Eexe.\u2066x\u2069\u200F", "gnpexe.x"), Arguments.of("a\u200Bb\u00ADc\uFEFFd\u2060e\uFE0F", "abcde"),
                Arguments.of("tag\uDB40\uDC41\uDB40\uDC42", "tag"), Arguments.of("x\uD83D\uDE00y", "x\uD83D\uDE00y"), Arguments.of("x\uD83Dy", "x\uFFFDy"),
                Arguments.of("a\u001Eb", "a b"), Arguments.of("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
                Arguments.of("1234567890123456789012345678901234567890x", "1234567890123456789012345678901234567890…"));
    }

    @Test
    void wordsHaveNoFormulaStart() {
        assertThat(SafeText.words("=cmd|' /C calc'!A0", 100)).isEqualTo("'=cmd|' /C calc'!A0");
        assertThat(SafeText.words("\t@SUM(1)", 100)).isEqualTo("'@SUM(1)");
        assertThat(SafeText.words("plain = text", 100)).isEqualTo("plain = text");
    }

    @Test
    void keysAreLettersDigitsAndHyphens() {
        assertThat(SafeText.key("48213] [ti-record:x")).isEqualTo("48213ti-recordx");
        assertThat(SafeText.key(null)).isEmpty();
    }
}
