package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.RawAnswer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The nightly clean-up: what is finished and old goes, what is still in work stays. */
class HousekeepingRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("70-housekeeping").with("store.evidence.keep", "30d").tracing();

    @Test
    void whatWasNotedIsInTheFiguresAndMetrics() {
        String recId = WORLD.admitted("noted");
        WORLD.store().incidents().judged(recId, "enriched", "malicious", Map.of("answer|virustotal|found", 2L, "kept|virustotal", 1L), List.of(),
                WORLD.clock().instant());
        WORLD.store().incidents().noted(recId, "done", WORLD.clock().instant());
        assertThat(WORLD.run("direct:from-add-up-figures", null).getException()).isNull();
        assertThat(WORLD.store().figures().addNoted()).isEmpty();
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo("/collector/v1/traces")).withHeader("Content-Type", containing("application/json"))
                .withRequestBody(matchingJsonPath("$.resourceSpans[0].scopeSpans[0].spans[0].traceId", matching("[0-9a-f]{32}")))
                .withRequestBody(matchingJsonPath("$.resourceSpans[0].scopeSpans[0].spans[?(@.name == 'until noted')].parentSpanId")));
        // nothing was noted since, and so nothing is sent
        WORLD.run("direct:from-add-up-figures", null);
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo("/collector/v1/traces")));
        assertThat(WORLD.bean("metricsRegistry", PrometheusMeterRegistry.class).scrape())
                .contains("ioc_note_seconds_count 1", "ioc_note_seconds_bucket{le=\"5.0\"} 1",
                "ioc_stage_seconds_count{stage=\"noted\"} 1", "ioc_answers_total{source=\"virustotal\",state=\"found\"} 2.0",
                "ioc_answers_kept_total{source=\"virustotal\"} 1.0");
    }

    @Test
    void rawAnswersAreForgottenAfterTheirTime() {
        WORLD.store().answers().inOne(set -> {
            set.saveRaw(List.of(RawAnswer.of("a".repeat(64), 0, WORLD.clock().instant(), 200, new byte[0], "")));
            return null;
        });
        WORLD.clock().advance(Duration.ofDays(29));
        WORLD.run("direct:from-forget-old-work", null);
        assertThat(WORLD.store().rawAnswers().of("a".repeat(64))).hasSize(1);
        WORLD.clock().advance(Duration.ofDays(2));
        WORLD.run("direct:from-forget-old-work", null);
        assertThat(WORLD.store().rawAnswers().of("a".repeat(64))).isEmpty();
    }

    @Test
    void onlyWhatIsFinishedAndOldIsForgotten() {
        String done = WORLD.admitted("finished");
        String inWork = WORLD.admitted("in work");
        WORLD.store().incidents().stage(done, "done", WORLD.clock().instant());
        WORLD.clock().advance(Duration.ofDays(4000));
        String fresh = WORLD.admitted("fresh");
        WORLD.store().incidents().stage(fresh, "done", WORLD.clock().instant());
        assertThat(WORLD.run("direct:from-forget-old-work", null).getException()).isNull();
        assertThat(WORLD.store().incidents().find(done)).isEmpty();
        assertThat(WORLD.store().incidents().find(inWork)).isPresent();
        assertThat(WORLD.store().incidents().find(fresh)).isPresent();
    }
}
