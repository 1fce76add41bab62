package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.stage.LastErrors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health is what is known of store, poll and the calls to other systems. */
class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private final LastErrors errors = new LastErrors(Clock.fixed(NOW, ZoneOffset.UTC));

    private Map<String, Supplier<Health.State>> checks(boolean store, boolean silent, Instant lastPoll) {
        return new Health(() -> store, () -> silent, () -> lastPoll, errors, List.of("virustotal")).checks();
    }

    private String down() {
        StringBuilder down = new StringBuilder();
        checks(true, false, NOW).forEach((name, state) -> {
            if (!state.get().isUp()) {
                down.append(name).append(": ").append(state.get().reason()).append('\n');
            }
        });
        return down.toString().strip();
    }

    @ParameterizedTest(name = "store {0}, poll silent {1}")
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void storeAndPollAreUpWhenTheStoreAnswersAndPollsGoThrough(boolean store, boolean silent) {
        Map<String, Supplier<Health.State>> checks = checks(store, silent, NOW);
        assertThat(checks.get("store").get().isUp()).isEqualTo(store);
        assertThat(checks.get("poll").get().isUp()).isEqualTo(!silent);
        assertThat(checks.get("poll").get().details()).containsEntry("lastPoll", NOW);
        assertThat(checks(store, silent, null).get("poll").get().details()).isEmpty();
    }

    @Test
    void nothingIsDownBeforeTheFirstCall() {
        assertThat(down()).isEmpty();
    }

    @ParameterizedTest(name = "{0} answers {1}")
    @CsvSource({"ivanti, 503, ivanti: no call has succeeded since 2026-11-23T10:00:00Z",
            "intelx, 500, intelx: no call has succeeded since 2026-11-23T10:00:00Z",
            "intelx, 401, credentials: key refused by intelx", "virustotal, 401, credentials: key refused by virustotal",
            "virustotal, 503, ''", "ivanti, 404, ''", "intelx, 400, ''", "ivanti, 200, ''"})
    void whatASystemAnsweredLastIsWhatIsKnownOfIt(String system, int status, String down) {
        errors.answered(system, status, false);
        assertThat(down()).isEqualTo(down);
        errors.answered(system, 200, false);
        assertThat(down()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ivanti", "intelx"})
    void aSystemThatCannotBeReachedIsDown(String system) {
        errors.broken(system);
        assertThat(down()).isEqualTo(system + ": no call has succeeded since 2026-11-23T10:00:00Z");
    }

    @ParameterizedTest(name = "{0}: last at {1}")
    @CsvSource({
            "0/30 * * * * ?,  09:59:40, false",
            "0/30 * * * * ?,  09:55:10, false",
            "0/30 * * * * ?,  09:54:50, true",
            "0 0/10 * * * ?,  09:40:05, false",
            "0 0/10 * * * ?,  09:29:59, true",
            "0 0 3 * * ?,     03:00:05, false"})
    void aPollIsSilentWhenSeveralDidNotGoThroughAndMinutesHavePassed(String cron, String last, boolean silent) {
        assertThat(new PollSchedule(cron).isSilent(Instant.parse("2026-11-23T" + last + "Z"), NOW)).isEqualTo(silent);
    }
}
