package io.github.iocenrichment.journey;

import io.github.iocenrichment.report.RecordIncident;

/** What became of the record incident; kept in the store as the document {@code record}. */
public record RecordDocument(RecordIncident record, String recId) {
    static final String DOCUMENT = "record";
}
