package io.github.iocenrichment.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the poll saw it.
 *
 * @param recId     its record id in Ivanti: the key of everything
 * @param number    the number that people use
 * @param subject   its subject; cut when very long
 * @param priority  Ivanti's priority, {@code 1} is the highest; anything but a number counts as 5
 * @param createdAt when it was created; null when Ivanti did not say
 * @param object    the business object of Ivanti that it is
 */
public record NewIncident(String recId, String number, String subject, String priority, @Nullable Instant createdAt, String object) {
    /** An incident, and no other object. */
    public NewIncident(String recId, String number, String subject, String priority, @Nullable Instant createdAt) {
        this(recId, number, subject, priority, createdAt, "incident");
    }
}
