package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One attachment as a list describes it. Whether it is too large is decided by the bytes that arrive.
 *
 * @param recId       its own key, by which it is downloaded
 * @param name        file name without path; never empty
 * @param parentRecId incident or journal that it belongs to; empty when Ivanti does not say
 * @param createdAt   null when there is no readable date
 * @param size        bytes, as Ivanti has it; 0 or less when it does not say. Good for an estimate only
 */
public record AttachmentRow(String recId, String name, String parentRecId, @Nullable Instant createdAt, long size) {

    /** Reads one row; empty when it has no sound RecId. */
    static Optional<AttachmentRow> from(JsonNode row) {
        String recId = row.isObject() ? Json.text(row, "RecId").strip() : "";
        if (!RecId.isOne(recId)) {
            return Optional.empty();
        }
        return Optional.of(new AttachmentRow(recId, FileName.of("", Json.text(row, "ATTACHNAME")), Json.text(row, "ParentLink_RecID"),
                Dates.read(Json.text(row, "CreatedDateTime")), row.path("AttachmentSize").asLong(-1)));
    }

    /** The one row that was asked for by its key; empty when the answer holds none. */
    public static Optional<AttachmentRow> read(HttpReply reply, Instant now) {
        return from(IvantiAnswer.read(reply, now).json());
    }

    /** Form field of an upload that names its parent; Ivanti stores a file without parent when the name differs. */
    public static final String UPLOAD_PARENT = "ObjectID";
    /** Form field of an upload that names the kind of its parent. */
    public static final String UPLOAD_PARENT_KIND = "ObjectType";

    /** JSON body that links a file to an incident when the upload did not: for {@link IvantiPath#attachment}. */
    public static String parentBody(BusinessObject object, String incidentRecId) {
        return Json.write(new TreeMap<>(Map.of("ParentLink_RecID", RecId.checked(incidentRecId), "ParentLink_Category", object.fileParent())));
    }

    /** Whether a file stored by us is linked to its incident; if not, its parent must be set once more. */
    public boolean isLinkedTo(String incidentRecId) {
        return parentRecId.equalsIgnoreCase(incidentRecId);
    }
}
