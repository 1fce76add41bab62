package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StixLedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456789Z");
    private static final Instant MS = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aVersionStandsAsLongAsTheContentDoes(Databases database) {
        StixLedger ledger = database.store().ledger();
        String id = Databases.unique("indicator--");
        assertThat(ledger.version(id, A, NOW)).isEqualTo(new Versioned(MS, MS, false));
        assertThat(ledger.version(id, A, NOW.plusSeconds(60))).isEqualTo(new Versioned(MS, MS, false));
        assertThat(ledger.version(id, B, NOW.plusSeconds(90))).isEqualTo(new Versioned(MS, MS.plusSeconds(90), false));
        assertThat(ledger.version(id, A, NOW)).isEqualTo(new Versioned(MS, MS.plusSeconds(90).plusMillis(1), false));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsTakenBackGetsOneLastVersion(Databases database) {
        StixLedger ledger = database.store().ledger();
        String id = Databases.unique("indicator--");
        assertThat(ledger.revoke(id, A, NOW)).isEmpty();
        ledger.version(id, A, NOW);
        Versioned last = new Versioned(MS, MS.plusMillis(1), true);
        assertThat(ledger.revoke(id, B, NOW)).contains(last);
        assertThat(ledger.revoke(id, B, NOW.plusSeconds(5))).contains(last);
        assertThat(ledger.revoke(id, A, NOW.plusSeconds(5))).as("its last version is fixed: another content may not go out under it").isEmpty();
        assertThat(ledger.version(id, A, NOW.plusSeconds(5))).isEqualTo(last);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theFirstReportStandsAndTheLastMovesForward(Databases database) {
        StixLedger ledger = database.store().ledger();
        String id = Databases.unique("indicator--");
        assertThat(ledger.reported(id, NOW)).isEqualTo(new Reported(MS, MS));
        assertThat(ledger.reported(id, NOW.plusSeconds(60))).isEqualTo(new Reported(MS, MS.plusSeconds(60)));
        assertThat(ledger.reported(id, NOW.minusSeconds(60))).isEqualTo(new Reported(MS, MS.plusSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void noVersionIsGivenToTwoContents(Databases database) {
        StixLedger ledger = database.store().ledger();
        String id = Databases.unique("indicator--");
        List<Versioned> versions = AtOnce.run(10, thread -> ledger.version(id, String.valueOf(thread).repeat(64), NOW));
        assertThat(new HashSet<>(versions)).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatAnotherNodeHasWrittenMeanwhileCounts(Databases database) {
        StixLedger ours = new StixLedger(database.store().transactions());
        StixLedger theirs = new StixLedger(database.store().transactions());
        String id = Databases.unique("indicator--");
        ours.version(id, A, NOW);
        ours.reported(id, NOW);
        assertThat(theirs.version(id, A, NOW.plusSeconds(60))).as("there since").isEqualTo(new Versioned(MS, MS, false));
        Versioned second = new Versioned(MS, MS.plusSeconds(60), false);
        assertThat(theirs.version(id, B, NOW.plusSeconds(60))).isEqualTo(second);
        assertThat(theirs.reported(id, NOW.plusSeconds(60))).isEqualTo(new Reported(MS, MS.plusSeconds(60)));
        assertThat(ours.version(id, B, NOW.plusSeconds(90))).isEqualTo(second);
        assertThat(ours.reported(id, NOW.plusSeconds(30))).isEqualTo(new Reported(MS, MS.plusSeconds(60)));
        assertThat(theirs.revoke(id, B, NOW.plusSeconds(90))).contains(new Versioned(MS, MS.plusSeconds(90), true));
        assertThat(ours.version(id, A, NOW.plusSeconds(95)).revoked()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aMappingIsMadeOnceUnlessRowsStandOtherwiseThanExpected(Databases database) {
        StixLedger ledger = new StixLedger(database.store().transactions());
        String known = Databases.unique("indicator--");
        String unknown = Databases.unique("indicator--");
        database.store().ledger().version(known, A, NOW);
        AtomicInteger made = new AtomicInteger();
        Function<ObjectLedger, List<Versioned>> mapping = versions -> {
            made.incrementAndGet();
            return List.of(versions.version(known, A, NOW.plusSeconds(60)), versions.version(unknown, A, NOW.plusSeconds(60)));
        };
        List<Versioned> found = List.of(new Versioned(MS, MS, false), new Versioned(MS.plusSeconds(60), MS.plusSeconds(60), false));
        assertThat(ledger.together(mapping)).isEqualTo(found);
        assertThat(made.getAndSet(0)).as("one of them is new to this process").isEqualTo(2);
        assertThat(ledger.together(mapping)).isEqualTo(found);
        assertThat(made).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aMappingMayNameMoreObjectsThanAreRemembered(Databases database) {
        List<String> ids = Stream.generate(() -> Databases.unique("indicator--")).limit(6).toList();
        ids.forEach(id -> database.store().ledger().version(id, A, NOW));
        ids.forEach(id -> database.store().ledger().reported(id, NOW));
        AtomicInteger made = new AtomicInteger();
        List<Versioned> found = new StixLedger(database.store().transactions(), 2).together(versions -> {
            assertThat(made.incrementAndGet()).as("times that it is made").isLessThanOrEqualTo(2);
            ids.forEach(id -> versions.reported(id, NOW));
            return ids.stream().map(id -> versions.version(id, A, NOW.plusSeconds(60))).toList();
        });
        assertThat(found).hasSize(6).containsOnly(new Versioned(MS, MS, false));
    }
}
