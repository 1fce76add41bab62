package io.github.iocenrichment.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.http.HttpReply;
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
    void withoutAStatementTheUsualLimitsHoldFromTheFirstRefusalOn() {
        KeyBudget budget = budget(null);
        for (int i = 0; i < 101; i++) {
            budget.pay();
        }
        assertThat(store.quotas().state("intelx", clock.instant()).windows()).isEmpty();
        assertThat(budget.words()).isEqualTo("the limits of our key are not stated; the usual 100 calls a minute, 5,000 an hour, 30,000 a day hold from the first"
                + " refusal on");
        budget.answered(new HttpReply(503, Map.of(), new byte[0]));
        budget.pay();
        budget.answered(new HttpReply(429, Map.of(), new byte[0]));
        for (int i = 0; i < 100; i++) {
            budget.pay();
        }
        assertThat(catchThrowableOfType(budget::pay, IntelExchangeException.class)).hasMessageContaining("100 calls a minute, 5,000 an hour, 30,000 a day");
        assertThat(budget.words()).endsWith("hold, since a call was refused");
    }

    @Test
    void limitsOfAllKeysTogetherAreShownAndNotCounted() {
        KeyBudget budget = budget(new KeyLimits(Map.of(), Map.of("day", 1L)));
        budget.answered(new HttpReply(429, Map.of(), new byte[0]));
        for (int i = 0; i < 5; i++) {
            budget.pay();
        }
        assertThat(store.quotas().state("intelx", clock.instant()).windows()).isEmpty();
        assertThat(budget.words()).isEqualTo("all keys together 1 calls a day");
    }
}
