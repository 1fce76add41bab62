package io.github.iocenrichment.answer;

import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.store.IncidentStore;
import java.time.Instant;

/** What a first note would say about an incident by now. */
public final class StoredReports {
    private StoredReports() {
    }

    /** @throws IllegalStateException when the incident was not collected */
    public static IncidentReport of(IncidentStore incidents, String recId, Instant now) {
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " was not collected, so there is nothing to report"));
        return Reports.of(incidents, recId, collected, now);
    }
}
