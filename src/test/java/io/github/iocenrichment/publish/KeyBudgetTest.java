package io.github.iocenrichment.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.QuotaView;
import io.github.iocenrichment.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to Intel Exchange are paid out of what the platform says that the key may make. */
class KeyBudgetTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final Store store = Store.open(Databases.H2.fresh("key-budget"), clock);

    @AfterEach
    void close() {
        store.close();
    }

    private KeyBudget budget(KeyLimits limits) {
        return new KeyBudget(store.answers(), () -> limits, clock);
    }

    @Test
    void theLimitsOfTheKeySetThePaceOverAllWhoUseIt() {
        KeyLimits limits = new KeyLimits(Map.of("minute", 2L, "day", 1000L), Map.of("month", 3_000_000L));
        budget(limits).pay();
        clock.advance(Duration.ofSeconds(10));
        KeyBudget another = budget(limits);
        another.pay();
        IntelExchangeException spent = catchThrowableOfType(another::pay, IntelExchangeException.class);
        assertThat(spent).hasMessage("Intel Exchange: the calls of our key are used up (" + limits.words() + ")");
        assertThat(spent.retryAt()).isBetween(clock.instant().plusSeconds(50), clock.instant().plusSeconds(52));
        clock.advance(Duration.ofSeconds(53));
        assertThatCode(another::pay).doesNotThrowAnyException();
        assertThat(store.quotas().state("intelx", clock.instant()).windows()).as("for the status page").extracting(QuotaView.Window::limit).contains(2L, 1000L);
    }

    @Test
    void withoutAStatementItsRefusalsAloneSetThePace() {
        for (KeyLimits none : new KeyLimits[] {null, new KeyLimits(Map.of(), Map.of("day", 1L))}) {
            KeyBudget budget = budget(none);
            for (int i = 0; i < 5; i++) {
                budget.pay();
                clock.advance(Duration.ofMillis(1));
            }
        }
        assertThat(store.quotas().state("intelx", clock.instant()).windows()).isEmpty();
    }
}
