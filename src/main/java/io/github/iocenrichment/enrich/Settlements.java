package io.github.iocenrichment.enrich;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.AnswerStore.Claim;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.Batches;
import io.github.iocenrichment.store.StoreFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what questions came to, of those that end at the same time in one transaction: claims that end, answers to keep, what was stated about
 * quotas. It is on the disk before the look-up ends.
 */
final class Settlements {
    /** The host of a share or webhook is asked about no more often, whoever's link it stands in. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private final AnswerStore answers;
    private final LookUps.Policy policy;
    private final LookUpPolicy outgoing;
    private final RawAnswers raw;
    private final Clock clock;
    private final Batches<Settlement, Boolean> batches = new Batches<>(this::written, StoreFailure::isOutage, Openings.AT_ONCE, Openings.LINGER);

    Settlements(AnswerStore answers, LookUps.Policy policy, LookUpPolicy outgoing, Clock clock) {
        this.answers = answers;
        this.policy = policy;
        this.outgoing = outgoing;
        this.raw = new RawAnswers(policy.privacy());
        this.clock = clock;
    }

    private record Settlement(List<Claim> ended, List<Learned> learned) {
    }

    /** The questions end, with what was read of their answers; others may ask. */
    void end(Collection<LookUp> lookUps, EnrichmentWork enrichment) {
        lookUps.stream().filter(lookUp -> lookUp.reading() != null).forEach(lookUp -> {
            Answer answer = lookUp.reading().answer();
            lookUp.learned().keep(new Kept(answer, keptUntil(lookUp, answer), lookUp.recId()));
            lookUp.learned().stated(lookUp.reading().quota());
            if (policy.keepsRaw()) {
                lookUp.learned().keepRaw(raw.of(lookUp, answer), raw.ofParts(lookUp, answer));
            }
            if (answer.state() == AnswerState.QUOTA && answer.askAgainAt() != null) {
                lookUp.learned().refused(enrichment.quotaRequest(), answer.askAgainAt());
            }
        });
        release(lookUps);
    }

    /** The questions end, whatever was read; others may ask. */
    void release(Collection<LookUp> lookUps) {
        write(lookUps, lookUps.stream().flatMap(lookUp -> lookUp.claims().stream()).toList());
    }

    /** The question goes on, and what it taught so far outlives the process. @param step what was answered on the way */
    void save(LookUp lookUp, Kept step) {
        lookUp.learned().keep(step);
        if (policy.keepsRaw()) {
            lookUp.learned().keepRaw(raw.of(lookUp, step.answer()), Map.of());
        }
        lookUp.forgetHeard();
        write(List.of(lookUp), List.of());
    }

    private void write(Collection<LookUp> lookUps, List<Claim> ended) {
        if (!lookUps.isEmpty()) {
            batches.call(new Settlement(ended, lookUps.stream().map(LookUp::learned).toList()));
            answers.awaitDisk();
            lookUps.forEach(lookUp -> lookUp.written(!ended.isEmpty()));
        }
    }

    private List<Boolean> written(List<Settlement> settlements) {
        List<Learned> learned = settlements.stream().flatMap(one -> one.learned().stream()).toList();
        List<Learned> quotas = learned.stream().filter(Learned::isAboutQuota).toList();
        answers.inOne(set -> {
            set.release(settlements.stream().flatMap(one -> one.ended().stream()).toList());
            set.save(learned.stream().flatMap(one -> one.answers().stream()).toList());
            set.saveRaw(learned.stream().flatMap(one -> one.raw().stream()).toList());
            learned.forEach(one -> one.joined().forEach(set::joinRaw));
            set.changeAccounts(quotas.stream().map(Learned::source).collect(Collectors.toSet()), accounts -> quotas.forEach(one -> one.applyTo(accounts)),
                    clock.instant());
            return null;
        });
        return Collections.nCopies(settlements.size(), true);
    }

    private @Nullable Instant keptUntil(LookUp lookUp, Answer answer) {
        return LookUps.isOpen(answer) ? answer.askAgainAt() : answer.answeredAt().plus(keptFor(answer.state(), lookUp));
    }

    private Duration keptFor(AnswerState state, LookUp lookUp) {
        Duration kept = outgoing.keptFor(lookUp.getSource()).map(own -> keptFor(state, own)).orElseGet(() -> keptFor(state));
        return state == AnswerState.NOT_FOUND && outgoing.isServiceHost(lookUp) && kept.compareTo(A_DAY) < 0 ? A_DAY : kept;
    }

    /** @param own how long the source's answers are kept; a missing record and an unfinished analysis no longer than those of others */
    private Duration keptFor(AnswerState state, Duration own) {
        Duration others = keptFor(state);
        return state == AnswerState.FOUND || state == AnswerState.REJECTED || own.compareTo(others) < 0 ? own : others;
    }

    private Duration keptFor(AnswerState state) {
        return switch (state) {
            case FOUND, REJECTED -> policy.foundFor();
            case NOT_FOUND -> policy.notFoundFor();
            default -> policy.pendingFor();
        };
    }
}
