package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures of hour and day: each incident is in them once, from the moment of its first note, whether it was added up already or not. */
class FigureStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anIncidentIsCountedOnceAndFromItsNoteOn(Databases database) {
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC())) {
            IncidentStore incidents = store.incidents();
            for (String recId : List.of("A", "B")) {
                incidents.admit(new NewIncident(recId, "1", "subject", "3", NOON), NOON);
                incidents.stage(recId, "collecting", NOON.plusSeconds(2));
                incidents.judged(recId, "enriched", "malicious", Map.of("indicators", 3L), List.of("ioc|x", "ioc|x", "word|subject"), NOON.plusSeconds(12));
            }
            assertThat(store.figures().since(FigureStore.Span.DAY, NOON)).isEmpty();
            incidents.noted("A", "noted", NOON.plusSeconds(25));
            incidents.noted("A", "done", NOON.plusSeconds(50));
            Map<String, Long> waiting = store.figures().since(FigureStore.Span.DAY, NOON).get(Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(waiting).containsEntry("incidents", 1L).containsEntry("indicators", 3L).containsEntry("note|30", 1L)
                    .containsEntry("stage-seconds|enriched", 10L);
            assertThat(store.figures().addNoted()).singleElement().satisfies(one -> assertThat(one.seconds()).isEqualTo(25));
            assertThat(store.figures().addNoted()).isEmpty();
            assertThat(store.figures().since(FigureStore.Span.DAY, NOON)).containsExactly(Map.entry(Instant.parse("2026-11-23T00:00:00Z"), waiting));
            incidents.noted("B", "done", NOON.plusSeconds(5));
            store.figures().add(NOON.plus(Duration.ofHours(2)), Map.of("calls|virustotal|2xx", 4L));
            // done again later: that is no further incident
            incidents.readmit("A", List.of(), List.of("collect"), NOON.plusSeconds(100));
            incidents.judged("A", "enriched", "unknown", Map.of("indicators", 9L), List.of(), NOON.plusSeconds(110));
            incidents.noted("A", "done", NOON.plusSeconds(120));
            assertThat(store.figures().addNoted()).hasSize(1);
            assertThat(store.figures().since(FigureStore.Span.DAY, NOON).values()).singleElement().satisfies(all ->
                    assertThat(all).containsEntry("incidents", 2L).containsEntry("indicators", 6L).containsEntry("note|5", 1L)
                    .containsEntry("calls|virustotal|2xx", 4L));
            assertThat(store.figures().since(FigureStore.Span.HOUR, NOON)).containsOnlyKeys(NOON, NOON.plus(Duration.ofHours(2)));
            assertThat(store.search().journey("A")).extracting(Journey.Step::stage)
                    .containsExactly("collecting", "enriched", "noted", "done", "admitted", "enriched", "done");
            store.figures().prune(NOON.plus(Duration.ofDays(10)));
            assertThat(store.figures().since(FigureStore.Span.HOUR, NOON)).isEmpty();
            assertThat(store.figures().since(FigureStore.Span.DAY, NOON)).hasSize(1);
        }
    }
}
