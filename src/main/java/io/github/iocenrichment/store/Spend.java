package io.github.iocenrichment.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call may be made now.
 *
 * @param granted    true when it may, and has been counted in every window
 * @param askAgainAt when it is not granted, the earliest time at which it can be; else null
 * @param overShare  not granted because the incident has used its part of the source's day
 */
public record Spend(boolean granted, @Nullable Instant askAgainAt, boolean overShare) {

    public Spend(boolean granted, @Nullable Instant askAgainAt) {
        this(granted, askAgainAt, false);
    }

    static Spend overShare(Instant nextDay) {
        return new Spend(false, nextDay, true);
    }
}
