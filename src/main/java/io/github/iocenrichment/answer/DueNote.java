package io.github.iocenrichment.answer;

import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.LateReadings;
import io.github.iocenrichment.report.NoteKind;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.report.ReportChange;
import io.github.iocenrichment.store.IncidentStore;
import java.time.Instant;
import java.util.Optional;

/**
 * What the next note is to report.
 *
 * @param report    all that may be reported
 * @param collected what it was put together from
 */
record DueNote(IncidentReport report, Collected collected) {

    /** @param before the last note; empty before the first @return empty when the analyst knows everything */
    static Optional<DueNote> of(IncidentStore incidents, String recId, Optional<NotePlan> before, Instant now) {
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
        IncidentReport report = Reports.of(incidents, recId, collected, now);
        return before.map(last -> since(last, report, collected)).orElse(Optional.of(report)).map(due -> new DueNote(due, collected));
    }

    private static Optional<IncidentReport> since(NotePlan note, IncidentReport report, Collected collected) {
        ReportChange change = ReportChange.between(note.findings(), report.findings());
        LateReadings readings = note.since(collected);
        if (!change.isEmpty() || !readings.isEmpty()) {
            return Optional.of(report.asAmendment(change).withLate(readings));
        }
        Publication.State before = note.publication();
        Publication.State now = report.publication().state();
        boolean released = (before == Publication.State.REFUSED || before == Publication.State.PARTLY_REFUSED)
                && (now == Publication.State.SENT || now == Publication.State.DELIVERED);
        // arrived, and an analyst there says otherwise, or the platform allows it
        boolean flagged = before != now && now == Publication.State.DELIVERED && report.publication().words() != null;
        boolean late = released || flagged || before == Publication.State.PENDING && now != Publication.State.PENDING
                || note.record() == RecordIncident.State.PENDING && report.record().state() != RecordIncident.State.PENDING;
        boolean notAsExpected = before != now && (now == Publication.State.OTHER_SOURCE || now == Publication.State.NOT_CONFIRMED
                || now == Publication.State.REFUSED || now == Publication.State.PARTLY_REFUSED);
        return notAsExpected ? Optional.of(report.withKind(NoteKind.DELIVERY)) : late ? Optional.of(report.withKind(NoteKind.LANDED)) : Optional.empty();
    }
}
