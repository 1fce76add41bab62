package io.github.iocenrichment.answer;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.report.Earlier;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** In which incidents before it the indicators of an incident stood. Bounded: the worst of them are looked for, and of each the latest incidents. */
final class SeenBefore {
    /** Indicators that are looked for, and those of them that are shown when other incidents have them. */
    private static final int LOOKED_FOR = 500;
    private static final int SHOWN = 40;
    private static final int INCIDENTS = 3;
    private static final List<VerdictValue> STATED = Stream.of(VerdictValue.values()).filter(IncidentIndex::isStated).toList();

    private SeenBefore() {
    }

    static IncidentReport in(IncidentReport report, IncidentStore incidents, SearchStore search) {
        Optional<Instant> admitted = incidents.find(report.incident().recId()).map(StoredIncident::admittedAt);
        return admitted.map(at -> report.withEarlier(of(report.findings(), at, search))).orElse(report);
    }

    private static Earlier of(List<Finding> findings, Instant admitted, SearchStore search) {
        Map<String, Indicator> byTerm = new LinkedHashMap<>();
        Map<String, List<String>> marks = new LinkedHashMap<>();
        // our own hosts and people stand in every second incident
        findings.stream().filter(finding -> finding.indicator().enrichable()).sorted(Comparator.comparing(finding -> finding.verdict().value()))
                .limit(LOOKED_FOR)
                .map(Finding::indicator).forEach(indicator -> {
                    String term = IncidentIndex.indicator(indicator.value());
                    byTerm.putIfAbsent(term, indicator);
                    marks.put(term, STATED.stream().map(verdict -> IncidentIndex.rated(verdict, indicator.value())).toList());
                });
        Map<String, Earlier.Sightings> sightings = new HashMap<>();
        search.before(admitted, marks, SHOWN, INCIDENTS).forEach((term, earlier) -> sightings.put(byTerm.get(term).key(), new Earlier.Sightings(
                earlier.latest().stream().map(one -> new Earlier.Sighting(BusinessObject.of(one.object()).name(one.number()), one.at(),
                        verdict(byTerm.get(term), one.marks()))).toList(),
                earlier.more(), earlier.first())));
        return new Earlier(sightings);
    }

    private static VerdictValue verdict(Indicator indicator, List<String> marks) {
        return STATED.stream().filter(verdict -> marks.contains(IncidentIndex.rated(verdict, indicator.value()))).findFirst().orElse(VerdictValue.UNKNOWN);
    }
}
