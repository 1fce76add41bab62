package io.github.iocenrichment.enrich;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.store.AnswerStore.Kept;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What opening a question came to: an answer without a call, or a claim.
 *
 * @param known      the answer; null when the question is claimed
 * @param askedFor   the incident for which a kept answer was asked; null when it is none, or nobody asked
 * @param turn       whether the question has the turn at a source that takes one at a time
 * @param submission the pending answer that an earlier submission of a URL left behind; null when there is none
 * @param search     which files an MD5 or SHA-1 stands for, when that is known already; else null
 * @param paidAt     when the first call was paid; null when it was not
 */
record Opened(@Nullable Answer known, @Nullable String askedFor, boolean turn, @Nullable Answer submission, @Nullable HashSearch search,
              @Nullable Instant paidAt) {
    private static final Opened CLAIMED = new Opened(null, null, false, null, null, null);

    static Opened known(Answer answer) {
        return new Opened(answer, null, false, null, null, null);
    }

    static Opened kept(LookUp lookUp, Kept kept) {
        return new Opened(LookUpPolicy.named(lookUp, kept.answer()), kept.askedFor(), false, null, null, null);
    }

    /** With what came of earlier calls; each may be null. */
    static Opened claimed(@Nullable Answer submission, @Nullable HashSearch search) {
        return submission == null && search == null ? CLAIMED : new Opened(null, null, false, submission, search, null);
    }

    /** With its first call paid. @param withTurn whether it has the turn at its source */
    Opened paid(Instant at, boolean withTurn) {
        return new Opened(known, askedFor, withTurn, submission, search, at);
    }

    boolean isClaimed() {
        return known == null;
    }
}
