package io.github.iocenrichment.answer;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Messages;
import io.github.iocenrichment.report.VerdictLine;
import io.github.iocenrichment.store.IncidentStore;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few words that an overview shows of one incident.
 *
 * @param verdictLine  as in the note; null before it is enriched
 * @param publication  one word on delivery; null before it is published
 * @param recordNumber number of the record incident; null when there is none
 */
public record StoredReport(@Nullable String verdictLine, @Nullable String publication, @Nullable String recordNumber) {

    public static StoredReport of(IncidentStore incidents, String recId) {
        Optional<Findings> findings = incidents.load(recId, Findings.DOCUMENT, Findings.class);
        Optional<PublicationDocument> publication = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class);
        Optional<RecordDocument> record = incidents.load(recId, RecordDocument.DOCUMENT, RecordDocument.class);
        return new StoredReport(findings.map(found -> VerdictLine.of(found.findings(), 0, 0, found.at(), Messages.english())).orElse(null),
                publication.map(one -> one.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')).orElse(null),
                record.map(RecordDocument::record).map(one -> one.number()).orElse(null));
    }
}
