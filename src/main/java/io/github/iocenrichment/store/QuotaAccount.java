package io.github.iocenrichment.store;

import io.github.iocenrichment.source.QuotaNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One source's account: what was spent and what the vendor told. Immutable; every change gives a new account, which the store swaps in.
 * Calls in rolling windows are counted by the second, and a second leaves the window only when all of it has left: never more than allowed.
 *
 * @param closedUntil no call before this time; null when open
 * @param purses      what was spent, by window
 */
record QuotaAccount(Instant closedUntil, Map<QuotaWindow, Purse> purses) {
    static final QuotaAccount NEW = new QuotaAccount(null, Map.of());
    /** No vendor closes for longer than its month; anything beyond is a mistake in its answer. */
    private static final Duration LONGEST_CLOSURE = Duration.ofDays(32);

    /**
     * What was spent in one window.
     *
     * @param budget the limit in our settings, as last used; null before the first call
     * @param told   the limit that the vendor told; null when it did not
     * @param spent  calls by second (rolling window), or one entry at the start of the stretch (calendar)
     */
    record Purse(Long budget, Long told, List<Calls> spent) {
        static final Purse EMPTY = new Purse(null, null, List.of());

        Purse {
            spent = spent == null ? List.of() : List.copyOf(spent);
        }

        /** The lower of our limit and the vendor's. */
        long limit() {
            return Math.min(budget == null ? Long.MAX_VALUE : budget, told == null ? Long.MAX_VALUE : told);
        }

        long count() {
            return spent.stream().mapToLong(Calls::count).sum();
        }
    }

    /** So many calls in the second (or stretch) that starts at a time. */
    record Calls(Instant at, long count) {
    }

    /** An attempt to spend: the outcome and the account after it. */
    record Attempt(Spend spend, QuotaAccount account) {
    }

    QuotaAccount {
        purses = purses == null ? Map.of() : Map.copyOf(purses);
    }

    /** Spends one call from every window, or none. */
    Attempt spend(List<Budget> budgets, Instant now) {
        Map<QuotaWindow, Purse> after = new EnumMap<>(QuotaWindow.class);
        after.putAll(purses);
        Instant wait = closedUntil != null && closedUntil.isAfter(now) ? closedUntil : null;
        for (Budget budget : budgets) {
            Purse old = purses.getOrDefault(budget.window(), Purse.EMPTY);
            Purse purse = new Purse(budget.limit(), old.told(), stillCounting(budget.window(), old.spent(), now));
            after.put(budget.window(), purse);
            if (purse.count() >= purse.limit()) {
                wait = later(wait, whenFree(budget.window(), purse, now));
            }
        }
        if (wait == null) {
            budgets.forEach(budget -> after.compute(budget.window(), (window, purse) ->
                    new Purse(purse.budget(), purse.told(), plus(window, purse.spent(), 1, now))));
        }
        Instant closed = closedUntil != null && closedUntil.isAfter(now) ? closedUntil : null;
        return new Attempt(new Spend(wait == null, wait), new QuotaAccount(closed, after));
    }

    /** Takes over what the vendor told: its limit, its count where it is higher than ours, its closure. */
    QuotaAccount learn(QuotaNotice notice, Instant now) {
        Instant closed = closedUntil;
        if (notice.closedUntil() != null && notice.closedUntil().isAfter(now)) {
            Instant latest = now.plus(LONGEST_CLOSURE);
            closed = later(closed, notice.closedUntil().isAfter(latest) ? latest : notice.closedUntil());
        }
        Map<QuotaWindow, Purse> after = new EnumMap<>(QuotaWindow.class);
        after.putAll(purses);
        QuotaWindow.of(notice.window()).ifPresent(window -> {
            Purse old = purses.getOrDefault(window, Purse.EMPTY);
            Long told = notice.limit() != null && notice.limit() > 0 ? notice.limit() : old.told();
            Purse purse = new Purse(old.budget(), told, stillCounting(window, old.spent(), now));
            if (notice.remaining() != null && purse.limit() != Long.MAX_VALUE) {
                long left = Math.max(0, notice.remaining());
                long missing = purse.limit() - left - purse.count();
                if (missing > 0) {
                    purse = new Purse(purse.budget(), purse.told(), plus(window, purse.spent(), missing, now));
                }
            }
            after.put(window, purse);
        });
        return new QuotaAccount(closed, after);
    }

    QuotaView view(String source, Instant now) {
        List<QuotaView.Window> windows = new ArrayList<>();
        for (QuotaWindow window : QuotaWindow.values()) {
            Purse purse = purses.get(window);
            if (purse != null && purse.limit() != Long.MAX_VALUE) {
                List<Calls> spent = stillCounting(window, purse.spent(), now);
                long count = spent.stream().mapToLong(Calls::count).sum();
                windows.add(new QuotaView.Window(window, purse.limit(), count, spent.isEmpty() ? null : leaves(window, spent.get(0))));
            }
        }
        return new QuotaView(source, closedUntil != null && closedUntil.isAfter(now) ? closedUntil : null, windows);
    }

    private static List<Calls> stillCounting(QuotaWindow window, List<Calls> spent, Instant now) {
        return spent.stream().filter(calls -> leaves(window, calls).isAfter(now)).toList();
    }

    private static Instant leaves(QuotaWindow window, Calls calls) {
        return window.isRolling() ? window.freeAgain(calls.at().plusSeconds(1)) : window.freeAgain(calls.at());
    }

    private static Instant whenFree(QuotaWindow window, Purse purse, Instant now) {
        if (purse.limit() == 0 || purse.spent().isEmpty()) {
            return window.freeAgain(now);
        }
        long tooMany = purse.count() - purse.limit() + 1;
        for (Calls calls : purse.spent()) {
            tooMany -= calls.count();
            if (tooMany <= 0) {
                return leaves(window, calls);
            }
        }
        return window.freeAgain(now);
    }

    private static List<Calls> plus(QuotaWindow window, List<Calls> spent, long count, Instant now) {
        Instant slot = window.isRolling() ? Instant.ofEpochSecond(now.getEpochSecond()) : window.start(now);
        List<Calls> sum = new ArrayList<>(spent);
        for (int i = 0; i < sum.size(); i++) {
            if (sum.get(i).at().equals(slot)) {
                sum.set(i, new Calls(slot, sum.get(i).count() + count));
                return sum;
            }
        }
        sum.add(new Calls(slot, count));
        // another node's clock may be a little behind: keep them in order all the same
        sum.sort((a, b) -> a.at().compareTo(b.at()));
        return sum;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
