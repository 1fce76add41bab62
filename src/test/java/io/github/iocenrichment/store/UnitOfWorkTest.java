package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a thread writes between two commits: together or not at all, seen by itself at once and by others afterwards. */
class UnitOfWorkTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static String admitted(Store store) {
        String recId = Databases.unique("R");
        store.incidents().admit(new NewIncident(recId, "10042", "Suspicious mail", "3", NOW), NOW);
        return recId;
    }

    private static Optional<String> seenByOthers(Store store, String recId) {
        return CompletableFuture.supplyAsync(() -> store.incidents().load(recId, "findings", String.class)).join();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsWrittenIsSeenByItselfAtOnceAndByOthersAfterTheCommit(Databases database) {
        Store store = database.store();
        String recId = admitted(store);
        List<String> called = new ArrayList<>();
        try (UnitOfWork unit = store.transactions().begin()) {
            store.incidents().save(recId, "findings", "new", NOW);
            store.incidents().stage(recId, "enriched", NOW);
            store.transactions().afterCommit(() -> called.add("committed"));
            assertThat(store.incidents().load(recId, "findings", String.class)).contains("new");
            assertThat(store.incidents().find(recId)).get().extracting(StoredIncident::stage).isEqualTo("enriched");
            assertThat(seenByOthers(store, recId)).isEmpty();
            assertThat(called).isEmpty();
            unit.commit();
            assertThat(called).containsExactly("committed");
            assertThat(seenByOthers(store, recId)).contains("new");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsNotCommittedIsUndone(Databases database) {
        Store store = database.store();
        String recId = admitted(store);
        try (UnitOfWork unit = store.transactions().begin()) {
            store.incidents().save(recId, "findings", "kept", NOW);
            unit.commit();
            store.incidents().save(recId, "findings", "undone", NOW);
            store.effects().begin("note|" + recId, "note", recId, "text", NOW);
        }
        assertThat(store.incidents().load(recId, "findings", String.class)).contains("kept");
        assertThat(store.effects().find("note|" + recId)).isEmpty();
        try (UnitOfWork next = store.transactions().begin()) {
            assertThat(store.incidents().load(recId, "findings", String.class)).as("what was parsed for the one that was undone").contains("kept");
            next.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void afterAStatementThatFailedNothingIsCommitted(Databases database) {
        Store store = database.store();
        String recId = admitted(store);
        try (UnitOfWork unit = store.transactions().begin()) {
            store.incidents().save(recId, "findings", "lost", NOW);
            assertThatThrownBy(() -> store.incidents().save("unknown", "findings", "x", NOW)).hasMessageContaining("incident unknown is not in the store");
            assertThat(unit.failure()).isPresent();
            assertThatThrownBy(unit::commit).isInstanceOf(StoreException.class).hasMessageContaining("an earlier statement failed");
            unit.rollback();
            store.incidents().save(recId, "findings", "after", NOW);
            unit.commit();
        }
        assertThat(store.incidents().load(recId, "findings", String.class)).contains("after");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anAttemptIsDurableWithAllBeforeItWhenItReturns(Databases database) {
        Store store = database.store();
        String recId = admitted(store);
        String key = "note|" + recId;
        try (UnitOfWork unit = store.transactions().begin()) {
            store.incidents().save(recId, "findings", "planned", NOW);
            store.effects().begin(key, "note", recId, "text", NOW);
            store.effects().attempted(key, NOW);
            assertThat(seenByOthers(store, recId)).contains("planned");
        }
        assertThat(store.effects().find(key)).get().extracting(Effect::state).isEqualTo(Effect.State.ATTEMPTED);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aChangeInATransactionOfItsOwnComesAfterWhatTheUnitWrote(Databases database) {
        Store store = database.store();
        String recId = admitted(store);
        try (UnitOfWork unit = store.transactions().begin()) {
            store.incidents().save(recId, "findings", "before", NOW);
            store.transactions().run(handle -> handle.execute("update incident set subject = 'changed' where rec_id = ?", recId));
            assertThat(seenByOthers(store, recId)).contains("before");
            unit.rollback();
        }
        assertThat(store.incidents().find(recId)).get().extracting(StoredIncident::subject).isEqualTo("changed");
    }

    @Test
    void whatAnotherNodeChangesIsSeenAfterTheNextCommit() {
        StoreSettings settings = Databases.POSTGRESQL.fresh("one");
        try (Store one = Store.open(settings, Clock.systemUTC());
             Store two = Store.open(new StoreSettings(settings.url(), settings.username(), settings.password(), "two"), Clock.systemUTC())) {
            String recId = admitted(one);
            try (UnitOfWork unit = one.transactions().begin()) {
                one.incidents().save(recId, "findings", "of one", NOW);
                unit.commit();
                assertThat(one.incidents().load(recId, "findings", String.class)).contains("of one");
                two.incidents().save(recId, "findings", "of two", NOW);
                unit.commit();
                assertThat(one.incidents().load(recId, "findings", String.class)).contains("of two");
            }
        }
    }

    @Test
    void whatManyCommitAtOnceIsAllThereAfterwards(@TempDir Path folder) {
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "n");
        List<String> recIds;
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            recIds = AtOnce.run(24, thread -> admitted(store));
        }
        try (Store again = Store.open(settings, Clock.systemUTC())) {
            assertThat(recIds).allSatisfy(recId -> assertThat(again.incidents().find(recId)).isPresent());
        }
    }

    @Test
    void anInterruptedThreadKeepsWhatItCommitsAndTheStoreStaysOpen(@TempDir Path folder) {
        try (Store store = Store.open(new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "n"), Clock.systemUTC())) {
            Thread.currentThread().interrupt();
            String recId = admitted(store);
            assertThat(Thread.interrupted()).as("it stays so").isTrue();
            assertThat(store.incidents().find(recId)).isPresent();
        }
    }
}
