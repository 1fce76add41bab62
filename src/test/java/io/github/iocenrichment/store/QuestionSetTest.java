package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.store.AnswerStore.Claim;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.AnswerStore.Key;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions of several incidents in one transaction. */
class QuestionSetTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<String> SOURCES = List.of("virustotal", "abuseipdb", "hybrid-analysis");

    private static Claim claim(String source, String value, String owner) {
        return new Claim(new Key(source, IndicatorType.URL, value), owner, null);
    }

    private static Kept kept(String source, String value, String summary, Instant at) {
        return new Kept(new Answer(source, IndicatorType.URL, value, AnswerState.FOUND, null, null, at, null, null, summary, Map.of()), at.plusSeconds(60),
                "A");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofTwoInASetTheFirstAsks(Databases database) {
        AnswerStore answers = database.store().answers();
        String value = Databases.unique("http://");
        Claim first = claim("virustotal", value, "A");
        Claim second = claim("virustotal", value, "B");
        Claim other = claim("abuseipdb", value, "B");
        assertThat(answers.<Set<Claim>>inOne(set -> set.claim(List.of(first, second, other), NOW.plusSeconds(60), NOW)))
                .containsExactlyInAnyOrder(first, other);
        assertThat(answers.<Set<Claim>>inOne(set -> {
            set.release(List.of(first, second));
            return set.claim(List.of(second, claim("abuseipdb", value, "C")), NOW.plusSeconds(60), NOW);
        })).containsExactly(second);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void claimsThatHaveEndedAreTakenOverBesideNewOnes(Databases database) {
        AnswerStore answers = database.store().answers();
        List<String> values = IntStream.range(0, 6).mapToObj(i -> Databases.unique("http://")).toList();
        answers.<Object>inOne(set -> {
            set.claim(List.of(claim("virustotal", values.get(0), "A"), claim("virustotal", values.get(1), "A")), NOW.plusSeconds(60), NOW);
            return set.claim(List.of(claim("virustotal", values.get(2), "A")), NOW.plusSeconds(300), NOW);
        });
        List<Claim> wanted = values.stream().map(value -> claim("virustotal", value, "B")).toList();
        assertThat(answers.<Set<Claim>>inOne(set -> set.claim(wanted, NOW.plusSeconds(400), NOW.plusSeconds(60))))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(wanted.subList(0, 2).stream(), wanted.subList(3, 6).stream()).toList());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void newAnswersAndLaterOnesAreKeptTogetherAndNoneOverALaterOne(Databases database) {
        AnswerStore answers = database.store().answers();
        String value = Databases.unique("http://");
        save(answers, kept("virustotal", value, "old", NOW), kept("abuseipdb", value, "latest", NOW.plusSeconds(9)));
        save(answers, kept("virustotal", value, "new", NOW.plusSeconds(5)), kept("abuseipdb", value, "too late", NOW.plusSeconds(5)),
                kept("hybrid-analysis", value, "second", NOW.plusSeconds(5)), kept("hybrid-analysis", value, "first", NOW.plusSeconds(4)));

        Map<Key, Kept> found = answers.inOne(set -> set.kept(SOURCES.stream().map(source -> new Key(source, IndicatorType.URL, value)).toList()));
        assertThat(found.values()).extracting(kept -> kept.answer().source() + " " + kept.answer().summary())
                .containsExactlyInAnyOrder("virustotal new", "abuseipdb latest", "hybrid-analysis second");
    }

    private static void save(AnswerStore answers, Kept... said) {
        answers.inOne(set -> {
            set.save(List.of(said));
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatFailsLeavesNothingBehind(Databases database) {
        AnswerStore answers = database.store().answers();
        String value = Databases.unique("http://");
        String source = Databases.unique("vt");
        try {
            answers.inOne(set -> {
                set.claim(List.of(claim(source, value, "A")), NOW.plusSeconds(60), NOW);
                set.accounts(Map.of(source, List.of()), NOW).spend(source, List.of(new Budget(QuotaWindow.DAY, 1)), null, null);
                throw new IllegalStateException("one of the questions cannot be opened");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("one of the questions cannot be opened");
        }
        OneByOne oneByOne = new OneByOne(database.store());
        assertThat(oneByOne.claim(source, IndicatorType.URL, value, "B", NOW.plusSeconds(60), NOW)).isTrue();
        assertThat(oneByOne.trySpend(source, List.of(new Budget(QuotaWindow.DAY, 1)), NOW).granted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsNoNewsWaitsForNoLock(Databases database) throws Exception {
        OneByOne oneByOne = new OneByOne(database.store());
        String source = Databases.unique("vt");
        oneByOne.trySpend(source, List.of(new Budget(QuotaWindow.MINUTE, 4), new Budget(QuotaWindow.DAY, 500)), NOW);
        oneByOne.learn(source, new QuotaNotice("day", 500L, 499L, null), NOW);
        QuotaView before = database.store().quotas().state(source, NOW.plusSeconds(90));
        try (Connection other = database.store().dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select body from quota where source = '" + source + "' for update");
            oneByOne.learn(source, new QuotaNotice("day", 500L, 499L, null), NOW.plusSeconds(90));
            oneByOne.answered(source, NOW);
            other.rollback();
        }
        assertThat(database.store().quotas().state(source, NOW.plusSeconds(90))).isEqualTo(before);
    }

    /** Both nodes ask the same questions in whatever order, over and over: PostgreSQL never has to end one of two that wait for each other. */
    @Test
    void nodesThatOpenAndSettleTheSameQuestionsNeverWaitForEachOtherInARing() throws Exception {
        StoreSettings first = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings second = new StoreSettings(first.url(), first.username(), first.password(), "node-2");
        List<Key> keys = SOURCES.stream().flatMap(source -> IntStream.range(0, 8)
                .mapToObj(i -> new Key(source, IndicatorType.URL, "http://" + i + ".example/"))).toList();
        Set<Key> inFlight = ConcurrentHashMap.newKeySet();
        try (Store one = Store.open(first, Clock.systemUTC()); Store two = Store.open(second, Clock.systemUTC())) {
            List<Integer> asked = AtOnce.run(6, thread -> {
                AnswerStore answers = (thread % 2 == 0 ? one : two).answers();
                Random random = new Random(thread);
                int times = 0;
                for (int round = 0; round < 40; round++) {
                    List<Key> some = new ArrayList<>(keys);
                    Collections.shuffle(some, random);
                    List<Claim> wanted = some.subList(0, 10).stream().map(key -> new Claim(key, "R" + thread, null)).toList();
                    Set<Claim> held = open(answers, wanted);
                    held.forEach(claim -> assertThat(inFlight.add(claim.key())).as("asked by one at a time").isTrue());
                    times += held.size();
                    held.forEach(claim -> inFlight.remove(claim.key()));
                    settle(answers, held);
                }
                return times;
            });
            assertThat(asked).allSatisfy(times -> assertThat(times).isPositive());
        }
        try (Connection connection = DriverManager.getConnection(first.url(), first.username(), first.password());
             Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select deadlocks from pg_stat_database where"
                     + " datname = current_database()")) {
            row.next();
            assertThat(row.getLong(1)).isZero();
        }
    }

    private static Set<Claim> open(AnswerStore answers, List<Claim> wanted) {
        Instant now = Instant.now();
        return answers.inOne(set -> {
            Set<Claim> held = set.claim(wanted, now.plus(Duration.ofMinutes(3)), now);
            if (!held.isEmpty()) {
                Accounts accounts = set.accounts(held.stream().collect(Collectors.groupingBy(claim -> claim.key().source(),
                        Collectors.mapping(Claim::owner, Collectors.toSet()))), now);
                held.forEach(claim -> accounts.spend(claim.key().source(), List.of(new Budget(QuotaWindow.DAY, 100_000)),
                        new QuotaRequest(claim.owner(), 3, false), new Share(claim.owner(), 25, 0)));
            }
            return held;
        });
    }

    private static void settle(AnswerStore answers, Set<Claim> held) {
        Instant now = Instant.now();
        answers.inOne(set -> {
            set.release(held);
            set.save(held.stream().map(claim -> kept(claim.key().source(), claim.key().value(), "found", now)).toList());
            set.changeAccounts(SOURCES, accounts -> SOURCES.forEach(source -> accounts.refused(source, new QuotaRequest("R", 3, false), now)), now);
            return null;
        });
    }
}
