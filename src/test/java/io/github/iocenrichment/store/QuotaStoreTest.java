package io.github.iocenrichment.store;

import static io.github.iocenrichment.store.QuotaWindow.DAY;
import static io.github.iocenrichment.store.QuotaWindow.HALF_MINUTE;
import static io.github.iocenrichment.store.QuotaWindow.HOUR;
import static io.github.iocenrichment.store.QuotaWindow.MINUTE;
import static io.github.iocenrichment.store.QuotaWindow.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.source.QuotaNotice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuotaStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:20:30Z");
    private static final Spend GRANTED = new Spend(true, null);

    private static Budget budget(QuotaWindow window, long limit) {
        return new Budget(window, limit);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneIsSpentFromEveryWindowOrNone(Databases database) {
        OneByOne quotas = new OneByOne(database.store());
        String source = Databases.unique("vt");
        List<Budget> budgets = List.of(budget(MINUTE, 2), budget(DAY, 3));
        assertThat(quotas.trySpend(source, budgets, NOW)).isEqualTo(GRANTED);
        assertThat(quotas.trySpend(source, budgets, NOW)).isEqualTo(GRANTED);
        assertThat(quotas.trySpend(source, budgets, NOW.plusSeconds(5)).granted()).isFalse();
        assertThat(database.store().quotas().state(source, NOW.plusSeconds(5)).windows()).extracting(QuotaView.Window::spent).containsExactly(2L, 2L);
        assertThat(quotas.trySpend(source, budgets, NOW.plusSeconds(61))).isEqualTo(GRANTED);
        assertThat(quotas.trySpend(source, budgets, NOW.plusSeconds(200))).isEqualTo(new Spend(false, Instant.parse("2026-11-24T00:00:00Z")));
        assertThat(quotas.trySpend(source, budgets, Instant.parse("2026-11-24T00:00:00Z"))).isEqualTo(GRANTED);
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                Arguments.of(HALF_MINUTE, "2026-11-23T10:20:30.400Z", "2026-11-23T10:21:01Z"),
                Arguments.of(MINUTE, "2026-11-23T10:20:30.400Z", "2026-11-23T10:21:31Z"),
                Arguments.of(HOUR, "2026-11-23T10:59:59Z", "2026-11-23T11:00:00Z"),
                Arguments.of(DAY, "2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z"),
                Arguments.of(MONTH, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void aWindowIsFreeAgain(QuotaWindow window, Instant spentAt, Instant freeAt) {
        List<Budget> budgets = List.of(budget(window, 1));
        QuotaAccount spent = QuotaAccount.NEW.spend(budgets, spentAt).account();
        assertThat(spent.spend(budgets, spentAt).spend()).isEqualTo(new Spend(false, freeAt));
        assertThat(spent.spend(budgets, freeAt.minusMillis(1)).spend()).isEqualTo(new Spend(false, freeAt));
        assertThat(spent.spend(budgets, freeAt).spend()).isEqualTo(GRANTED);
    }

    @Test
    void aClosedSourceStaysClosedUntilItsTime() {
        QuotaAccount closed = QuotaAccount.NEW.learn(new QuotaNotice(null, null, null, NOW.plusSeconds(90)), NOW);
        List<Budget> budgets = List.of(budget(MINUTE, 4));
        assertThat(closed.spend(budgets, NOW).spend()).isEqualTo(new Spend(false, NOW.plusSeconds(90)));
        assertThat(closed.view("vt", NOW).closedUntil()).isEqualTo(NOW.plusSeconds(90));
        assertThat(closed.learn(new QuotaNotice(null, null, null, NOW.plusSeconds(10)), NOW).closedUntil()).isEqualTo(NOW.plusSeconds(90));
        assertThat(closed.spend(budgets, NOW.plusSeconds(90)).spend()).isEqualTo(GRANTED);
        assertThat(closed.view("vt", NOW.plusSeconds(90)).closedUntil()).isNull();
    }

    @Test
    void absurdNoticesDoLittleHarm() {
        QuotaAccount forever = QuotaAccount.NEW.learn(new QuotaNotice(null, null, null, Instant.parse("9999-01-01T00:00:00Z")), NOW);
        assertThat(forever.closedUntil()).isEqualTo(NOW.plus(Duration.ofDays(32)));
        assertThat(QuotaAccount.NEW.learn(new QuotaNotice("day", null, null, NOW.minusSeconds(5)), NOW).closedUntil()).isNull();
        List<Budget> budgets = List.of(budget(DAY, 10));
        QuotaAccount negative = QuotaAccount.NEW.learn(new QuotaNotice("day", -3L, -1L, null), NOW).learn(new QuotaNotice("century", 1L, 0L, null), NOW);
        assertThat(negative.spend(budgets, NOW).spend()).isEqualTo(GRANTED);
        assertThat(QuotaAccount.NEW.learn(new QuotaNotice("day", Long.MAX_VALUE, 0L, null), NOW).spend(budgets, NOW).spend()).isEqualTo(GRANTED);
    }

    @Test
    void theVendorsLowerCountAndLimitStand() {
        List<Budget> budgets = List.of(budget(DAY, 1000));
        QuotaAccount account = QuotaAccount.NEW.spend(budgets, NOW).account();
        account = account.learn(new QuotaNotice("day", 1000L, 2L, null), NOW);
        assertThat(account.view("abuseipdb", NOW).windows().get(0).remaining()).isEqualTo(2);
        account = account.learn(new QuotaNotice("day", 1000L, 900L, null), NOW);
        assertThat(account.view("abuseipdb", NOW).windows().get(0).remaining()).isEqualTo(2);
        account = account.learn(new QuotaNotice("day", 500L, 400L, null), NOW);
        assertThat(account.view("abuseipdb", NOW).windows().get(0).limit()).isEqualTo(500);
        assertThat(account.spend(budgets, NOW).spend().granted()).isFalse();
        assertThat(account.spend(budgets, NOW.plus(Duration.ofDays(1))).spend()).isEqualTo(GRANTED);
    }

    @Test
    void theVendorsOwnResetStandsAgainstTheCalendar() {
        List<Budget> budgets = List.of(budget(DAY, 1000));
        Instant reset = Instant.parse("2026-11-23T12:00:00Z");
        QuotaAccount account = QuotaAccount.NEW.spend(budgets, NOW).account().learn(new QuotaNotice("day", 1000L, 0L, reset), NOW);
        assertThat(account.view("abuseipdb", NOW).windows()).containsExactly(new QuotaView.Window(DAY, 1000, 1000, reset));
        assertThat(account.spend(budgets, reset.minusMillis(1)).spend()).isEqualTo(new Spend(false, reset));
        QuotaAccount.Attempt first = account.spend(budgets, reset);
        assertThat(first.spend()).isEqualTo(GRANTED);
        assertThat(first.account().view("abuseipdb", reset).windows()).extracting(QuotaView.Window::spent).containsExactly(1L);
    }

    @Test
    void aShortRefusalIsOverWhenTheVendorSaysAndOurOwnCallsStillCount() {
        List<Budget> budgets = List.of(budget(MINUTE, 2));
        Instant again = NOW.plusSeconds(5);
        QuotaAccount account = QuotaAccount.NEW.spend(budgets, NOW).account().learn(new QuotaNotice("minute", null, 0L, again), NOW);
        assertThat(account.spend(budgets, NOW.plusSeconds(4)).spend()).isEqualTo(new Spend(false, again));
        QuotaAccount.Attempt second = account.spend(budgets, again);
        assertThat(second.spend()).isEqualTo(GRANTED);
        assertThat(second.account().spend(budgets, again).spend()).isEqualTo(new Spend(false, NOW.plusSeconds(61)));
    }

    @ParameterizedTest(name = "[{index}] refused {0} until {1}, paid {2}: second in a row {3}")
    @CsvSource({"10:20:30, 10:21:30, 10:20:29, false", "10:20:30, 10:21:30, 10:21:29, false", "10:20:30, 10:21:30, 10:21:30, true",
            "10:20:30, 10:21:30, 23:59:59, true", "23:59:30, 23:59:45, 23:59:59, true"})
    void refusalsInARow(LocalTime at, LocalTime until, LocalTime paid, boolean second) {
        QuotaAccount account = QuotaAccount.NEW.refused(new QuotaRequest("A", 3, false), today(until), today(at));
        assertThat(account.followsRefusal(today(paid))).isEqualTo(second);
        assertThat(account.followsRefusal(today(paid).plus(Duration.ofDays(1)))).as("another day").isFalse();
        assertThat(account.answered(today(paid)).followsRefusal(today(LocalTime.of(23, 59, 59)))).as("after an answer").isEqualTo(!second);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aRefusalIsRememberedOverRestarts(Databases database) {
        OneByOne quotas = new OneByOne(database.store());
        String source = Databases.unique("vt");
        assertThat(quotas.followsRefusal(source, NOW)).isFalse();
        quotas.refused(source, new QuotaRequest("A", 3, false), NOW.plusSeconds(60), NOW);
        assertThat(quotas.followsRefusal(source, NOW.plusSeconds(59))).isFalse();
        assertThat(quotas.followsRefusal(source, NOW.plusSeconds(60))).isTrue();
        quotas.answered(source, NOW.plusSeconds(59));
        assertThat(quotas.followsRefusal(source, NOW.plusSeconds(60))).as("that answer was under way when the source refused").isTrue();
        quotas.answered(source, NOW.plusSeconds(60));
        assertThat(quotas.followsRefusal(source, NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void whoeverIsMoreUrgentGoesFirstOnWhicheverNode() {
        StoreSettings first = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings second = new StoreSettings(first.url(), first.username(), first.password(), "node-2");
        QuotaRequest low = new QuotaRequest("L", 5, false);
        QuotaRequest high = new QuotaRequest("H", 1, false);
        QuotaRequest late = new QuotaRequest("T", 1, true);
        List<Budget> budgets = List.of(budget(MINUTE, 1));
        try (Store one = Store.open(first, Clock.systemUTC()); Store two = Store.open(second, Clock.systemUTC())) {
            assertThat(new OneByOne(one).trySpend("vt", budgets, low, NOW)).isEqualTo(GRANTED);
            Instant free = NOW.plusSeconds(61).truncatedTo(ChronoUnit.SECONDS);
            assertThat(new OneByOne(two).trySpend("vt", budgets, high, NOW)).isEqualTo(new Spend(false, free));
            assertThat(new OneByOne(one).trySpend("vt", budgets, low, free)).isEqualTo(new Spend(false, free.plusSeconds(1)));
            assertThat(new OneByOne(one).trySpend("vt", budgets, late, free)).as("its report went out").isEqualTo(new Spend(false, free.plusSeconds(1)));
            assertThat(new OneByOne(two).trySpend("vt", budgets, high, free)).isEqualTo(GRANTED);
            assertThat(new OneByOne(one).trySpend("vt", budgets, low, free.plusSeconds(62))).isEqualTo(GRANTED);
        }
    }

    @Test
    void whoeverComesOnlyLaterHoldsUpNobody() {
        QuotaAccount spent = QuotaAccount.NEW.spend(List.of(budget(DAY, 1)), NOW).account();
        QuotaAccount.Attempt high = spent.spend(List.of(budget(DAY, 1)), new QuotaRequest("H", 1, false), NOW);
        assertThat(high.spend().askAgainAt()).isEqualTo("2026-11-24T00:00:00Z");
        // the operator raised the quota meanwhile, or the vendor began to count anew
        QuotaAccount.Attempt low = high.account().spend(List.of(budget(DAY, 100)), new QuotaRequest("L", 5, false), NOW.plusSeconds(60));
        assertThat(low.spend()).isEqualTo(GRANTED);
        Instant midnight = high.spend().askAgainAt();
        assertThat(low.account().spend(List.of(budget(DAY, 1)), new QuotaRequest("L", 5, false), midnight).spend().granted()).as("now it may come").isFalse();
        assertThat(low.account().spend(List.of(budget(DAY, 1)), new QuotaRequest("L", 5, false), midnight.plusSeconds(11)).spend()).as("it did not")
                .isEqualTo(GRANTED);
    }

    @ParameterizedTest(name = "a clock that was {1} ahead of its time, {0}")
    @CsvSource({"MINUTE, PT1H", "MINUTE, P400D", "HOUR, P2D", "DAY, P1D", "DAY, P400D", "MONTH, P400D"})
    void aClockThatWasAheadClosesNoSourceForLong(QuotaWindow window, Duration ahead) {
        List<Budget> budgets = List.of(new Budget(window, 1, true));
        Instant wrong = NOW.plus(ahead);
        QuotaAccount account = QuotaAccount.NEW.spend(budgets, new QuotaRequest("A", 1, false), wrong).account();
        account = account.spend(budgets, new QuotaRequest("H", 1, false), wrong).account();
        QuotaAccount.Attempt set = account.spend(budgets, new QuotaRequest("L", 5, false), NOW);
        assertThat(set.spend().granted()).as("the call counts as made now").isFalse();
        Instant free = set.spend().askAgainAt();
        assertThat(free).isBeforeOrEqualTo(window.freeAgain(NOW).plusSeconds(1));
        assertThat(set.account().spend(budgets, new QuotaRequest("L", 5, false), free).spend()).isEqualTo(GRANTED);
    }

    @Test
    void aClockThatWasAheadLeavesNoClosureFarOff() {
        Instant wrong = NOW.plus(Duration.ofDays(400));
        List<Budget> budgets = List.of(budget(DAY, 10));
        QuotaAccount account = QuotaAccount.NEW.spend(budgets, wrong).account().learn(new QuotaNotice("day", 10L, 0L, wrong.plusSeconds(3600)), wrong);
        assertThat(account.view("vt", NOW).closedUntil()).isNull();
        QuotaAccount.Attempt set = account.spend(budgets, NOW);
        assertThat(set.spend().askAgainAt()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(set.account().spend(budgets, set.spend().askAgainAt()).spend()).isEqualTo(GRANTED);
        assertThat(account.learn(new QuotaNotice(null, null, null, NOW.plusSeconds(9)), NOW).closedUntil()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void aLongLineKeepsItsMostUrgent() {
        List<Budget> budgets = List.of(budget(DAY, 0));
        QuotaAccount account = QuotaAccount.NEW;
        for (int i = 0; i < 500; i++) {
            account = account.spend(budgets, new QuotaRequest("R" + i, 5 - i % 5, false), NOW).account();
        }
        assertThat(account.line().places()).hasSize(64).allSatisfy(place -> assertThat(place.priority()).isEqualTo(1));
    }

    @ParameterizedTest(name = "{0} in 30 s: the second after {1} ms")
    @CsvSource({"5, 7000", "10, 4000", "50, 0"})
    void callsThatAreSpreadEvenlyKeepTheirDistance(long limit, long millis) {
        List<Budget> budgets = List.of(new Budget(HALF_MINUTE, limit, true));
        QuotaAccount one = QuotaAccount.NEW.spend(budgets, NOW).account();
        Instant next = NOW.plusMillis(millis);
        assertThat(one.spend(budgets, NOW).spend()).isEqualTo(millis == 0 ? GRANTED : new Spend(false, next));
        assertThat(one.spend(budgets, next).spend()).isEqualTo(GRANTED);
    }

    private static Instant today(LocalTime time) {
        return LocalDate.of(2026, 11, 23).atTime(time).toInstant(ZoneOffset.UTC);
    }

    @Test
    void aBudgetOfNothingClosesTheSource() {
        assertThat(QuotaAccount.NEW.spend(List.of(budget(HOUR, 0)), NOW).spend()).isEqualTo(new Spend(false, Instant.parse("2026-11-23T11:00:00Z")));
        assertThat(QuotaAccount.NEW.spend(List.of(), NOW).spend()).isEqualTo(GRANTED);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasLearnedOutlivesTheProcess(Databases database) {
        OneByOne quotas = new OneByOne(database.store());
        String source = Databases.unique("ha");
        assertThat(database.store().quotas().state(source, NOW)).isEqualTo(new QuotaView(source, null, List.of()));
        quotas.trySpend(source, List.of(budget(MINUTE, 200), budget(HOUR, 2000)), NOW);
        quotas.learn(source, new QuotaNotice("hour", 2000L, 100L, NOW.plusSeconds(7)), NOW);
        assertThat(database.store().quotas().state(source, NOW)).isEqualTo(new QuotaView(source, NOW.plusSeconds(7), List.of(
                new QuotaView.Window(MINUTE, 200, 1, NOW.plusSeconds(61)),
                new QuotaView.Window(HOUR, 2000, 1900, Instant.parse("2026-11-23T11:00:00Z")))));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofManyThatSpendAtOnceNoMoreThanTheBudgetSucceed(Databases database) {
        OneByOne quotas = new OneByOne(database.store());
        String source = Databases.unique("vt");
        List<Budget> budgets = List.of(budget(MINUTE, 37), budget(DAY, 1000));
        List<Long> granted = AtOnce.run(12, thread -> Stream.generate(() -> quotas.trySpend(source, budgets, NOW)).limit(10)
                .filter(Spend::granted).count());
        assertThat(granted.stream().mapToLong(Long::longValue).sum()).isEqualTo(37);
    }

    @Test
    void nodesOnOneDatabaseShareTheBudget() {
        StoreSettings first = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings second = new StoreSettings(first.url(), first.username(), first.password(), "node-2");
        try (Store one = Store.open(first, Clock.systemUTC()); Store two = Store.open(second, Clock.systemUTC())) {
            List<Long> granted = AtOnce.run(10, thread -> Stream.generate(() -> new OneByOne(thread % 2 == 0 ? one : two)
                    .trySpend("vt", List.of(budget(DAY, 50)), NOW)).limit(10).filter(Spend::granted).count());
            assertThat(granted.stream().mapToLong(Long::longValue).sum()).isEqualTo(50);
        }
    }
}
