package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Teaches an empty ledger what was sent in another life, so that the same objects get the same times once more. */
public final class SentBefore {
    private final ObjectLedger ledger;

    public SentBefore(ObjectLedger ledger) {
        this.ledger = ledger;
    }

    /** @param objects as they were sent; those without versions are passed over */
    public void learn(List<JsonNode> objects) {
        objects.stream().filter(object -> object.hasNonNull("created") && object.hasNonNull("modified")).map(ObjectNode.class::cast).forEach(this::learn);
    }

    private void learn(ObjectNode object) {
        String id = object.path("id").asText();
        Instant created = Instant.parse(object.path("created").asText());
        Instant modified = Instant.parse(object.path("modified").asText());
        if (modified.isAfter(created)) {
            // its first version had another content, which does not matter any more
            ledger.version(id, "0".repeat(64), created);
        }
        String hash = VersionStamp.hash(asDrafted(object));
        if (object.path("revoked").asBoolean()) {
            ledger.revoke(id, hash, modified);
        } else {
            ledger.version(id, hash, modified);
        }
        if (object.hasNonNull("valid_from")) {
            // an earlier incident may have reported the value first
            ledger.reported(id, Instant.parse(object.path("valid_from").asText()));
        }
    }

    /** A report repeats the time of its creation, which its version does not count. */
    private static ObjectNode asDrafted(ObjectNode object) {
        return object.has("published") ? object.deepCopy().putNull("published") : object;
    }
}
