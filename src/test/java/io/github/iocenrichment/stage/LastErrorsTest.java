package io.github.iocenrichment.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the heads of answers say about a key, and when a source that refused it is called again. */
class LastErrorsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-29T09:00:00Z"));
    private final LastErrors lastErrors = new LastErrors(clock);

    private boolean maySend(String system) {
        return lastErrors.maySend(system);
    }

    @ParameterizedTest(name = "{0} answers {1}, as a page {2}: refused {3}, further calls leave {4}")
    @CsvSource({"virustotal, 401, false, true, false", "virustotal, 403, false, false, true", "hybrid-analysis, 403, false, true, false", "abuseipdb, 403, true, false, true",
            "nvd, 403, false, false, true", "nvd, 401, false, true, false", "virustotal, 200, false, false, true", "virustotal, 404, false, false, true",
            "virustotal, 429, false, false, true", "virustotal, 503, false, false, true", "ivanti, 401, false, false, true", "intelx, 401, false, true, true"})
    void anAnswerSaysWhetherTheKeyIsRefused(String system, int status, boolean page, boolean refused, boolean leaves) {
        lastErrors.answered(system, status, page);
        assertThat(lastErrors.refusedKeys().since(system).isPresent()).isEqualTo(refused);
        assertThat(maySend(system)).isEqualTo(leaves);
    }

    @Test
    void afterThePauseOneCallTriesTheKey() {
        lastErrors.answered("virustotal", 401, false);
        clock.advance(Duration.ofMinutes(9));
        assertThat(maySend("virustotal")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(maySend("virustotal")).as("one of them").isTrue();
        assertThat(maySend("virustotal")).as("the others wait for its answer").isFalse();

        lastErrors.broken("virustotal");
        assertThat(maySend("virustotal")).as("it came to nothing, so the next one tries").isTrue();
        lastErrors.answered("virustotal", 200, false);
        assertThat(maySend("virustotal")).isTrue();
        assertThat(lastErrors.refusedKeys().since("virustotal")).isEmpty();
        assertThat(lastErrors.refusedKeys().takeAnsweredAgain()).containsExactly("virustotal");
        assertThat(lastErrors.refusedKeys().takeAnsweredAgain()).isEmpty();
    }

    @Test
    void theTimeOfTheFirstRefusalIsKept() {
        Instant first = clock.instant();
        lastErrors.answered("abuseipdb", 401, false);
        clock.advance(Duration.ofHours(3));
        lastErrors.answered("abuseipdb", 401, false);
        assertThat(lastErrors.refusedKeys().since("abuseipdb")).contains(first);
    }
}
