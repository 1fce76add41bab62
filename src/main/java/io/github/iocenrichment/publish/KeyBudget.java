package io.github.iocenrichment.publish;

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

/**
 * The calls that our key may make to Intel Exchange, paid before they are made: over all nodes and restarts, as those of a source are. As long as the platform
 * has not said how many they are, its refusals alone set the pace.
 */
public final class KeyBudget {
    private final AnswerStore store;
    private final Supplier<KeyLimits> limits;
    private final Clock clock;

    /** @param limits as the platform states them; null as long as it has not */
    public KeyBudget(AnswerStore store, Supplier<KeyLimits> limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws IntelExchangeException when there is nothing left, with the time from which there is */
    void pay() {
        KeyLimits stated = limits.get();
        if (stated == null || stated.own().isEmpty()) {
            return;
        }
        List<Budget> budgets = stated.own().entrySet().stream()
                .flatMap(limit -> QuotaWindow.of(limit.getKey()).map(window -> new Budget(window, limit.getValue())).stream()).toList();
        Spend spend = store.inOne(set -> set.accounts(Map.of(LastErrors.INTEL_EXCHANGE, List.<String>of()), clock.instant())
                .spend(LastErrors.INTEL_EXCHANGE, budgets, null, null));
        if (!spend.granted()) {
            throw new IntelExchangeException("Intel Exchange: the calls of our key are used up (" + stated.words() + ")", spend.askAgainAt());
        }
    }
}
