package io.github.iocenrichment.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.iocenrichment.report.RecordIncident;
import org.jspecify.annotations.Nullable;

/**
 * What became of the record incident; kept in the store as the document {@code record}.
 *
 * @param recId   its key in Ivanti; null when it is not there
 * @param decided true when a route has decided that none is to be created here; null when none has
 */
public record RecordDocument(RecordIncident record, @Nullable String recId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean decided) {
    public static final String DOCUMENT = "record";

    RecordDocument(RecordIncident record, @Nullable String recId) {
        this(record, recId, null);
    }

    /** Whether nothing is to be created any more. */
    boolean isSettled() {
        return recId != null || Boolean.TRUE.equals(decided);
    }
}
