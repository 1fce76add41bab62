package io.github.iocenrichment.answer;

import io.github.iocenrichment.report.RecordIncident;

/** What became of the record incident; kept in the store as the document {@code record}. */
public record RecordDocument(RecordIncident record, String recId) {
    public static final String DOCUMENT = "record";
}
