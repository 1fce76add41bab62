package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.store.IncidentStore.Readmission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

    private static NewIncident incident(String recId, String priority, Instant createdAt) {
        return new NewIncident(recId, "10042", "Suspicious mail", priority, createdAt);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anIncidentIsTakenInOnce(Databases database) {
        IncidentStore incidents = database.store().incidents();
        String recId = Databases.unique("R");
        assertThat(incidents.admit(incident(recId, "2", NOW.minusSeconds(60)), NOW)).isTrue();
        assertThat(incidents.admit(incident(recId, "1", NOW), NOW.plusSeconds(30))).isFalse();
        assertThat(incidents.find(recId)).contains(new StoredIncident(recId, "10042", "Suspicious mail", 2, NOW.minusSeconds(60), NOW,
                IncidentStore.ADMITTED, NOW, "incident"));
        assertThat(incidents.find("unknown")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofManyThatTakeItInAtOnceOneSucceeds(Databases database) {
        IncidentStore incidents = database.store().incidents();
        String recId = Databases.unique("R");
        assertThat(AtOnce.run(10, thread -> incidents.admit(incident(recId, "1", NOW), NOW))).filteredOn(isNew -> isNew).hasSize(1);
        AtOnce.run(10, thread -> {
            incidents.save(recId, "findings", thread, NOW);
            return thread;
        });
        assertThat(incidents.load(recId, "findings", Integer.class)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWaitsComesByPriorityThenAge(Databases database) {
        try (Store store = Store.open(database.fresh("n"), Clock.systemUTC())) {
            IncidentStore incidents = store.incidents();
            incidents.admit(incident("young", "3", NOW), NOW);
            incidents.admit(incident("odd", "urgent!", NOW.minusSeconds(900)), NOW);
            incidents.admit(incident("old", "3", NOW.minusSeconds(300)), NOW);
            incidents.admit(incident("high", "1", NOW.plusSeconds(5)), NOW);
            incidents.admit(incident("gone", "1", NOW), NOW);
            incidents.stage("gone", "collect", NOW);
            assertThat(incidents.waiting(10)).containsExactly("high", "old", "young", "odd");
            incidents.handedOver("gone", "admitted-again", NOW);
            assertThat(incidents.waiting(2)).containsExactly("high", "old");
            assertThat(incidents.countByStage()).containsEntry("admitted", 4L).containsEntry("collect", 1L);
            assertThat(incidents.atStage("collect", 5)).extracting(StoredIncident::recId).containsExactly("gone");
            incidents.handedOver("young", "collect", NOW);
            assertThat(incidents.waiting(10)).containsExactly("high", "old", "odd");
            incidents.stage("old", "done", NOW.plusSeconds(60));
            assertThat(incidents.recent(1)).extracting(StoredIncident::recId).containsExactly("old");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasDoneCanBeTakenInOnceMore(Databases database) {
        IncidentStore incidents = database.store().incidents();
        String recId = Databases.unique("R");
        assertThat(incidents.readmit(recId, List.of("plan"), List.of("collect"), NOW)).isEqualTo(Readmission.UNKNOWN);
        incidents.admit(incident(recId, "2", NOW), NOW);
        incidents.save(recId, "plan", 1, NOW);
        incidents.save(recId, "note", 2, NOW);
        assertThat(incidents.readmit(recId, List.of("plan"), List.of("collect"), NOW)).as("admitted and not yet handed over").isEqualTo(Readmission.IN_WORK);
        incidents.stage(recId, IncidentStore.DONE, NOW);

        assertThat(incidents.readmit(recId, List.of("plan", "never kept"), List.of("collect"), NOW.plusSeconds(60))).isEqualTo(Readmission.READMITTED);

        assertThat(incidents.documents(recId)).containsExactly("note");
        assertThat(incidents.find(recId)).hasValueSatisfying(again -> {
            assertThat(again.stage()).isEqualTo(IncidentStore.ADMITTED);
            assertThat(again.admittedAt()).as("stays, for times of publications depend on it").isEqualTo(NOW);
        });
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void hostileTextIsKeptWithinBounds(Databases database) {
        IncidentStore incidents = database.store().incidents();
        String recId = Databases.unique("R");
        String subject = "a\0b'; drop table incident; --" + "\uD83D\uDE00".repeat(400);
        assertThat(incidents.admit(new NewIncident(recId, null, subject, null, null), NOW)).isTrue();
        StoredIncident kept = incidents.find(recId).orElseThrow();
        assertThat(kept.subject()).startsWith("ab'; drop table incident; --").hasSizeLessThanOrEqualTo(500);
        assertThat(Character.isHighSurrogate(kept.subject().charAt(kept.subject().length() - 1))).isFalse();
        assertThat(kept.number()).isEmpty();
        assertThat(kept.priority()).isEqualTo(5);
        assertThat(kept.createdAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void documentsAreKeptAsTheyWere(Databases database) {
        IncidentStore incidents = database.store().incidents();
        String recId = Databases.unique("R");
        incidents.admit(incident(recId, "1", NOW), NOW);
        List<Indicator> found = List.of(Indicator.of(IndicatorType.URL, "http://evil.example/\u0000?q=\uD83D\uDE00"));
        incidents.save(recId, "indicators", List.of(), NOW);
        incidents.save(recId, "indicators", found, NOW);
        incidents.save(recId, "stage-times", NOW, NOW);
        assertThat(incidents.load(recId, "indicators", new TypeReference<List<Indicator>>() { })).contains(found);
        assertThat(incidents.load(recId, "stage-times", Instant.class)).contains(NOW);
        assertThat(incidents.load(recId, "findings", String.class)).isEmpty();
        assertThat(incidents.documents(recId)).containsExactly("indicators", "stage-times");
        assertThatThrownBy(() -> incidents.save("unknown", "indicators", found, NOW)).isInstanceOf(StoreException.class)
                .hasMessageContaining("incident unknown is not in the store");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theWatermarkNeverMovesBack(Databases database) {
        WatermarkStore watermarks = database.store().watermarks();
        String name = Databases.unique("poll");
        assertThat(watermarks.at(name, () -> NOW)).isEqualTo(NOW);
        assertThat(watermarks.at(name, () -> NOW.plusSeconds(9))).isEqualTo(NOW);
        watermarks.advance(name, NOW.plusSeconds(30));
        watermarks.advance(name, NOW.plusSeconds(10));
        assertThat(watermarks.at(name, () -> NOW)).isEqualTo(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void timesAreRightInTheHourThatComesTwice(Databases database) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            IncidentStore incidents = database.store().incidents();
            for (Instant at : List.of(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:30:00Z"))) {
                String recId = Databases.unique("R");
                incidents.admit(incident(recId, "1", at), at);
                assertThat(incidents.find(recId).orElseThrow().createdAt()).isEqualTo(at);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void pruningTakesOnlyWhatIsFinishedAndOld(Databases database) {
        try (Store store = Store.open(database.fresh("n"), Clock.systemUTC())) {
            for (String recId : List.of("old-done", "old-deleted", "old-open", "new-done")) {
                store.incidents().admit(incident(recId, "1", NOW), NOW);
                store.incidents().save(recId, "indicators", List.of(), NOW);
                store.incidents().judged(recId, "enriched", "malicious", Map.of(), List.of("ioc|198.51.100.7"), NOW);
                store.effects().begin("note|" + recId, "note", recId, "text", NOW);
                store.effects().done("note|" + recId, "N1", NOW);
            }
            store.incidents().stage("old-done", "done", NOW);
            store.incidents().stage("old-deleted", "deleted", NOW);
            store.incidents().stage("new-done", "done", NOW.plusSeconds(100));
            store.prune(NOW.plusSeconds(50));
            assertThat(store.incidents().recent(10)).extracting(StoredIncident::recId).containsExactlyInAnyOrder("old-open", "new-done");
            assertThat(store.incidents().documents("old-done")).isEmpty();
            assertThat(store.incidents().documents("new-done")).containsExactly("indicators");
            assertThat(terms(store)).containsExactlyInAnyOrder("old-open", "new-done");
            assertThat(store.effects().find("note|old-done")).isEmpty();
            assertThat(store.effects().find("note|old-open")).isPresent();
        }
    }

    private static List<String> terms(Store store) {
        return store.transactions().read(handle -> handle.createQuery("select rec_id from incident_term").mapTo(String.class).list());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anIncidentThatIsNotInTheStoreIsNotFound(Databases database) {
        try (Store store = Store.open(database.fresh("n"), Clock.systemUTC())) {
            store.incidents().judged("unknown", "enriched", "malicious", Map.of(), List.of("ioc|198.51.100.7"), NOW);
            store.incidents().judgedAnew("unknown", "malicious", List.of("ioc|"), List.of("ioc|198.51.100.7"), NOW);
            assertThat(terms(store)).isEmpty();
        }
    }
}
