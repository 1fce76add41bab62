package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingIndicatorsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final String ONE = "https://quill-moss.net/reset?token=abcdef0123456789";
    private static final String OTHER = "https://quill-moss.net/reset?token=fedcba9876543210";
    private static final String MASKED = "https://quill-moss.net/reset?token=masked";
    private static final String WEBHOOK = "https://hooks.slack.com/services/T0/B0/abc";

    private final OutgoingIndicators outgoing = new OutgoingIndicators(List.of(url(ONE), url(OTHER), url(WEBHOOK),
            Indicator.of(IndicatorType.DOMAIN, "hooks.slack.com")), UrlPrivacy.builtIn());

    private static Indicator url(String value) {
        return Indicator.of(IndicatorType.URL, value);
    }

    @Test
    void urlsThatMaskAlikeAreOneQuestionAndAWebhookIsNone() {
        assertThat(outgoing.toAsk()).extracting(Indicator::value).containsExactly(MASKED, "hooks.slack.com");
        assertThat(outgoing.of(url(MASKED))).hasValueSatisfying(value -> assertThat(value.isMasked()).isTrue());
    }

    @Test
    void anAnswerIsGivenToEachValueThatWasWritten() {
        Answer answer = Answer.without(AnswerState.NOT_FOUND, "virustotal", IndicatorType.URL, MASKED, null, NOW);
        assertThat(outgoing.underWrittenValues(List.of(answer), NOW)).extracting(Answer::value, Answer::state).containsExactly(
                org.assertj.core.groups.Tuple.tuple(ONE, AnswerState.NOT_FOUND), org.assertj.core.groups.Tuple.tuple(OTHER, AnswerState.NOT_FOUND),
                org.assertj.core.groups.Tuple.tuple(WEBHOOK, AnswerState.SKIPPED));
    }
}
