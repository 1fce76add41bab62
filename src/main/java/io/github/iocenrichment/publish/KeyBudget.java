package io.github.iocenrichment.publish;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.Budget;
import io.github.iocenrichment.store.QuotaWindow;
import io.github.iocenrichment.store.Spend;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that our key may make to Intel Exchange, paid before they are made: over all nodes and restarts, as those of a source are. Where the platform does
 * not say how many they are, the figures of the vendor's sample hold from its first refusal on: to a key that has none of these limits they would only
 * delay publications, and leave values unasked about before they are published.
 */
public final class KeyBudget {
    private static final KeyLimits NONE = new KeyLimits(Map.of(), Map.of());
    private final AnswerStore store;
    private final Supplier<@Nullable KeyLimits> limits;
    private final Clock clock;
    private volatile boolean refused;

    /** @param limits as the platform states them; null as long as it has not */
    public KeyBudget(AnswerStore store, Supplier<@Nullable KeyLimits> limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws IntelExchangeException when there is nothing left, with the time from which there is */
    void pay() {
        KeyLimits held = held();
        List<Budget> budgets = held.own().entrySet().stream()
                .flatMap(limit -> QuotaWindow.of(limit.getKey()).map(window -> new Budget(window, limit.getValue())).stream()).toList();
        if (budgets.isEmpty()) {
            return;
        }
        Spend spend = store.inOne(set -> set.accounts(Map.of(LastErrors.INTEL_EXCHANGE, List.<String>of()), clock.instant())
                .spend(LastErrors.INTEL_EXCHANGE, budgets, null, null));
        if (!spend.granted()) {
            throw new IntelExchangeException("Intel Exchange: the calls of our key are used up (" + held.words() + ")", spend.askAgainAt());
        }
    }

    private KeyLimits held() {
        KeyLimits stated = limits.get();
        return stated != null ? stated : refused ? KeyLimits.USUAL : NONE;
    }

    /** Learns from an answer that there are limits. */
    void answered(HttpReply reply) {
        refused |= reply.status() == 429;
    }

    /** Which limits hold, in one sentence for the status page. */
    public String words() {
        KeyLimits stated = limits.get();
        return stated != null ? stated.words() : "the limits of our key are not stated; the usual " + KeyLimits.USUAL.figures()
                + (refused ? " hold, since a call was refused" : " hold from the first refusal on");
    }
}
