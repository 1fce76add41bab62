package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** When the platform last took something into a TAXII inbox. It says nothing of single objects, and others may write into the same collection. */
public final class InboxReport {
    private InboxReport() {
    }

    /** @return empty when the report has no row about the collection, or cannot be read: neither says that nothing arrived */
    public static Optional<Instant> lastInbox(HttpReply reply, String collectionId) {
        JsonNode answer = reply.status() == 200 ? PlatformJson.read(reply.body()) : null;
        if (answer == null) {
            return Optional.empty();
        }
        return PlatformJson.rows(answer).stream().filter(row -> collectionId.equalsIgnoreCase(PlatformJson.text(row.path("collection").path("id"))))
                .map(row -> PlatformJson.time(row.path("last_inbox"))).filter(Objects::nonNull).max(Instant::compareTo);
    }
}
