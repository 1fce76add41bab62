package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent to write a journal note. */
public final class JournalNote {
    private JournalNote() {
    }

    /**
     * JSON body for {@link IvantiPath#NOTES}. {@code PublishToWeb} is always false: true shows the text to the customer.
     *
     * @param object        what the parent is
     * @param incidentRecId parent, which Ivanti does not check: read it first
     * @param category      word of the tenant's list, {@code Memo} in the stock product; empty leaves it to Ivanti
     */
    public static String body(BusinessObject object, String incidentRecId, String subject, String text, String category) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("Subject", subject);
        note.put("NotesBody", text);
        if (!category.isEmpty()) {
            note.put("Category", category);
        }
        note.put("PublishToWeb", false);
        note.put("ParentLink_RecID", RecId.checked(incidentRecId));
        note.put("ParentLink_Category", object.parent());
        return Json.write(note);
    }

    /** The note that such a body stands for, to be written as JSON by the route that sends it. */
    public static JsonNode model(String body) {
        return Json.read(body);
    }
}
