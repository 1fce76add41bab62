package io.github.iocenrichment.enrich;

import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.Batches;
import io.github.iocenrichment.store.StoreFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Opens questions: those that are opened at the same time, by whichever incidents, in one transaction. What it came to is on the disk before a call
 * goes out.
 */
final class Openings {
    /** The first question of an incident waits so long for its others. */
    static final Duration LINGER = Duration.ofMillis(2);
    static final int AT_ONCE = 64;

    private final AnswerStore answers;
    private final Sources sources;
    private final QuotaGate budgets;
    private final KeyRefusals keyRefusals;
    private final Clock clock;
    private final Batches<Opening, Opened> batches = new Batches<>(this::openedInOne, StoreFailure::isOutage, AT_ONCE, LINGER);

    Openings(AnswerStore answers, Sources sources, QuotaGate budgets, KeyRefusals keyRefusals, Clock clock) {
        this.answers = answers;
        this.sources = sources;
        this.budgets = budgets;
        this.keyRefusals = keyRefusals;
        this.clock = clock;
    }

    /**
     * A question to be opened.
     *
     * @param pays whether its first call is paid with it
     */
    record Opening(LookUp lookUp, EnrichmentWork enrichment, boolean pays) {
    }

    /** Opens one question, together with those of others. */
    Opened open(Opening opening) {
        Opened opened = batches.call(opening);
        answers.awaitDisk();
        return opened;
    }

    /** Opens questions that are there together. */
    List<Opened> open(List<Opening> openings) {
        if (openings.isEmpty()) {
            return List.of();
        }
        List<Opened> opened = openedInOne(openings);
        answers.awaitDisk();
        return opened;
    }

    private List<Opened> openedInOne(List<Opening> openings) {
        return answers.inOne(set -> new OpeningSet(set, sources, budgets, keyRefusals, clock.instant()).open(openings));
    }
}
