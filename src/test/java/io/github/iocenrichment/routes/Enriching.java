package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Incidents that are enriched with every source mocked: what a source answers is said by the test, and that it knows nothing unless it is. */
final class Enriching {
    static final List<String> SOURCES = List.of("abuseipdb", "hybrid-analysis", "virustotal", "vulnerability");

    private final RouteWorld world;
    private final Map<String, Function<Indicator, Answer>> answers = new ConcurrentHashMap<>();

    /** @param world that mocks {@code direct:look-up-*} */
    Enriching(RouteWorld world) {
        this.world = world;
        for (String source : SOURCES) {
            world.answer("direct:look-up-" + source, exchange -> exchange.getMessage().setBody(answers.getOrDefault(source, indicator ->
                    answer(AnswerState.NOT_FOUND, source, indicator)).apply(exchange.getMessage().getBody(Indicator.class))));
        }
    }

    /** What each source answers, by its name. */
    Map<String, Function<Indicator, Answer>> answers() {
        return answers;
    }

    Answer answer(AnswerState state, String source, Indicator indicator) {
        if (state == AnswerState.FOUND) {
            return new Answer(source, indicator.type(), indicator.value(), state, null, null, world.clock().instant(), world.clock().instant(),
                    null, "score 100", Map.of("score", 100, "reports", 50L, "reporters", 20));
        }
        return Answer.without(state, source, indicator.type(), indicator.value(), "said so", world.clock().instant());
    }

    /** The source cannot answer before then. */
    void late(String source, Duration after) {
        answers.put(source, indicator -> answer(AnswerState.QUOTA, source, indicator).withAskAgainAt(world.clock().instant().plus(after)));
    }

    Exchange enrich(String recId) {
        Exchange done = world.runStage("enrich-incident", recId);
        assertThat(done.getException()).isNull();
        return done;
    }

    Findings findings(String recId) {
        return world.store().incidents().load(recId, "findings", Findings.class).orElseThrow();
    }
}
