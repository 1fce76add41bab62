package io.github.iocenrichment.task;

import io.github.iocenrichment.task.TaskTable.Claim;
import io.github.iocenrichment.task.TaskTable.Claimed;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a claimed task begins now. A suspect, which may have ended the process before, runs while no other suspect runs anywhere and no
 * task that yields to suspects runs on this node; meanwhile none of those begins here.
 */
final class RunGate {
    /** How soon a suspect looks again whether the one before it has ended. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private final TaskTable table;
    private final TaskDeaths deaths;
    private final Clock clock;
    private final Runnable freed;
    private @Nullable Claim suspect;
    private int yielding;
    private boolean stopping;

    /** @param freed is run when tasks that yield may begin again */
    RunGate(TaskTable table, TaskDeaths deaths, Clock clock, Runnable freed) {
        this.table = table;
        this.deaths = deaths;
        this.clock = clock;
        this.freed = freed;
    }

    /**
     * What was decided.
     *
     * @param begun whether the task begins
     * @param end   to be called once: after the settlement of a task that has begun, in its place otherwise
     */
    record Entry(boolean begun, Runnable end) {
    }

    /**
     * Opens the gate or not. A suspect waits here until it is alone.
     *
     * @param yields whether tasks of its kind yield to suspects
     */
    Entry enter(Claimed claimed, boolean yields) throws InterruptedException {
        Claim claim = claimed.claim();
        if (deaths.isSuspect(claimed)) {
            return enterAlone(claim);
        }
        if (yields && !addYielding()) {
            return new Entry(false, () -> table.putBack(claim));
        }
        Runnable leave = yields ? this::removeYielding : () -> { };
        return claimed.begun() ? new Entry(true, leave) : begin(claim, leave);
    }

    private Entry begin(Claim claim, Runnable leave) {
        try {
            if (deaths.begin(claim)) {
                return new Entry(true, leave);
            }
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
        leave.run();
        return new Entry(false, () -> { });
    }

    private Entry enterAlone(Claim claim) throws InterruptedException {
        Runnable later = () -> deaths.waitFor(claim, clock.instant().plus(NEXT_LOOK));
        if (deaths.otherSuspectRuns(claim) || !reserve(claim)) {
            return new Entry(false, later);
        }
        boolean begun = false;
        try {
            begun = awaitOthers() && deaths.beginAlone(claim);
        } finally {
            if (!begun) {
                free();
            }
        }
        return begun ? new Entry(true, this::free) : new Entry(false, later);
    }

    /** True while tasks that yield to suspects are not even to be looked for. */
    synchronized boolean isHeld() {
        return suspect != null;
    }

    private synchronized boolean addYielding() {
        if (suspect != null) {
            return false;
        }
        yielding++;
        return true;
    }

    private synchronized void removeYielding() {
        yielding--;
        notifyAll();
    }

    private synchronized boolean reserve(Claim claim) {
        if (suspect != null || stopping) {
            return false;
        }
        suspect = claim;
        return true;
    }

    /** What was in work when the suspect came ends first: if it ended the process, the suspect would be blamed. */
    private synchronized boolean awaitOthers() throws InterruptedException {
        while (yielding > 0 && !stopping) {
            wait();
        }
        return !stopping;
    }

    private void free() {
        synchronized (this) {
            suspect = null;
        }
        freed.run();
    }

    /** Whoever waits here is let go. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }
}
