package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives drafts their {@code created} and {@code modified} out of the ledger. */
final class VersionStamp {
    private final ObjectLedger ledger;
    private final String producerId;
    private final Instant now;

    VersionStamp(ObjectLedger ledger, String producerId, Instant now) {
        this.ledger = ledger;
        this.producerId = producerId;
        this.now = now;
    }

    /** A domain or relationship object with its common properties; the times follow in {@link #stamp}. */
    StixObject draft(String type, String id) {
        StixObject draft = StixObject.of(type, id).put("created_by_ref", producerId);
        // Holds the place of both times, so that they stand where readers expect them.
        draft.node().putNull("created").putNull("modified");
        return draft;
    }

    /** The object as it is to be sent; empty when it was taken back earlier, since then its id is never sent again. */
    Optional<ObjectNode> stamp(StixObject draft) {
        ObjectNode object = draft.node();
        Versioned version = ledger.version(id(object), hash(object), now);
        return version.revoked() ? Optional.empty() : Optional.of(withTimes(object, version));
    }

    /** The object once more, revoked; empty when it was never sent. */
    Optional<ObjectNode> revoke(StixObject draft) {
        ObjectNode object = draft.put("revoked", true).node();
        return ledger.revoke(id(object), hash(object), now).map(version -> withTimes(object, version));
    }

    Reported reported(String indicatorId, Instant incidentCreatedAt) {
        return ledger.reported(indicatorId, incidentCreatedAt);
    }

    private static ObjectNode withTimes(ObjectNode object, Versioned version) {
        return object.put("created", StixTime.text(version.created())).put("modified", StixTime.text(version.modified()));
    }

    private static String id(ObjectNode object) {
        return object.path("id").asText();
    }

    /** Of what an object says, its times left out. */
    static String hash(ObjectNode object) {
        return CanonicalJson.sha256(object.deepCopy().without(List.of("created", "modified")));
    }
}
