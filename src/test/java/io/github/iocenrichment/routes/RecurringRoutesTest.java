package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.LogLines;
import io.github.iocenrichment.source.AnswerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that a timer starts: a failure is logged with the name of what was being done, and ends nothing. */
class RecurringRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("35-unanswered");

    @Test
    void aFailureNamesTheWorkAndNotThePoll() {
        UnansweredRoutesTest.reported(WORLD, AnswerState.UNAUTHORISED);
        WORLD.answer("task:amend", exchange -> {
            throw new IllegalStateException("no room");
        });
        try (LogLines log = LogLines.of("incidents")) {
            assertThat(WORLD.run("direct:from-resume-after-refused-key", null).getException()).isNull();
            assertThat(log.lines()).containsExactly("resume-after-refused-key failed in route ask-for-missing-answers, step each-unanswered-incident: "
                    + "IllegalStateException: no room; it is tried again at its next time");
        }
        assertThat(WORLD.problems("resume-after-refused-key")).isEqualTo(1);
        assertThat(WORLD.problems("poll-incidents")).isZero();
    }
}
