package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.source.HttpReply;
import java.time.Instant;
import java.util.List;

/**
 * The journal entries of an incident, notes and mails together: a mail that opened the ticket may carry its files on the mail
 * instead of on the incident.
 *
 * @param recIds keys of the entries, each once
 * @param fault  null when the list was read, be it empty
 */
public record JournalList(List<String> recIds, IvantiFault fault) {

    public JournalList {
        recIds = List.copyOf(recIds);
    }

    public static JournalList read(HttpReply reply, Instant now) {
        Rows list = Rows.read(reply, now);
        return new JournalList(list.rows().stream().filter(JsonNode::isObject).map(row -> Json.text(row, "RecId").strip()).filter(RecId::isOne)
                .distinct().toList(), list.fault());
    }

    public boolean isFault() {
        return fault != null;
    }
}
