package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For operators: work that is parked, and how much is waiting. */
public final class ParkedTasks {
    private static final int MOST_SHOWN = 500;

    private final Transactions transactions;
    private final Clock clock;

    public ParkedTasks(Transactions store, Clock clock) {
        this.transactions = store;
        this.clock = clock;
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
    public record Parked(String name, String key, int attempts, String lastError, @Nullable Instant parkedAt) {
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
     * @param oldest    since when the oldest that waits is there; null when none waits
     */
    public record Count(String name, long later, long due, long running, long failing, long parked, @Nullable Instant oldestDue, @Nullable Instant oldest) {
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
    public record Open(String name, boolean running, @Nullable Instant dueAt, boolean parked, String lastError, int attempts, int deaths,
                       @Nullable Instant parkedAt) {
    }

    /** Work that an operator dropped, and what it had failed with. */
    public record Dropped(String name, String key, String lastError, @Nullable Instant droppedAt) {
    }

    /** Takes back that a task was dropped: it is parked again. False when it was not dropped, or is in work anew. */
    public boolean undrop(String name, String key) {
        return transactions.write(handle -> {
            Instant now = clock.instant();
            int back = handle.createUpdate("""
                            insert into task (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version, priority, last_error,
                              last_failure, parked_at, created_at)
                            select task_name, task_instance, task_data, :now, false, consecutive_failures, :version, priority, last_error, :now, parked_at, :now
                            from dropped_task where task_name = :name and task_instance = :key on conflict do nothing""")
                    .bind("name", name).bind("key", key).bind("now", now).bind("version", ChronoUnit.MICROS.between(Instant.EPOCH, now)).execute();
            return back == 1 && handle.createUpdate("delete from dropped_task where task_name = :name and task_instance = :key")
                    .bind("name", name).bind("key", key).execute() == 1;
        });
    }

    /** Tasks that were dropped, latest first. */
    public List<Dropped> dropped(int most) {
        return transactions.read(handle -> handle.createQuery("""
                        select task_name, task_instance, last_error, dropped_at from dropped_task order by dropped_at desc, task_name, task_instance
                          limit :limit""")
                .bind("limit", most).map((row, context) -> new Dropped(row.getString(1), row.getString(2),
                        Optional.ofNullable(row.getString(3)).orElse(""), TaskTable.instant(row, 4))).list());
    }

    /** What is not done of everything under one key, by name. */
    public List<Open> of(String key) {
        return transactions.read(handle -> handle.createQuery("""
                        select task_name, picked, execution_time, parked_at, last_error, consecutive_failures, deaths from task
                          where task_instance = :key order by task_name""")
                .bind("key", key)
                .map((row, context) -> new Open(row.getString(1), row.getBoolean(2), TaskTable.instant(row, 3), TaskTable.instant(row, 4) != null,
                        Optional.ofNullable(row.getString(5)).orElse(""), row.getInt(6), row.getInt(7), TaskTable.instant(row, 4))).list());
    }

    /** Tasks that are parked, latest first; at most 500. */
    public List<Parked> list() {
        return transactions.read(handle -> handle.createQuery("""
                        select task_name, task_instance, consecutive_failures, last_error, parked_at from task
                        where parked_at is not null order by parked_at desc, task_name, task_instance limit :limit""")
                .bind("limit", MOST_SHOWN)
                .map((row, context) -> new Parked(row.getString(1), row.getString(2), row.getInt(3),
                        Optional.ofNullable(row.getString(4)).orElse(""), TaskTable.instant(row, 5))).list());
    }

    /** Starts a parked task again with all its tries. False when it is not parked. */
    public boolean release(String name, String key) {
        return transactions.write(handle -> handle.createUpdate("""
                        update task set parked_at = null, released_at = :now, failed_tries = 0, deaths = 0, last_failure = null, execution_time = :now,
                          version = version + 1
                        where task_name = :name and task_instance = :key and parked_at is not null""")
                .bind("now", clock.instant()).bind("name", name).bind("key", key).execute()) == 1;
    }

    /** Gives a parked task up; {@link #undrop} takes that back. False when it is not parked. */
    public boolean drop(String name, String key) {
        return transactions.write(handle -> {
            handle.createUpdate("delete from dropped_task where task_name = :name and task_instance = :key").bind("name", name).bind("key", key).execute();
            int kept = handle.createUpdate("""
                            insert into dropped_task (task_name, task_instance, task_data, priority, consecutive_failures, last_error, parked_at, dropped_at)
                            select task_name, task_instance, task_data, priority, consecutive_failures, last_error, parked_at, :now from task
                            where task_name = :name and task_instance = :key and parked_at is not null and picked = false""")
                    .bind("name", name).bind("key", key).bind("now", clock.instant()).execute();
            return kept == 1 && handle.createUpdate("""
                            delete from task where task_name = :name and task_instance = :key and parked_at is not null and picked = false""")
                    .bind("name", name).bind("key", key).execute() == 1;
        });
    }

    /** Counts by name of the task. */
    public List<Count> counts() {
        return transactions.read(handle -> handle.createQuery("""
                        select task_name,
                          sum(case when picked = false and parked_at is null and execution_time > :now then 1 else 0 end) as later,
                          sum(case when picked = false and parked_at is null and execution_time <= :now then 1 else 0 end) as due,
                          sum(case when picked = true then 1 else 0 end) as running,
                          sum(case when parked_at is not null then 1 else 0 end) as parked,
                          sum(case when picked = false and parked_at is null and last_failure is not null then 1 else 0 end) as failing,
                          min(case when picked = false and parked_at is null then execution_time end) as oldest_due,
                          min(case when picked = false and parked_at is null then created_at end) as oldest
                        from task group by task_name order by task_name""")
                .bind("now", clock.instant())
                .map((row, context) -> new Count(row.getString("task_name"), row.getLong("later"), row.getLong("due"),
                        row.getLong("running"), row.getLong("failing"), row.getLong("parked"), TaskTable.instant(row, 7),
                        TaskTable.instant(row, 8))).list());
    }
}
