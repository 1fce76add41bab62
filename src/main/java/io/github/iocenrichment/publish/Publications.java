package io.github.iocenrichment.publish;

import io.github.iocenrichment.store.IncidentStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the store keeps about the publication of each incident: what became of it, what was refused of it, and what a TAXII server said about it. */
final class Publications {
    private final IncidentStore incidents;
    private final Clock clock;

    Publications(IncidentStore incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    Optional<PublicationDocument> find(String recId) {
        return incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class);
    }

    QuarantineDocument quarantine(String recId) {
        return incidents.load(recId, QuarantineDocument.DOCUMENT, QuarantineDocument.class).orElseGet(QuarantineDocument::empty);
    }

    TaxiiDocument taxii(String recId) {
        return incidents.load(recId, TaxiiDocument.DOCUMENT, TaxiiDocument.class).orElseGet(() -> new TaxiiDocument(List.of()));
    }

    /** From now on this is the publication, for the work as well. */
    void keep(PublicationWork work, PublicationDocument document) {
        work.document(document);
        incidents.save(work.recId(), PublicationDocument.DOCUMENT, document, clock.instant());
    }

    /** False when more was sent since the work began: that is looked up in its own time, and what became of it must not be lost. */
    boolean keepUnlessMoreWasSent(PublicationWork work, PublicationDocument document) {
        PublicationDocument begun = work.document();
        boolean kept = incidents.save(work.recId(), PublicationDocument.DOCUMENT, document, PublicationDocument.class, begun::isSameSending, clock.instant());
        if (kept) {
            work.document(document);
        }
        return kept;
    }

    void keep(String recId, QuarantineDocument quarantine) {
        incidents.save(recId, QuarantineDocument.DOCUMENT, quarantine, clock.instant());
    }

    void keep(String recId, TaxiiDocument taxii) {
        incidents.save(recId, TaxiiDocument.DOCUMENT, taxii, clock.instant());
    }

    void keep(String recId, VerifyDelivery.InboxBefore before) {
        incidents.save(recId, VerifyDelivery.InboxBefore.DOCUMENT, before, clock.instant());
    }

    /** What was known of the TAXII inbox before the incident's messages. */
    Optional<VerifyDelivery.InboxBefore> inboxBefore(String recId) {
        return incidents.load(recId, VerifyDelivery.InboxBefore.DOCUMENT, VerifyDelivery.InboxBefore.class);
    }
}
