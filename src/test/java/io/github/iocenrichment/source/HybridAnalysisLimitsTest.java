package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.HybridAnalysisReaderTest.A;
import static io.github.iocenrichment.source.HybridAnalysisReaderTest.OVERVIEW;
import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the header {@code Api-Limits} says about the calls that are left. */
class HybridAnalysisLimitsTest {
    @ParameterizedTest(name = "[{0}] -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            Retry-After: 7                                                                                        ! 2026-11-23T14:30:27Z
            Api-Limits: {"limits":{"minute":200},"limit_reached":true,"name_of_reached_limit":"minute"}            ! 2026-11-23T14:31:00Z
            Api-Limits: {"limits":{"hour":2000},"limit_reached":true,"name_of_reached_limit":"hour"}               ! 2026-11-23T15:00:00Z
            Api-Limits: {"limits":{"minute":200,"hour":2000},"used":{"minute":1,"hour":2000},"limit_reached":true} ! 2026-11-23T15:00:00Z
            Api-Limits: {"limits":[],"used":[],"limit_reached":"true","name_of_reached_limit":"Hour"}                ! 2026-11-23T15:00:00Z
            Api-Limits: {"limits":[],"used":[],"limit_reached":true}                                              ! 2026-11-23T14:31:20Z
            Api-Limits: {"limits":{"minute                                                                        ! 2026-11-23T14:31:20Z
            Api-Limits: []                                                                                        ! 2026-11-23T14:31:20Z
            Api-Limits: {"limit_reached":true,"name_of_reached_limit":"<b>"}                                      ! 2026-11-23T14:31:20Z
            Server: x                                                                                             ! 2026-11-23T14:31:20Z
            """)
    void theReachedLimitSaysWhenToAskAgain(String header, Instant again) {
        Map<String, String> headers = Map.of(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1).strip());
        Reading reading = new HybridAnalysisReader().readOverview(A, new HttpReply(429, headers, new byte[0]), NOW);
        assertThat(reading.answer().askAgainAt()).isEqualTo(again);
        assertThat(reading.quota()).anySatisfy(n -> assertThat(n.closedUntil()).isEqualTo(again));
    }

    @Test
    void everyAnswerStatesTheBudget() {
        Map<String, String> headers = Map.of("Api-Limits",
                "{\"limits\":{\"minute\":200,\"hour\":2000},\"used\":{\"minute\":200,\"hour\":21},\"limit_reached\":false}");
        Reading reading = new HybridAnalysisReader().readOverview(A, new HttpReply(200, headers, OVERVIEW.formatted(A).getBytes(StandardCharsets.UTF_8)), NOW);
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FOUND);
        assertThat(reading.quota()).containsExactly(new QuotaNotice("minute", 200L, 0L, Instant.parse("2026-11-23T14:31:00Z")),
                new QuotaNotice("hour", 2000L, 1979L, null));
    }

    @Test
    void aReachedLimitThatIsNotNamedClosesTheSourceForAMinute() {
        Map<String, String> headers = Map.of("Api-Limits", "{\"limits\":[],\"used\":[],\"limit_reached\":true,\"name_of_reached_limit\":\"week\"}");
        Reading reading = new HybridAnalysisReader().readOverview(A, new HttpReply(200, headers, OVERVIEW.formatted(A).getBytes(StandardCharsets.UTF_8)), NOW);
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FOUND);
        assertThat(reading.quota()).containsExactly(new QuotaNotice("minute", null, 0L, NOW.plusSeconds(60)));
    }
}
