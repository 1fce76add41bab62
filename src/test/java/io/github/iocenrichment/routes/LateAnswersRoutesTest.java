package io.github.iocenrichment.routes;

import static io.github.iocenrichment.indicator.IndicatorType.DOMAIN;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sources that cannot answer yet: how long an incident waits for them, and what their late answers change. */
class LateAnswersRoutesTest {
    private static final String ADDRESS = "198.51.100.77";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("30-enrich", "29-read-overrides", "29-stored-answers", "11-ivanti", "12-ivanti-calls")
            .mocking("direct:look-up-*").with("enrichment.max-wait", "2m");

    private Enriching enriching;

    @BeforeEach
    void sourcesAnswer() {
        enriching = new Enriching(WORLD);
    }

    @Test
    void aShortWaitForTheQuotaIsWaitedFor() {
        enriching.late("abuseipdb", Duration.ofSeconds(50));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        Exchange done = enriching.enrich(recId);
        assertThat(done.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(WORLD.clock().instant().plusSeconds(50));
        assertThat(WORLD.handedOver("publish")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();

        WORLD.clock().advance(Duration.ofSeconds(50));
        enriching.answers().clear();
        assertThat(enriching.enrich(recId).getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
    }

    @Test
    void aLongOneIsReportedWithoutAndAmendedLater() {
        enriching.late("abuseipdb", Duration.ofHours(3));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        assertThat(WORLD.received("task:amend").get(0).getMessage().getHeader("TaskDueAt", Instant.class))
                .isEqualTo(WORLD.clock().instant().plus(Duration.ofHours(3)));
    }

    @Test
    void theWaitEndsAfterItsLongestTime() {
        enriching.late("abuseipdb", Duration.ofSeconds(50));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        WORLD.clock().advance(Duration.ofSeconds(115));
        enriching.enrich(recId);
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
    }

    @Test
    void aLateAnswerThatChangesAVerdictIsPublishedAndReported() {
        enriching.late("abuseipdb", Duration.ofHours(3));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        WORLD.mock("task:publish").reset();
        WORLD.mock("task:note").reset();
        enriching.answers().put("abuseipdb", indicator -> enriching.answer(AnswerState.FOUND, "abuseipdb", indicator));
        Exchange done = WORLD.runStage("amend-incident", recId);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(enriching.findings(recId).findings().get(0).verdict().value()).isEqualTo(VerdictValue.MALICIOUS);
    }

    @Test
    void stillNoAnswerMeansToAskOnceMore() {
        enriching.late("abuseipdb", Duration.ofHours(3));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        WORLD.mock("task:publish").reset();
        Exchange done = WORLD.runStage("amend-incident", recId);
        assertThat(done.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(WORLD.clock().instant().plus(Duration.ofHours(3)));
        assertThat(WORLD.handedOver("publish")).isEmpty();
    }

    @Test
    void aFindingOfWhichAPartIsMissingIsReportedAndAskedForSixTimesMore() {
        enriching.answers().put("abuseipdb", indicator -> enriching.answer(AnswerState.FOUND, "abuseipdb", indicator)
                .withAskAgainAt(WORLD.clock().instant().plus(Duration.ofMinutes(5))));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        int tries = 0;
        Instant next = WORLD.clock().instant().plus(Duration.ofMinutes(5));
        while (next != null && tries < 10) {
            WORLD.clock().advance(Duration.between(WORLD.clock().instant(), next));
            next = WORLD.runStage("amend-incident", recId).getMessage().getHeader("TaskPostponeUntil", Instant.class);
            tries++;
        }
        assertThat(tries).isEqualTo(6);
    }

    @Test
    void thatASourceCannotBeAskedNowTakesNothingBack() {
        enriching.late("abuseipdb", Duration.ofHours(3));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS), Indicator.of(DOMAIN, "example.net"));
        enriching.enrich(recId);
        WORLD.mock("task:publish").reset();
        enriching.late("virustotal", Duration.ofHours(3));
        WORLD.runStage("amend-incident", recId);
        assertThat(WORLD.handedOver("publish")).isEmpty();
        assertThat(enriching.findings(recId).findings().get(1).answers()).extracting(Answer::state).containsExactly(AnswerState.NOT_FOUND);
    }
}
