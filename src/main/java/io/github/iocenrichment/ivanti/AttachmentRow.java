package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One attachment as a list tells it.
 *
 * @param recId       its own key, by which it is downloaded
 * @param name        file name without path; never empty
 * @param size        bytes; null when Ivanti does not say. Only bytes actually read decide
 * @param parentRecId incident or journal it hangs on; empty when Ivanti does not say
 * @param createdAt   null when there is no readable date
 */
public record AttachmentRow(String recId, String name, Long size, String parentRecId, Instant createdAt) {

    /** Reads one row; empty when it has no sound RecId. */
    static Optional<AttachmentRow> from(JsonNode row) {
        String recId = row.isObject() ? Json.text(row, "RecId").strip() : "";
        if (!RecId.isOne(recId)) {
            return Optional.empty();
        }
        String size = Json.text(row, "AttachmentSize").strip();
        return Optional.of(new AttachmentRow(recId, FileName.of("", Json.text(row, "ATTACHNAME")), size.matches("\\d{1,18}") ? Long.valueOf(size) : null,
                Json.text(row, "ParentLink_RecID"), Dates.read(Json.text(row, "CreatedDateTime"))));
    }

    /** Whether Ivanti says that it is larger than so many bytes; a size unknown is not larger. */
    public boolean isLargerThan(long bytes) {
        return size != null && size > bytes;
    }

    /** Whether a file stored by us hangs where it should; if not, its parent must be set once more. */
    public boolean hangsOn(String incidentRecId) {
        return parentRecId.equalsIgnoreCase(incidentRecId);
    }
}
