package io.github.iocenrichment.task;

import io.github.iocenrichment.store.TimesWithZone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * The rows of the tasks. db-scheduler claims them and keeps their heartbeat; handing over and settling is done here, each by single statements
 * that name the version of the claim, so that a worker whose task was taken over changes nothing.
 */
final class TaskTable {
    static final String NAME = "task";
    static final String MINE = " where task_name = :name and task_instance = :key and version = :version and picked = true";
    static final String LET_GO = "update task set picked = false, picked_by = null, last_heartbeat = null, begun_at = null, version = version + 1, ";

    private final Jdbi jdbi;
    private final Clock clock;

    TaskTable(DataSource dataSource, Clock clock) {
        this.jdbi = Jdbi.create(dataSource).installPlugin(new TimesWithZone());
        this.clock = clock;
    }

    /** @param limit so many deaths of the process park a task; 0 for never */
    TaskDeaths deaths(int limit) {
        return new TaskDeaths(this, jdbi, clock, limit);
    }

    /** What became of a completed task's row. */
    enum Settled {
        /** It is gone. */
        GONE,
        /** It was handed over again while it ran and is due again. */
        AGAIN,
        /** Another worker has taken it over meanwhile. */
        NOT_OURS
    }

    /** One claimed row. */
    record Claim(String name, String key, long version) {
    }

    /**
     * Sees to it that the task runs (again) at or after the given time: a new row, or an earlier time for one that waits, or a mark on one that
     * runs. A row that waits after a failure keeps its back-off, and a parked one stays parked: both still run later than now.
     */
    void handOver(String name, String key, Instant due, int priority) {
        jdbi.useHandle(handle -> handOver(handle, name, key, due, priority));
    }

    /** The same, when the condition holds, and in one transaction with what the condition changes. False when it does not hold. */
    boolean handOver(String name, String key, Instant due, int priority, HandOverCondition condition) {
        return jdbi.inTransaction(handle -> {
            boolean wanted = condition.test(handle, key);
            if (wanted) {
                handOver(handle, name, key, due, priority);
            }
            return wanted;
        });
    }

    private void handOver(Handle handle, String name, String key, Instant due, int priority) {
        while (!insert(handle, name, key, due, priority) && !bringForward(handle, name, key, due)) {
            // it was completed between the two statements: now it can be inserted
            Thread.onSpinWait();
        }
    }

    private boolean insert(Handle handle, String name, String key, Instant due, int priority) {
        Instant now = clock.instant();
        return handle.createUpdate("""
                        insert into task (task_name, task_instance, execution_time, picked, consecutive_failures, version, priority, created_at)
                        values (:name, :key, :due, false, 0, :version, :priority, :now) on conflict do nothing""")
                .bind("name", name).bind("key", key).bind("due", due).bind("priority", priority).bind("now", now)
                // never used before for this key, so that a claim of a row's earlier life does not fit this one
                .bind("version", ChronoUnit.MICROS.between(Instant.EPOCH, now)).execute() == 1;
    }

    private static boolean bringForward(Handle handle, String name, String key, Instant due) {
        return handle.createUpdate("""
                        update task set
                          execution_time = case when picked = false and last_failure is null and execution_time > :due then :due else execution_time end,
                          again_at = case when picked = true and (again_at is null or again_at > :due) then :due else again_at end
                        where task_name = :name and task_instance = :key""")
                .bind("name", name).bind("key", key).bind("due", due).execute() == 1;
    }

    Settled complete(Claim claim) {
        return jdbi.withHandle(handle -> {
            if (bound(handle.createUpdate("delete from task" + MINE + " and again_at is null"), claim).execute() == 1) {
                return Settled.GONE;
            }
            int again = bound(handle.createUpdate(LET_GO + """
                    consecutive_failures = 0, failed_tries = 0, deaths = 0, last_error = null, last_failure = null, released_at = null,
                    execution_time = coalesce(again_at, execution_time), again_at = null""" + MINE), claim).execute();
            return again == 1 ? Settled.AGAIN : Settled.NOT_OURS;
        });
    }

    /** Puts the task off without counting a try; its run came to its end, so earlier deaths are forgotten. */
    boolean postpone(Claim claim, Instant until) {
        return jdbi.withHandle(handle -> bound(handle.createUpdate(LET_GO + """
                failed_tries = 0, deaths = 0, last_error = null, last_failure = null,
                execution_time = case when again_at < :until then again_at else :until end, again_at = null""" + MINE), claim)
                .bind("until", until).execute()) == 1;
    }

    /** Lets the task go as it was, for it was not begun. */
    boolean putBack(Claim claim) {
        return jdbi.withHandle(handle -> bound(handle.createUpdate(LET_GO
                + "execution_time = coalesce(again_at, execution_time), again_at = null" + MINE), claim).execute()) == 1;
    }

    /** How often the task has failed since it last succeeded or was released. */
    int failedTries(Claim claim) {
        return jdbi.withHandle(handle -> bound(handle.createQuery("select failed_tries from task" + MINE), claim).mapTo(Integer.class).findOne())
                .orElse(0);
    }

    /** When an operator last released it; empty when none did since it was handed over. */
    Optional<Instant> releasedAt(Claim claim) {
        return jdbi.withHandle(handle -> bound(handle.createQuery("select released_at from task" + MINE + " and released_at is not null"), claim)
                .map((row, context) -> instant(row, 1)).findOne());
    }

