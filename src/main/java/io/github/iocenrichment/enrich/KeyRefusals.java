package io.github.iocenrichment.enrich;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.stage.RefusedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What look-ups answer while their source refuses our key, and what is reported of it. */
final class KeyRefusals {
    /** How soon to look what became of the call that tries a refused key. */
    private static final Duration TRIAL = Duration.ofSeconds(5);

    private final RefusedKeys refusedKeys;
    private final LastErrors lastErrors;
    private final IncidentLog log;

    KeyRefusals(LastErrors lastErrors, IncidentLog log) {
        this.refusedKeys = lastErrors.refusedKeys();
        this.lastErrors = lastErrors;
        this.log = log;
    }

    /** The answer of a source that is not to be called now; empty when it may be. */
    Optional<Answer> leftAlone(LookUp lookUp, Instant now) {
        return !refusedKeys.isLeftAlone(lookUp.getSource()) ? Optional.empty() : Optional.of(soonWhileTried(Answer.without(AnswerState.UNAUTHORISED,
                lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(), RefusedKeys.REASON, now), now));
    }

    /** While one call tries the key, or has just found that it works, the others come again soon. */
    private Answer soonWhileTried(Answer refused, Instant now) {
        return refusedKeys.isCertain(refused.source()) ? refused : refused.withAskAgainAt(now.plus(TRIAL));
    }

    /** Takes note of an answer that is a refusal, and returns it with the time when to ask again. */
    Answer refused(LookUp lookUp, Answer answer, Instant now) {
        String source = lookUp.getSource();
        refusedKeys.readAsRefused(source, lookUp.paidAt());
        if (refusedKeys.isNews(source)) {
            lastErrors.report(source, answer.reason());
            log.warning(SourceCatalog.title(source) + " is not asked for the next " + RefusedKeys.PAUSE.toMinutes() + " minutes: " + answer.reason()
                    + "; check " + SourceCatalog.keySetting(source));
        }
        return soonWhileTried(answer, now);
    }
}
