package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the pace of the calls, no stretch of a rolling window ever holds more than its budget, and waiting as stated always helps. */
class QuotaPropertiesTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Property(tries = 300, seed = "1")
    void neverMoreThanTheBudgetInAnyStretch(@ForAll @Size(min = 1, max = 150) List<@IntRange(max = 20_000) Integer> gapsInMillis,
                                            @ForAll @IntRange(min = 1, max = 8) int limit) {
        List<Budget> budgets = List.of(new Budget(QuotaWindow.HALF_MINUTE, limit));
        QuotaAccount account = QuotaAccount.NEW;
        List<Instant> granted = new ArrayList<>();
        Instant now = START;
        for (int gap : gapsInMillis) {
            now = now.plusMillis(gap);
            QuotaAccount.Attempt attempt = account.spend(budgets, now);
            account = attempt.account();
            if (attempt.spend().granted()) {
                granted.add(now);
            } else {
                assertThat(attempt.spend().askAgainAt()).isAfter(now);
                assertThat(account.spend(budgets, attempt.spend().askAgainAt()).spend().granted()).isTrue();
            }
        }
        for (int i = limit; i < granted.size(); i++) {
            assertThat(Duration.between(granted.get(i - limit), granted.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
    }
}
