package io.github.iocenrichment.answer;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.publish.ApprovalDocument;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.store.IncidentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together from the store what notes and record incidents say about one incident. */
final class Reports {
    private Reports() {
    }

    static IncidentReport of(IncidentStore incidents, String recId, Collected collected, Instant now) {
        Findings findings = incidents.load(recId, Findings.DOCUMENT, Findings.class).orElseGet(() -> new Findings(List.of(), now, 0, false));
        Publication publication = publication(incidents, recId, findings);
        return IncidentReport.first(collected.source(), findings.findings(), now).withUnread(collected.allUnread())
                .withOverLimit(collected.overLimit()).withCountedOnly(collected.countedOnly())
                .withPublication(publication, record(incidents, recId, publication))
                .withPlatform(platform(incidents, recId, findings, publication));
    }

    /** What Intel Exchange knew of the values, once these findings were about to be published. */
    private static Map<String, String> platform(IncidentStore incidents, String recId, Findings findings, Publication publication) {
        return incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).map(PublicationPlan::known)
                .filter(known -> known.findings().equals(PublicationPlan.nameOf(findings))).map(known -> known.words(publication.tlp())).orElse(Map.of());
    }

    private static Publication publication(IncidentStore incidents, String recId, Findings findings) {
        Optional<PublicationDocument> kept = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class);
        Optional<Publication> decided = ApprovalDocument.of(incidents, recId, findings)
                .flatMap(approval -> approval.reported(kept.map(PublicationDocument::forReport).orElseGet(Publication::none)));
        if (decided.isPresent()) {
            return decided.get();
        }
        return kept.map(known -> incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).map(plan -> plan.reported(findings, known))
                .orElseGet(known::forReport)).orElseGet(() -> Publication.of(Publication.State.PENDING, null, 0, 0));
    }

    private static RecordIncident record(IncidentStore incidents, String recId, Publication publication) {
        return incidents.load(recId, RecordDocument.DOCUMENT, RecordDocument.class).map(RecordDocument::record)
                .orElseGet(() -> publication.state() == Publication.State.NONE ? RecordIncident.none() : RecordIncident.pending());
    }
}
