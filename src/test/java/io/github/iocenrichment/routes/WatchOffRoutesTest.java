package io.github.iocenrichment.routes;

import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verdict watch as it is shipped: off. Incidents that were watched before it was switched off are let go. */
class WatchOffRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("65-watch", "60-note", "11-ivanti", "12-ivanti-calls");

    @Test
    void whatWasWatchedBeforeIsLetGo() {
        Indicator page = Indicator.of(URL, "https://quiet-harbour-portal.com/verify");
        Answer unknown = Answer.without(AnswerState.NOT_FOUND, "virustotal", URL, page.value(), "said so", WORLD.clock().instant());
        String recId = Incidents.enriched(WORLD, new Finding(page, List.of(unknown), new Verdict(VerdictValue.UNKNOWN, 0, List.of(), List.of())));
        var done = WORLD.runStage("watch-incident", recId);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(WORLD.handedOver("amend")).isEmpty();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
    }
}
