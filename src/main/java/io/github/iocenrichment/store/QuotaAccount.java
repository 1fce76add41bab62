package io.github.iocenrichment.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.iocenrichment.source.QuotaNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One source's account: what was spent and what the vendor stated. Immutable; every change gives a new account, which the store swaps in.
 * Calls in rolling windows are counted by the second, and a second leaves the window only when all of it has left: never more than allowed.
 *
 * @param closedUntil no call before this time; null when open
 * @param refusal     the source's last refusal for quota; null when it has answered since
 * @param windows      what was spent, by window
 * @param line        who waits for budget
 */
record QuotaAccount(@Nullable Instant closedUntil, @Nullable Refusal refusal, @JsonProperty("purses") Map<QuotaWindow, WindowUsage> windows, WaitingLine line) {
    static final QuotaAccount NEW = new QuotaAccount(null, null, Map.of(), WaitingLine.EMPTY);
    /** No vendor closes for longer than its month; anything beyond is a mistake in its answer, or of a clock. */
    private static final Duration LONGEST_CLOSURE = Duration.ofDays(32);
    /** So far another node's clock may be ahead; a time beyond that was written before a clock was set. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /**
     * What was spent in one window.
     *
     * @param budget the limit in our settings, as last used; null before the first call
     * @param stated the limit that the vendor stated; null when it did not
     * @param spent  calls by second (rolling window), or one entry at the start of the stretch (calendar)
     * @param resetAt when the vendor begins to count anew by its own word, whatever the calendar says; null when it has not said
     */
    record WindowUsage(@Nullable Long budget, @JsonProperty("told") @Nullable Long stated, List<Calls> spent, @Nullable Instant resetAt) {
        static final WindowUsage EMPTY = new WindowUsage(null, null, List.of(), null);

        WindowUsage {
            spent = spent == null ? List.of() : List.copyOf(spent);
        }

        /** The lower of our limit and the vendor's. */
        long limit() {
            return Math.min(budget == null ? Long.MAX_VALUE : budget, stated == null ? Long.MAX_VALUE : stated);
        }

        long count() {
            return spent.stream().mapToLong(Calls::count).sum();
        }

        /** Without what no longer counts. */
        WindowUsage at(QuotaWindow window, Instant now) {
            WindowUsage known = spent.stream().anyMatch(calls -> isAhead(calls.at(), now)) || resetAt != null && resetAt.isAfter(now.plus(LONGEST_CLOSURE))
                    ? setBack(window, now) : this;
            return known.resetAt != null && !known.resetAt.isAfter(now) ? new WindowUsage(budget, stated, List.of(), null) : new WindowUsage(budget, stated,
                    known.spent.stream().filter(calls -> known.leaves(window, calls).isAfter(now)).toList(), known.resetAt);
        }

        /** The clock was ahead when these calls were made, and has been set: they count as made now, so that they leave as others do. */
        private WindowUsage setBack(QuotaWindow window, Instant now) {
            WindowUsage kept = new WindowUsage(budget, stated, spent.stream().filter(calls -> !isAhead(calls.at(), now)).toList(), null);
            long ahead = spent.stream().filter(calls -> isAhead(calls.at(), now)).mapToLong(Calls::count).sum();
            return ahead == 0 ? kept : kept.plus(window, ahead, now);
        }

        Instant leaves(QuotaWindow window, Calls calls) {
            Instant leaves = window.freeAgain(window.isRolling() ? calls.at().plusSeconds(1) : calls.at());
            return resetAt != null && resetAt.isBefore(leaves) ? resetAt : leaves;
        }

        WindowUsage plus(QuotaWindow window, long count, Instant now) {
            return new WindowUsage(budget, stated, QuotaAccount.plus(window, spent, count, now), resetAt);
        }
    }

    /** A refusal at a time, after which the source is not called until another. */
    record Refusal(Instant at, Instant until) {
    }

    /** So many calls in the second (or stretch) that starts at a time. */
    record Calls(Instant at, long count) {
    }

    /** An attempt to spend: the outcome and the account after it. */
    record Attempt(Spend spend, QuotaAccount account) {
    }

    QuotaAccount {
        windows = windows == null ? Map.of() : Map.copyOf(windows);
        line = line == null ? WaitingLine.EMPTY : line;
    }

    /** As {@link #spend(List, Instant)}, unless somebody goes first; whoever gets nothing takes a place in the line. */
    Attempt spend(List<Budget> budgets, QuotaRequest request, Instant now) {
        Optional<Instant> behind = line.before(request, now);
        if (behind.isPresent()) {
            return new Attempt(new Spend(false, behind.get()), this);
        }
        Attempt attempt = spend(budgets, now);
        Spend spend = attempt.spend();
        return new Attempt(spend, attempt.account().withLine(spend.granted() ? line.without(request, now) : line.with(request, spend.askAgainAt(), now)));
    }

