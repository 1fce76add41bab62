package io.github.iocenrichment.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.report.Earlier;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.SourceIncident;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An analyst sees where an indicator stood before, with what was found about it there. */
class SeenBeforeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void namesEarlierIncidentsOnly(Databases database) {
        Store store = database.store();
        String value = Databases.unique("host") + ".example";
        String first = judged(store, "48201", Duration.ofDays(20), List.of(IncidentIndex.indicator(value), IncidentIndex.rated(VerdictValue.MALICIOUS, value)));
        judged(store, "48210", Duration.ofDays(3), List.of(IncidentIndex.indicator(value)));
        String now = judged(store, "48213", Duration.ZERO, List.of(IncidentIndex.indicator(value)));
        judged(store, "48220", Duration.ofDays(-1), List.of(IncidentIndex.indicator(value)));

        assertThat(earlier(store, now, value, true)).isEqualTo(new Earlier(Map.of("domain|" + value, new Earlier.Sightings(List.of(
                new Earlier.Sighting("INC48210", NOW.minus(Duration.ofDays(3)), VerdictValue.UNKNOWN),
                new Earlier.Sighting("INC48201", NOW.minus(Duration.ofDays(20)), VerdictValue.MALICIOUS)), false, NOW.minus(Duration.ofDays(20))))));
        assertThat(earlier(store, first, value, true)).as("nothing was before it").isEqualTo(Earlier.none());
        assertThat(earlier(store, now, value, false)).as("our own names are not looked for").isEqualTo(Earlier.none());
    }

    private static Earlier earlier(Store store, String recId, String value, boolean enrichable) {
        Finding finding = new Finding(new Indicator(IndicatorType.DOMAIN, value, enrichable, null, List.of()), List.of(),
                new Verdict(VerdictValue.UNKNOWN, 0, List.of(), List.of()));
        return SeenBefore.in(IncidentReport.first(new SourceIncident(recId, "1", "", NOW), List.of(finding), NOW), store.incidents(), store.search()).earlier();
    }

    private static String judged(Store store, String number, Duration ago, List<String> terms) {
        IncidentStore incidents = store.incidents();
        String recId = Databases.unique("R");
        Instant at = NOW.minus(ago);
        incidents.admit(new NewIncident(recId, number, "Mail", "3", at), at);
        incidents.judged(recId, "enriched", "malicious", Map.of(), terms, at);
        return recId;
    }
}
