package io.github.iocenrichment.store;

import java.time.Instant;

/**
 * Whether a call may be made now.
 *
 * @param granted    true when it may, and has been counted in every window
 * @param askAgainAt when it is not granted, the earliest time at which it can be; else null
 */
public record Spend(boolean granted, Instant askAgainAt) {
}
