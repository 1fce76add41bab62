package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform's report says of a TAXII inbox. It says nothing of single objects, and others may write into the same collection.
 *
 * @param lastInbox when the platform last took something into it; null when it does not say
 * @param objects   how many objects it has taken in all; null when it does not say
 */
public record InboxReport(@Nullable Instant lastInbox, @Nullable Long objects) {

    /** @return empty when the report has no row about the collection, or cannot be read: neither says that nothing arrived */
    public static Optional<InboxReport> of(HttpReply reply, String collectionId) {
        JsonNode answer = reply.status() == 200 ? PlatformJson.read(reply.body()) : null;
        List<JsonNode> rows = answer == null ? List.of() : PlatformJson.rows(answer).stream()
                .filter(row -> collectionId.equalsIgnoreCase(PlatformJson.text(row.path("collection").path("id")))).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InboxReport(rows.stream().map(row -> PlatformJson.time(row.path("last_inbox"))).filter(Objects::nonNull)
                .max(Instant::compareTo).orElse(null), objects(rows)));
    }

    /** Several subscribers may write into one collection, each with a row of its own. */
    private static @Nullable Long objects(List<JsonNode> rows) {
        List<Long> counts = rows.stream().map(row -> row.path("object_count")).filter(count -> count.canConvertToLong() || count.asLong(-1) >= 0)
                .map(count -> count.asLong()).toList();
        return counts.isEmpty() ? null : Long.valueOf(counts.stream().mapToLong(Long::longValue).sum());
    }

    /** Whether it says that the inbox took something from that time on. @param before how many objects it had taken before; null when that is not known */
    public boolean tookSince(Instant sent, @Nullable Long before) {
        return lastInbox != null && !lastInbox.isBefore(sent) && (before == null || objects == null || objects > before);
    }
}
