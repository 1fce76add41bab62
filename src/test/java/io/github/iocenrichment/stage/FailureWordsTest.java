package io.github.iocenrichment.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An unexpected failure on one line: never a bare class name, never a secret. */
class FailureWordsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IllegalStateException("no such field\nsecond line"), "IllegalStateException: no such field"),
                Arguments.of(new RuntimeException(new NoSuchElementException("No value present")), "NoSuchElementException: No value present"),
                Arguments.of(new RuntimeException("outer", new IllegalArgumentException("inner")), "IllegalArgumentException: inner"),
                Arguments.of(new UncheckedIOException("reading", new IOException()), "UncheckedIOException: reading"),
                Arguments.of(new IllegalStateException("GET https://vendor.example/v3?apikey=0123456789abcdef&x=1 failed"),
                        "IllegalStateException: GET https://vendor.example/v3?… failed"),
                Arguments.of(new IllegalStateException("Authorization: Bearer 0123456789abcdef"), "IllegalStateException: Authorization: Bearer xxxxxx"),
                Arguments.of(new IllegalStateException("x".repeat(1000)), "IllegalStateException: " + "x".repeat(240) + "…"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theInnermostCauseThatHasWordsIsNamed(Throwable failure, String words) {
        assertThat(FailureWords.of(failure)).isEqualTo(words);
    }

    @Test
    void anExceptionWithoutWordsIsNamedWithItsPlace() {
        assertThat(FailureWords.of(new RuntimeException(null, new NullPointerException())))
                .matches("NullPointerException in FailureWordsTest\\.anExceptionWithoutWordsIsNamedWithItsPlace, line \\d+");
    }
}
