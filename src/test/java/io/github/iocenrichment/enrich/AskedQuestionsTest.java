package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Reading;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log counts as asked: a question that reached the source, and no answer that was given without a call. */
class AskedQuestionsTest extends AskingVirusTotal {

    static Stream<Arguments> brokenCalls() {
        return Stream.of(Arguments.of("the breaker is open", null, 0), Arguments.of("nobody listens", new ConnectException("Connection refused"), 0),
                Arguments.of("a step of the route fails", new IllegalStateException("no such field"), 0),
                Arguments.of("no answer in time", new SocketTimeoutException("Read timed out"), 1));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("brokenCalls")
    void aCallThatNeverGotOutIsNotAsked(String name, Throwable cause, int asked) {
        EnrichmentWork enrichment = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
        LookUp lookUp = lookUps.begin("virustotal", hashes(1, 1).get(0), enrichment);
        lookUps.unavailable(lookUp, cause);
        assertThat(lookUps.settle(lookUp, enrichment).state()).isEqualTo(AnswerState.FAILED);

        assertThat(asked(enrichment)).isEqualTo(new AskedQuestions(asked == 0 ? Map.of() : Map.of("virustotal", asked), 0));
    }

    @Test
    void aRefusedKeyIsAskedOnceAndThenKnown() {
        EnrichmentWork enrichment = enrich(Duration.ZERO).begin(incident(hashes(1, 3)));
        for (Indicator hash : hashes(1, 3)) {
            LookUp lookUp = lookUps.begin("virustotal", hash, enrichment);
            if (lookUp.isToAsk()) {
                lookUps.take(lookUp, new Reading(Answer.without(AnswerState.UNAUTHORISED, "virustotal", hash.type(), hash.value(),
                        "VirusTotal refused the key (401)",
                        clock.instant()), List.of(), false));
            }
            assertThat(lookUps.settle(lookUp, enrichment).state()).isEqualTo(AnswerState.UNAUTHORISED);
        }
        assertThat(asked(enrichment)).isEqualTo(new AskedQuestions(Map.of("virustotal", 1), 0));
    }

    @Test
    void whatAnotherIncidentAsksIsCountedThere() {
        EnrichmentWork first = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
        lookUps.begin("virustotal", hashes(1, 1).get(0), first);
        EnrichmentWork second = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
        ask(second);
        assertThat(asked(second)).as("the other one is asking").isEqualTo(new AskedQuestions(Map.of(), 0));
    }

    @Test
    void ownAnswersOfAnEarlierRoundCountAsAskedAndThoseOfOthersAsCached() {
        Enrich enrich = enrich(Duration.ofMinutes(9));
        round(enrich, incident(hashes(1, 1)));
        clock.set(START.plusSeconds(120));
        String recId = incident(hashes(1, 6));
        EnrichmentWork waiting = round(enrich, recId);
        clock.set(waiting.getAskAgainAt());
        EnrichmentWork done = enrich.begin(recId);
        ask(done);
        assertThat(asked(done)).isEqualTo(new AskedQuestions(Map.of("virustotal", 5), 1));
    }

    private AskedQuestions asked(EnrichmentWork enrichment) {
        return enrichment.asked(enrichment.progress().startedAt());
    }
}
