package io.github.iocenrichment.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskFailureTest {
    private static final Instant LATER = Instant.parse("2026-11-23T10:00:00Z");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IllegalStateException("no"), "no", false, null),
                Arguments.of(new IllegalStateException(), "IllegalStateException", false, null),
                Arguments.of(new RuntimeCamelException(new ConnectException("refused")), "refused", false, null),
                Arguments.of(new RuntimeException(new ConnectException("refused")), "refused", false, null),
                Arguments.of(new IllegalStateException("Connect to host failed", new ConnectException("refused")), "Connect to host failed", false, null),
                Arguments.of(new RuntimeException("outer", new ParkException("hopeless")), "hopeless", true, null),
                Arguments.of(new RuntimeException("outer", new RetryLaterException("busy", LATER)), "busy", false, LATER),
                Arguments.of(new IllegalStateException("GET https://cyware/api/?AccessID=a&Signature=b%3D said\n\t500\u0000"),
                        "GET https://cyware/api/?... said 500", false, null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anExceptionIsReadForWhatItMeans(Exception thrown, String words, boolean isFinal, Instant retryAt) {
        TaskFailure failure = TaskFailure.of(thrown);
        assertThat(failure.words()).isEqualTo(words);
        assertThat(failure.isFinal()).isEqualTo(isFinal);
        assertThat(failure.retryAt()).isEqualTo(retryAt);
    }

    @Test
    void wordsAreBoundedAndAChainThatBitesItsTailEnds() {
        Exception first = new IllegalStateException("x".repeat(5000));
        first.initCause(new IllegalArgumentException("y", first));
        assertThat(TaskFailure.of(first).words()).hasSize(500).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({"1, 0.0, PT1S", "1, 1.0, PT2S", "2, 1.0, PT4S", "4, 1.0, PT16S", "9, 1.0, PT5M", "2000000000, 0.0, PT2M30S"})
    void theWaitDoublesUpToItsLimitWithJitter(int tries, double random, Duration wait) {
        assertThat(TaskFailure.backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), tries, random)).isEqualTo(wait);
    }
}