    /** Notes a failure and when to try again. */
    boolean retry(Claim claim, String error, Instant next, boolean counts) {
        return jdbi.withHandle(handle -> bound(handle.createUpdate(LET_GO + """
                consecutive_failures = consecutive_failures + 1, failed_tries = failed_tries + :counts, last_error = :error,
                last_failure = :now, execution_time = :next, again_at = null""" + MINE), claim)
                .bind("counts", counts ? 1 : 0).bind("error", error).bind("now", clock.instant()).bind("next", next).execute()) == 1;
    }

    /**
     * Notes a failure and puts the task where only an operator starts it again.
     *
     * @param onParked task that is handed the key in the same transaction; null for none
     */
    boolean park(Claim claim, String error, String onParked) {
        return jdbi.inTransaction(handle -> {
            Instant now = clock.instant();
            boolean ours = bound(handle.createUpdate(LET_GO + """
                    consecutive_failures = consecutive_failures + 1, failed_tries = failed_tries + 1, last_error = :error,
                    last_failure = :now, parked_at = :now, again_at = null""" + MINE), claim)
                    .bind("error", error).bind("now", now).execute() == 1;
            if (ours && onParked != null) {
                handOver(onParked, claim.key(), now, TaskProducer.USUAL_PRIORITY);
            }
            return ours;
        });
    }

    /** Makes a task due again, at its old time, whose worker stopped before it sent anything: it has waited long enough. */
    boolean revive(Claim claim) {
        return jdbi.withHandle(handle -> bound(handle.createUpdate(LET_GO + """
                again_at = null, last_error = :stopped, consecutive_failures = consecutive_failures + 1""" + MINE), claim)
                .bind("stopped", "this node stood still while this ran").execute()) == 1;
    }

    /** Confirms claims by a sign of life; gives those whose tasks still have them. */
    Set<Claim> beat(List<Claim> claims, Instant at) {
        return jdbi.withHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("update task set last_heartbeat = :at" + MINE);
            claims.forEach(claim -> batch.bind("at", at).bind("name", claim.name()).bind("key", claim.key()).bind("version", claim.version()).add());
            int[] changed = batch.execute();
            return IntStream.range(0, changed.length).filter(i -> changed[i] == 1).mapToObj(claims::get).collect(Collectors.toSet());
        });
    }

    /** A claim whose worker gives no sign of life, with who made it and when it gave the last one. */
    record Dead(Claim claim, String pickedBy, Instant lastHeartbeat) {
    }

    /** Claims without a sign of life since a time, oldest first. */
    List<Dead> dead(Instant since, Set<String> names) {
        return names.isEmpty() ? List.of() : jdbi.withHandle(handle -> handle.createQuery("""
                        select task_name, task_instance, version, picked_by, last_heartbeat from task
                        where picked = true and last_heartbeat <= :since and task_name in (<names>) order by last_heartbeat limit 500""")
                .bind("since", since).bindList("names", List.copyOf(names))
                .map((row, context) -> new Dead(new Claim(row.getString(1), row.getString(2), row.getLong(3)), row.getString(4), instant(row, 5))).list());
    }

    List<ParkedTasks.Parked> parked(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select task_name, task_instance, consecutive_failures, last_error, parked_at from task
                        where parked_at is not null order by parked_at desc, task_name, task_instance limit :limit""")
                .bind("limit", limit)
                .map((row, context) -> new ParkedTasks.Parked(row.getString(1), row.getString(2), row.getInt(3),
                        Optional.ofNullable(row.getString(4)).orElse(""), instant(row, 5))).list());
    }

    List<ParkedTasks.Open> open(String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select task_name, picked, execution_time, parked_at, last_error, consecutive_failures, deaths from task where task_instance = :key order by task_name""")
                .bind("key", key)
                .map((row, context) -> new ParkedTasks.Open(row.getString(1), row.getBoolean(2), instant(row, 3), instant(row, 4) != null,
                        Optional.ofNullable(row.getString(5)).orElse(""), row.getInt(6), row.getInt(7), instant(row, 4))).list());
    }

    boolean release(String name, String key) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update task set parked_at = null, released_at = :now, failed_tries = 0, deaths = 0, last_failure = null, execution_time = :now,
                          version = version + 1
                        where task_name = :name and task_instance = :key and parked_at is not null""")
                .bind("now", clock.instant()).bind("name", name).bind("key", key).execute()) == 1;
    }

    boolean drop(String name, String key) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from task where task_name = :name and task_instance = :key and parked_at is not null and picked = false""")
                .bind("name", name).bind("key", key).execute()) == 1;
    }

    List<ParkedTasks.Count> counts() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select task_name,
                          sum(case when picked = false and parked_at is null and execution_time > :now then 1 else 0 end) as later,
                          sum(case when picked = false and parked_at is null and execution_time <= :now then 1 else 0 end) as due,
                          sum(case when picked = true then 1 else 0 end) as running,
                          sum(case when parked_at is not null then 1 else 0 end) as parked,
                          sum(case when picked = false and parked_at is null and last_failure is not null then 1 else 0 end) as failing,
                          min(case when picked = false and parked_at is null then execution_time end) as oldest
                        from task group by task_name order by task_name""")
                .bind("now", clock.instant())
                .map((row, context) -> new ParkedTasks.Count(row.getString("task_name"), row.getLong("later"), row.getLong("due"),
                        row.getLong("running"), row.getLong("failing"), row.getLong("parked"), instant(row, 7))).list());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Query bound(Query query, Claim claim) {
        return query.bind("name", claim.name()).bind("key", claim.key()).bind("version", claim.version());
    }

    static Update bound(Update update, Claim claim) {
        return update.bind("name", claim.name()).bind("key", claim.key()).bind("version", claim.version());
    }
}
