package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health is what is known of store and poll. */
class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "store {0}, poll silent {1}")
    @CsvSource({"true, false, 200", "false, false, 503", "true, true, 503", "false, true, 503"})
    void isUpWhenTheStoreAnswersAndPollsGoThrough(boolean store, boolean silent, int status) {
        Health.Report report = new Health(() -> store, () -> silent, () -> NOW, Clock.fixed(NOW, ZoneOffset.UTC)).report();
        assertThat(report.getStatus()).isEqualTo(status);
        assertThat(report.json()).contains("\"status\":\"" + (status == 200 ? "UP" : "DOWN") + "\"")
                .contains("\"store\":\"" + (store ? "UP" : "DOWN") + "\"").contains("\"poll\":\"" + (silent ? "DOWN" : "UP") + "\"");
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
