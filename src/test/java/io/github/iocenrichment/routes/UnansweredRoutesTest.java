package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.UnansweredIncidents;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Incidents that lack an answer: which they are, and that each is handed over to be asked about again. */
class UnansweredRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("35-unanswered");
    private static final Indicator ADDRESS = Indicator.of(IndicatorType.IPV4, "198.51.100.77");

    private static String reported(AnswerState state) {
        return reported(WORLD, state);
    }

    /** An incident of whose address nobody could say anything. */
    static String reported(RouteWorld world, AnswerState state) {
        String recId = Incidents.marked(world, "", ADDRESS);
        Enrich enrich = world.bean("enrich", Enrich.class);
        EnrichmentWork enrichment = enrich.begin(recId);
        enrich.conclude(enrichment, List.of(Answer.without(state, "abuseipdb", ADDRESS.type(), ADDRESS.value(), "said so", world.clock().instant())));
        return recId;
    }

    @Test
    void whatWaitsForAKeyIsHandedOverOnceAfterTheStart() {
        String waits = reported(AnswerState.UNAUTHORISED);
        String quota = reported(AnswerState.QUOTA);
        WORLD.run("direct:from-resume-after-refused-key", null);
        List<String> handedOver = List.copyOf(WORLD.handedOver("amend"));
        assertThat(handedOver).contains(waits).doesNotContain(quota);
        WORLD.run("direct:from-resume-after-refused-key", null);
        assertThat(WORLD.handedOver("amend")).as("nothing has changed since").isEqualTo(handedOver);
    }

    @Test
    void whatIsUnansweredIsNamedWithItsReason() {
        WORLD.clock().advance(Duration.ofDays(30));
        Instant since = WORLD.clock().instant();
        reported(AnswerState.NOT_FOUND);
        String failed = reported(AnswerState.FAILED);
        String refused = reported(AnswerState.UNAUTHORISED);
        WORLD.clock().advance(Duration.ofMinutes(1));
        String quota = reported(AnswerState.QUOTA);

        List<UnansweredIncidents.Unanswered> found = WORLD.bean("unansweredIncidents", UnansweredIncidents.class).since(since);
        assertThat(found).extracting(UnansweredIncidents.Unanswered::recId).containsExactlyInAnyOrder(failed, refused, quota).endsWith(quota);
        assertThat(found).extracting(UnansweredIncidents.Unanswered::questions)
                .containsExactlyInAnyOrder("AbuseIPDB 1 (failed)", "AbuseIPDB 1 (key refused)", "AbuseIPDB 1 (quota)");
        assertThat(WORLD.bean("unansweredIncidents", UnansweredIncidents.class).since(WORLD.clock().instant()))
                .extracting(UnansweredIncidents.Unanswered::recId)
                .containsExactly(quota);
    }
}
