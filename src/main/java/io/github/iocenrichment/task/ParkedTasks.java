package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** For operators: work that is parked, and how much is waiting. */
public final class ParkedTasks {
    private static final int MOST_SHOWN = 500;

    private final TaskTable table;

    public ParkedTasks(Transactions store, Clock clock) {
        this.table = new TaskTable(store, clock);
    }

    /**
     * A task that is parked.
     *
     * @param name      name of the task
     * @param key       key of the piece of work
     * @param attempts  how often it was begun
     * @param lastError why it is parked, one bounded line
     * @param parkedAt  when
     */
    public record Parked(String name, String key, int attempts, String lastError, Instant parkedAt) {
    }

    /**
     * How much of one kind of work there is.
     *
     * @param name      name of the task
     * @param later     not due yet
     * @param due       due and waiting for a worker
     * @param running   in work
     * @param failing   waiting for another try after a failure; part of later or due
     * @param parked    parked
     * @param oldestDue earliest time at which one that waits is or was due; null when none waits
     */
    public record Count(String name, long later, long due, long running, long failing, long parked, Instant oldestDue) {
    }

    /**
     * One piece of work that is not done.
     *
     * @param name      name of the task
     * @param running   whether a worker has it
     * @param dueAt     when it is due
     * @param parked    whether it is parked
     * @param lastError what its last try failed with, one bounded line; empty when it did not fail
     * @param attempts  how often it was begun without coming to its end
     * @param deaths    at how many deaths of the process it was running
     * @param parkedAt  when it was parked; null when it is not
     */
    public record Open(String name, boolean running, Instant dueAt, boolean parked, String lastError, int attempts, int deaths, Instant parkedAt) {
    }

    /** Work that an operator dropped, and what it had failed with. */
    public record Dropped(String name, String key, String lastError, Instant droppedAt) {
    }

    /** Takes back that a task was dropped: it is parked again. False when it was not dropped, or is in work anew. */
    public boolean undrop(String name, String key) {
        return table.undrop(name, key);
    }

    /** Tasks that were dropped, latest first. */
    public List<Dropped> dropped(int most) {
        return table.dropped(most);
    }

    /** What is not done of everything under one key, by name. */
    public List<Open> of(String key) {
        return table.open(key);
    }

    /** Tasks that are parked, latest first; at most 500. */
    public List<Parked> list() {
        return table.parked(MOST_SHOWN);
    }

    /** Starts a parked task again with all its tries. False when it is not parked. */
    public boolean release(String name, String key) {
        return table.release(name, key);
    }

    /** Gives a parked task up; {@link #undrop} takes that back. False when it is not parked. */
    public boolean drop(String name, String key) {
        return table.drop(name, key);
    }

    /** Counts by name of the task. */
    public List<Count> counts() {
        return table.counts();
    }
}
