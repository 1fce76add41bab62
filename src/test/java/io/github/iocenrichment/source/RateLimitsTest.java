package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source that was added by a route alone says about its quota, in the headers that most vendors use. */
class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:30:20Z");
    private final AddedSourceReader reader = new AddedSourceReader("urlscan", IndicatorType.URL, "https://a.example/", NOW);

    @ParameterizedTest(name = "200 [{0}] -> closed until {4}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            X-RateLimit-Limit: 60 | X-RateLimit-Remaining: 59 | X-RateLimit-Reset: 1795444260             !        ! 60  ! 59 !
            X-RateLimit-Limit: 60 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795449600              !        ! 60  ! 0  ! 2026-11-23T16:00:00Z
            X-RateLimit-Limit: 60 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795449600000           !        ! 60  ! 0  ! 2026-11-23T16:00:00Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 45                                              !        !     ! 0  ! 2026-11-23T14:31:05Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 0                                               !        !     ! 0  ! 2026-11-23T14:31:20Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795000000                                      !        !     ! 0  ! 2026-11-23T14:31:20Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 99999999999                                     !        !     ! 0  ! 2026-11-23T14:31:20Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 2                                               !        !     ! 0  ! 2026-11-23T14:30:26Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: soon                                            !        !     ! 0  ! 2026-11-23T14:31:20Z
            X-RateLimit-Remaining: 0                                                                      !        !     ! 0  ! 2026-11-23T14:31:20Z
            X-RateLimit-Remaining: 0 | Retry-After: 90 | X-RateLimit-Reset: 45                            !        !     ! 0  ! 2026-11-23T14:31:50Z
            X-Rate-Limit-Remaining: 0 | X-Rate-Limit-Window: minute | X-Rate-Limit-Reset: 2026-11-23T14:31:00.000Z ! minute ! ! 0 ! 2026-11-23T14:31:00Z
            X-Rate-Limit-Limit: 5000 | X-Rate-Limit-Remaining: 4321 | X-Rate-Limit-Window: Day            ! day    ! 5000 ! 4321 !
            X-Rate-Limit-Limit: 5000 | X-Rate-Limit-Remaining: 0 | X-Rate-Limit-Reset-After: 40           !        ! 5000 ! 0 ! 2026-11-23T14:31:00Z
            RateLimit-Limit: 10 | RateLimit-Remaining: 0 | RateLimit-Reset: 30                            !        ! 10  ! 0  ! 2026-11-23T14:30:50Z
            X-RateLimit-Limit: lots | X-RateLimit-Remaining: 7                                            !        !     ! 7  !
            X-RateLimit-Limit: 60 | X-RateLimit-Remaining: -1                                             !        ! 60  !    !
            X-RateLimit-Limit: 60 | X-RateLimit-Remaining: NaN | X-Rate-Limit-Window: century             !        ! 60  !    !
            """)
    void everyAnswerStatesTheBudgetAndTheLastCallClosesTheSource(String headers, String window, Long limit, Long remaining, Instant closedUntil) {
        assertThat(reader.quota(Replies.with(Replies.json(200, "{}"), headers)))
                .containsExactly(new QuotaNotice(window, limit, remaining, closedUntil));
    }

    @ParameterizedTest(name = "429 [{0}] -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            Retry-After: 17                                          ! 2026-11-23T14:30:37Z
            Retry-After: 0                                           ! 2026-11-23T14:30:26Z
            Retry-After: Mon, 23 Nov 2026 18:00:00 GMT               ! 2026-11-23T18:00:00Z
            Retry-After: Monday, 23-Nov-26 18:00:00 GMT              ! 2026-11-23T18:00:00Z
            Retry-After: Mon Nov 23 18:00:00 2026                    ! 2026-11-23T18:00:00Z
            Retry-After: Thu Dec  3 18:00:00 2026                    ! 2026-12-03T18:00:00Z
            Retry-After: Fri, 31 Dec 9999 23:59:59 GMT               ! 2026-11-23T14:31:20Z
            Retry-After: Mon, 23 Nov 2020 18:00:00 GMT               ! 2026-11-23T14:31:20Z
            Retry-After: -5                                          ! 2026-11-23T14:31:20Z
            Retry-After: 1000000000000                               ! 2026-11-23T14:31:20Z
            Retry-After: a while                                     ! 2026-11-23T14:31:20Z
            Retry-After: -5 | X-RateLimit-Reset: 1795449600          ! 2026-11-23T16:00:00Z
            X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795449600 ! 2026-11-23T16:00:00Z
            X-Rate-Limit-Reset: 2026-11-23T16:00:00Z                 ! 2026-11-23T16:00:00Z
            Server: x                                                ! 2026-11-23T14:31:20Z
            """)
    void aRefusalSaysWhenToAskAgain(String headers, Instant again) {
        HttpReply reply = Replies.with(Replies.html(429), headers);
        Reading reading = reader.read(reply).reading();
        assertThat(reading.answer().state()).isEqualTo(AnswerState.QUOTA);
        assertThat(reading.answer().askAgainAt()).isEqualTo(again);
        assertThat(reading.quota()).containsExactly(new QuotaNotice(null, null, 0L, again));
        assertThat(reader.quota(reply)).as("reported once").isEmpty();
    }

    @Test
    void withoutSuchHeadersNothingIsLearned() {
        assertThat(reader.quota(Replies.with(Replies.json(200, "{}"), "Server: x | X-RateLimit-Reset: 1795449600"))).isEmpty();
    }
}