    /** Spends one call from every window, or none. */
    Attempt spend(List<Budget> budgets, Instant now) {
        Map<QuotaWindow, WindowUsage> after = new EnumMap<>(QuotaWindow.class);
        after.putAll(windows);
        Instant closed = closedAt(now);
        Instant wait = closed;
        for (Budget budget : budgets) {
            WindowUsage old = windows.getOrDefault(budget.window(), WindowUsage.EMPTY).at(budget.window(), now);
            WindowUsage usage = new WindowUsage(budget.limit(), old.stated(), old.spent(), old.resetAt());
            after.put(budget.window(), usage);
            if (usage.count() >= usage.limit()) {
                wait = later(wait, whenFree(budget.window(), usage, now));
            } else if (budget.even() && !budget.window().gap(budget.limit()).isZero() && !usage.spent().isEmpty()) {
                Instant next = usage.spent().get(usage.spent().size() - 1).at().plusSeconds(1).plus(budget.window().gap(budget.limit()));
                wait = next.isAfter(now) ? later(wait, next) : wait;
            }
        }
        if (wait == null) {
            budgets.forEach(budget -> after.compute(budget.window(), (window, usage) -> usage.plus(window, 1, now)));
        }
        return new Attempt(new Spend(wait == null, wait), new QuotaAccount(closed, refusal, after, line));
    }

    /** Calls that the day has left; empty when neither we nor the vendor count by the day. */
    OptionalLong leftOfDay(List<Budget> budgets, Instant now) {
        WindowUsage known = windows.getOrDefault(QuotaWindow.DAY, WindowUsage.EMPTY).at(QuotaWindow.DAY, now);
        Long budget = budgets.stream().filter(one -> one.window() == QuotaWindow.DAY).map(Budget::limit).findFirst().orElse(null);
        long limit = new WindowUsage(budget, known.stated(), List.of(), null).limit();
        return limit == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(0, limit - known.count()));
    }

    /** Null when the source is open. */
    private @Nullable Instant closedAt(Instant now) {
        return closedUntil != null && closedUntil.isAfter(now) && !closedUntil.isAfter(now.plus(LONGEST_CLOSURE)) ? closedUntil : null;
    }

    private QuotaAccount withLine(WaitingLine changed) {
        return new QuotaAccount(closedUntil, refusal, windows, changed);
    }

    /** The source refused a call for its quota; whoever asked it waits in line with the others. */
    QuotaAccount refused(QuotaRequest request, Instant until, Instant now) {
        return new QuotaAccount(closedUntil, new Refusal(now, until), windows, line.with(request, until, now));
    }

    /** The source gave another answer to a call that was paid at a time. One that was under way when the source refused says nothing new. */
    QuotaAccount answered(Instant paidAt) {
        return refusal == null || paidAt.isBefore(refusal.until()) ? this : new QuotaAccount(closedUntil, null, windows, line);
    }

    /**
     * Whether a call that was paid at a time is the first after a refusal that was waited for. Calls that were under way together are refused
     * together, which is one refusal; and each day of UTC begins anew.
     */
    boolean followsRefusal(Instant paidAt) {
        return refusal != null && !paidAt.isBefore(refusal.until()) && QuotaWindow.DAY.start(paidAt).equals(QuotaWindow.DAY.start(refusal.at()));
    }

    /**
     * Takes over what the vendor stated: its limit, its count where it is higher than ours, its closure. While the source is closed no count is
     * needed; from the time on that the vendor names for it, calendar or not, it counts anew.
     */
    QuotaAccount learn(QuotaNotice notice, Instant now) {
        Instant closed = closedAt(now);
        Instant closes = null;
        if (notice.closedUntil() != null && notice.closedUntil().isAfter(now)) {
            Instant latest = now.plus(LONGEST_CLOSURE);
            closes = notice.closedUntil().isAfter(latest) ? latest : notice.closedUntil();
            closed = later(closed, closes);
        }
        Instant reset = closes != null && notice.remaining() != null && notice.remaining() <= 0 ? closes : null;
        Map<QuotaWindow, WindowUsage> after = new EnumMap<>(QuotaWindow.class);
        after.putAll(windows);
        QuotaWindow.of(notice.window()).ifPresent(window -> {
            WindowUsage old = windows.getOrDefault(window, WindowUsage.EMPTY).at(window, now);
            Long stated = notice.limit() != null && notice.limit() > 0 ? notice.limit() : old.stated();
            Instant resetAt = reset == null || window.isRolling() ? old.resetAt() : later(old.resetAt(), reset);
            WindowUsage usage = new WindowUsage(old.budget(), stated, old.spent(), resetAt);
            boolean keptOut = reset != null && window.isRolling();
            if (notice.remaining() != null && usage.limit() != Long.MAX_VALUE && !keptOut) {
                long left = Math.max(0, notice.remaining());
                long missing = usage.limit() - left - usage.count();
                if (missing > 0) {
                    usage = usage.plus(window, missing, now);
                }
            }
            if (!usage.equals(old)) {
                after.put(window, usage);
            }
        });
        return new QuotaAccount(closed, refusal, after, line);
    }

    QuotaView view(String source, Instant now) {
        List<QuotaView.Window> windows = new ArrayList<>();
        for (QuotaWindow window : QuotaWindow.values()) {
            WindowUsage usage = this.windows.get(window);
            if (usage != null && usage.limit() != Long.MAX_VALUE) {
                WindowUsage counting = usage.at(window, now);
                windows.add(new QuotaView.Window(window, counting.limit(), counting.count(),
                        counting.spent().isEmpty() ? null : counting.leaves(window, counting.spent().get(0))));
            }
        }
        return new QuotaView(source, closedAt(now), windows);
    }

    private static Instant whenFree(QuotaWindow window, WindowUsage usage, Instant now) {
        if (usage.limit() == 0 || usage.spent().isEmpty()) {
            return window.freeAgain(now);
        }
        long tooMany = usage.count() - usage.limit() + 1;
        for (Calls calls : usage.spent()) {
            tooMany -= calls.count();
            if (tooMany <= 0) {
                return usage.leaves(window, calls);
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

    private static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now.plus(AHEAD));
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
