package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record that Ivanti says it stored.
 *
 * @param recId its new key; empty on a fault
 * @param json  the record as stored; missing on a fault
 * @param fault null when it was stored
 */
public record StoredRecord(String recId, JsonNode json, @Nullable IvantiFault fault) {

    /**
     * Reads the answer to a create or an update. An answer that makes no sense leaves the outcome unknown: look before writing again.
     *
     * @param fields the tenant's names for a record incident, those of the stock product for anything else
     */
    public static StoredRecord read(HttpReply reply, IncidentFields fields, Instant now) {
        IvantiAnswer answer = IvantiAnswer.read(reply, now);
        if (answer.isFault()) {
            return new StoredRecord("", answer.json(), answer.fault());
        }
        String recId = Json.text(answer.json().isObject() ? answer.json() : JsonNodeFactory.instance.objectNode(),
                fields.name(IncidentFields.REC_ID));
        return RecId.isOne(recId) ? new StoredRecord(recId, answer.json(), null)
                : new StoredRecord("", answer.json(), IvantiFault.of(Kind.UNREADABLE, "the answer to the write names no record"));
    }

    /**
     * The first record of a look-up by subject; empty when there is none.
     *
     * @param subject the subject asked for: a filter that Ivanti dropped must not pass off another record as ours
     * @param fields  the tenant's names for a record incident, those of the stock product for anything else
     */
    public static Found find(HttpReply reply, String subject, IncidentFields fields, Instant now) {
        String key = fields.name(IncidentFields.REC_ID);
        Rows list = Rows.read(reply, now);
        Optional<JsonNode> row = list.rows().stream().filter(each -> each.isObject() && RecId.isOne(Json.text(each, key))
                && Json.text(each, fields.name(IncidentFields.SUBJECT)).strip().equalsIgnoreCase(subject.strip())).findFirst();
        return new Found(row.map(each -> new StoredRecord(Json.text(each, key), each, null)), list.fault());
    }

    /**
     * What a look-up found.
     *
     * @param record empty when Ivanti has no such record
     * @param fault  null when Ivanti answered the question
     */
    public record Found(Optional<StoredRecord> record, @Nullable IvantiFault fault) {
    }

    /** The number people use; empty when there is none. */
    public String number(IncidentFields fields) {
        return Incident.from(json, fields).map(Incident::number).orElse("");
    }

    /** The account under which Ivanti filed it; empty when the answer does not say. */
    public Optional<String> createdBy(IncidentFields fields) {
        return Optional.of(Json.text(json, fields.name(IncidentFields.CREATED_BY)).strip()).filter(name -> !name.isEmpty());
    }

    public boolean isFault() {
        return fault != null;
    }
}
