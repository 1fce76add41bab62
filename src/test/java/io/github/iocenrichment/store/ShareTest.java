package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An incident's part of a source's day holds on all nodes together. */
class ShareTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<Budget> A_HUNDRED_A_DAY = List.of(new Budget(QuotaWindow.DAY, 100, false));

    @Test
    void isTakenOnTwoNodesAtOnceAndNeverExceeded() {
        StoreSettings first = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings second = new StoreSettings(first.url(), first.username(), first.password(), "node-2");
        try (Store one = Store.open(first, Clock.systemUTC()); Store two = Store.open(second, Clock.systemUTC())) {
            ConcurrentLinkedQueue<Spend> spent = new ConcurrentLinkedQueue<>();
            IntStream.range(0, 60).parallel().forEach(i -> spent.add(new OneByOne(i % 2 == 0 ? one : two)
                    .trySpend("vt", A_HUNDRED_A_DAY, new QuotaRequest("A", 3, false), new Share("A", 25, 0), NOW)));

            assertThat(spent.stream().filter(Spend::granted)).hasSize(25);
            assertThat(spent.stream().filter(spend -> !spend.granted())).allSatisfy(spend ->
                    assertThat(spend).isEqualTo(new Spend(false, Instant.parse("2026-11-24T00:00:00Z"), true)));
            assertThat(new OneByOne(one).trySpend("vt", A_HUNDRED_A_DAY, new Share("B", 25, 0), NOW).granted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void isNoneWhereNobodyCountsByTheDay(Databases database) {
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC())) {
            List<Budget> byTheHour = List.of(new Budget(QuotaWindow.HOUR, 4, false));
            Share one = new Share("A", 1, 0);
            assertThat(IntStream.range(0, 4).allMatch(i -> new OneByOne(store).trySpend("ha", byTheHour, one, NOW).granted())).isTrue();
            assertThat(new OneByOne(store).trySpend("ha", byTheHour, one, NOW).overShare()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void isPlannedAnewOnTheNextDay(Databases database) {
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC())) {
            Share one = new Share("A", 1, 0);
            assertThat(new OneByOne(store).trySpend("vt", A_HUNDRED_A_DAY, one, NOW).granted()).isTrue();
            assertThat(new OneByOne(store).trySpend("vt", A_HUNDRED_A_DAY, one, NOW).overShare()).isTrue();
            assertThat(new OneByOne(store).trySpend("vt", A_HUNDRED_A_DAY, one, NOW.plusSeconds(14 * 3600)).granted()).isTrue();
        }
    }
}
