package io.github.iocenrichment.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident in the store.
 *
 * @param recId      its record id in Ivanti
 * @param number     the number that people use
 * @param subject    its subject
 * @param priority   1 (highest) to 5
 * @param createdAt  when it was created in Ivanti; null when unknown
 * @param admittedAt when the poll first saw it
 * @param stage      the last stage that it reached: {@code admitted}, {@code collect}, ..., {@code done}
 * @param stageAt    when it reached that stage
 * @param object     the business object of Ivanti that it is, {@code incident} in most installations
 */
public record StoredIncident(String recId, String number, String subject, int priority, @Nullable Instant createdAt, @Nullable Instant admittedAt,
                             String stage, @Nullable Instant stageAt, String object) {
    StoredIncident at(String newStage, Instant at) {
        return new StoredIncident(recId, number, subject, priority, createdAt, admittedAt, newStage, at, object);
    }
}
