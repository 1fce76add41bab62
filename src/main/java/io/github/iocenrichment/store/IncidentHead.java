package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit of work knows of an incident by one query: its row, and the stamps of its documents as the unit has seen or made them. */
final class IncidentHead {
    private final Map<String, Long> stamps = new HashMap<>();
    private @Nullable StoredIncident incident;

    private IncidentHead() {
    }

    /** Empty for a thread without a unit of work. */
    static Optional<IncidentHead> of(Transactions transactions, String recId) {
        return transactions.remembered(recId, IncidentHead.class, () -> transactions.read(handle -> {
            IncidentHead head = new IncidentHead();
            handle.createQuery("""
                            select incident.*, incident_document.name, incident_document.stamp
                            from incident left join incident_document on incident_document.rec_id = incident.rec_id where incident.rec_id = :recId""")
                    .bind("recId", recId).map((row, context) -> {
                        head.incident = IncidentStore.ROW.map(row, context);
                        String name = row.getString("name");
                        return name == null ? null : head.stamps.put(name, row.getLong("stamp"));
                    }).list();
            return head;
        }));
    }

    /** The same where it need not be read: what is written does not depend on it. */
    static Optional<IncidentHead> known(Transactions transactions, String recId) {
        return transactions.known(recId, IncidentHead.class);
    }

    Optional<StoredIncident> incident() {
        return Optional.ofNullable(incident);
    }

    void stage(String stage, Instant at) {
        incident = incident == null ? null : incident.at(stage, at);
    }

    /** Null when there is no document of that name. */
    @Nullable Long stamp(String name) {
        return stamps.get(name);
    }

    void stamp(String name, long stamp) {
        stamps.put(name, stamp);
    }
}
