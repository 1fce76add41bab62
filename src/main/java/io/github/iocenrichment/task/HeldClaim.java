package io.github.iocenrichment.task;

import io.github.iocenrichment.task.TaskTable.Claim;
import java.time.Instant;

/** A task that a worker of this node has in work, and when it was last known to be still its own. */
final class HeldClaim {
    private final Claim claim;
    private final Heartbeats heartbeats;
    private volatile Instant confirmedAt;
    private volatile boolean lost;

    HeldClaim(Claim claim, Instant claimedAt, Heartbeats heartbeats) {
        this.claim = claim;
        this.confirmedAt = claimedAt;
        this.heartbeats = heartbeats;
    }

    Claim claim() {
        return claim;
    }

    /** @param ours whether the task's row still had the claim @param at the time that was written there as its heartbeat */
    void confirmed(boolean ours, Instant at) {
        if (ours) {
            confirmedAt = at;
        } else {
            lost = true;
        }
    }

    /** Whether it is known, without asking, that nobody can have taken it over. */
    boolean isSure(Instant now) {
        return lost || now.isBefore(confirmedAt.plus(Heartbeats.DOUBT_AFTER));
    }

    /** Another worker has it. */
    boolean isLost() {
        return lost;
    }

    /** Whether the worker may act: asks the database when the last heartbeat is some time ago. */
    boolean isOurs() {
        if (!isSure(heartbeats.now())) {
            heartbeats.confirm(this);
        }
        return !lost && isSure(heartbeats.now());
    }
}
