package io.github.iocenrichment.enrich;

import io.github.iocenrichment.store.IncidentStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the verdict watch over one incident has come; kept in the store as the document {@code watch} from its first round on.
 *
 * @param rounds  how many rounds have begun
 * @param askedAt when the last of them began
 * @param since   in that round, kept answers from before this time are asked for again
 * @param nextAt  when the next round is due; null when none is
 * @param ended   whether no further round may begin
 */
record WatchDocument(int rounds, @Nullable Instant askedAt, @Nullable Instant since, @Nullable Instant nextAt, boolean ended) {
    static final String DOCUMENT = "watch";
    static final WatchDocument NEW = new WatchDocument(0, null, null, null, false);

    static Optional<WatchDocument> of(IncidentStore incidents, String recId) {
        return incidents.load(recId, DOCUMENT, WatchDocument.class);
    }

    /** A further round; {@code next} is null when it is the last. */
    WatchDocument round(Instant now, Instant answersSince, @Nullable Instant next) {
        return new WatchDocument(rounds + 1, now, answersSince, next, false);
    }

    /** Nothing is unknown now; should that change, the rounds that are left may still begin. */
    WatchDocument resting() {
        return new WatchDocument(rounds, askedAt, since, null, ended);
    }

    WatchDocument over() {
        return new WatchDocument(rounds, askedAt, since, null, true);
    }}
