package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the tasks: claims, hand-overs and settlements. Whatever changes a claimed row names the version of the claim, so that a worker whose
 * task was taken over changes nothing.
 */
final class TaskTable {
    static final String MINE = " where task_name = :name and task_instance = :key and version = :version and picked = true";
    static final String LET_GO = "update task set picked = false, picked_by = null, last_heartbeat = null, begun_at = null, version = version + 1, ";

    private final Transactions transactions;
    private final Clock clock;

    TaskTable(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param limit so many deaths of the process park a task; 0 for never */
    TaskDeaths deaths(int limit) {
        return new TaskDeaths(transactions, clock, limit);
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
     * A task that was claimed for a worker of this node.
     *
     * @param failures   tries in a row that did not come to their end
     * @param deaths     deaths of the process while it ran
     * @param releasedAt when an operator last released it; null when none did since it was handed over
     * @param begun      whether its run counts as begun by the claim
     * @param at         when it was claimed, which is its first heartbeat
     */
    record Claimed(Claim claim, int priority, int failures, int deaths, @Nullable Instant releasedAt, boolean begun, Instant at) {
    }

    /**
     * Claims due tasks of one kind, most urgent first. A first run begins with its claim, so that a death counts from a few milliseconds later on; {@link
     * RunGate} decides when a further one begins.
     *
     * @param only the one key that is worked on; null for all
     * @param most so many at the most
     */
    List<Claimed> claim(String name, @Nullable String only, String node, int most) {
        return transactions.runSoon(handle -> {
            Instant now = clock.instant();
            Query query = handle.createQuery("select task_instance, version, priority, consecutive_failures, deaths, released_at from task"
                    + " where task_name = :name and picked = false and parked_at is null and execution_time <= :now"
                    + (only == null ? "" : " and task_instance = :only")
                    + " order by priority, execution_time, task_instance limit :most for update skip locked").bind("name", name).bind("now", now)
                    .bind("most", most);
            List<Claimed> due = (only == null ? query : query.bind("only", only)).map((row, context) -> new Claimed(
                    new Claim(name, row.getString(1), row.getLong(2) + 1), row.getInt(3), row.getInt(4), row.getInt(5), instant(row, 6), row.getInt(4) == 0,
                    now)).list();
            if (due.isEmpty()) {
                return due;
            }
            PreparedBatch batch = handle.prepareBatch("""
                    update task set picked = true, picked_by = :node, last_heartbeat = :now, begun_at = :begun, version = :version
                    where task_name = :name and task_instance = :key and version = :before and picked = false""");
            due.forEach(one -> batch.bind("node", node).bind("now", now).bind("begun", one.begun() ? now : null).bind("version", one.claim().version())
                    .bind("before", one.claim().version() - 1).bind("name", name).bind("key", one.claim().key()).add());
            int[] claimed = batch.execute();
            return IntStream.range(0, claimed.length).filter(i -> claimed[i] == 1).mapToObj(due::get).toList();
        });
    }

    /** When the next task of each kind is or was due, of those that wait. */
    Map<String, Instant> nextDue(Set<String> names) {
        return names.isEmpty() ? Map.of() : transactions.read(handle -> handle.createQuery("""
                        select task_name, min(execution_time) from task where picked = false and parked_at is null and task_name in (<names>)
                          group by task_name""")
                .bindList("names", List.copyOf(names)).map((row, context) -> Map.entry(row.getString(1), instant(row, 2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Sees to it that the task runs (again) at or after the given time: a new row, or an earlier time for one that waits, or a mark on one that
     * runs. A row that waits after a failure keeps its back-off, and a parked one stays parked: both still run later than now.
     */
    void handOver(String name, String key, Instant due, int priority) {
        transactions.write(handle -> handOver(handle, clock.instant(), name, key, due, priority));
    }

    /**
     * The same for several keys, each when the condition holds for it, and in one transaction with what the condition changes.
     *
     * @param condition null for none
     * @return whether it held for one of them
     */
    boolean handOver(String name, List<String> keys, Instant due, int priority, @Nullable HandOverCondition condition) {
        return !keys.isEmpty() && transactions.write(handle -> {
            Instant now = clock.instant();
            List<String> wanted = keys.stream().filter(key -> condition == null || condition.test(handle, key)).toList();
            wanted.forEach(key -> handOver(handle, now, name, key, due, priority));
            return !wanted.isEmpty();
        });
    }

    static boolean handOver(Handle handle, Instant now, String name, String key, Instant due, int priority) {
        while (!insert(handle, now, name, key, due, priority) && !bringForward(handle, name, key, due)) {
            // it was completed between the two statements: now it can be inserted
            Thread.onSpinWait();
        }
        return true;
    }

    private static boolean insert(Handle handle, Instant now, String name, String key, Instant due, int priority) {
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
        return transactions.write(handle -> {
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
        return transactions.write(handle -> bound(handle.createUpdate(LET_GO + """
                failed_tries = 0, deaths = 0, last_error = null, last_failure = null,
                execution_time = case when again_at < :until then again_at else :until end, again_at = null""" + MINE), claim)
                .bind("until", until).execute()) == 1;
    }

    /** Lets the task go as it was, for it was not begun. */
    boolean putBack(Claim claim) {
        return transactions.write(handle -> bound(handle.createUpdate(LET_GO
                + "execution_time = coalesce(again_at, execution_time), again_at = null" + MINE), claim).execute()) == 1;
    }

    /** How often the task has failed since it last succeeded or was released. */
    int failedTries(Claim claim) {
        return transactions.read(handle -> bound(handle.createQuery("select failed_tries from task" + MINE), claim).mapTo(Integer.class).findOne())
                .orElse(0);
    }

    /** Notes a failure and when to try again. */
    boolean retry(Claim claim, String error, Instant next, boolean counts) {
        return transactions.write(handle -> bound(handle.createUpdate(LET_GO + """
                consecutive_failures = consecutive_failures + 1, failed_tries = failed_tries + :counts, last_error = :error,
                last_failure = :now, execution_time = :next, again_at = null""" + MINE), claim)
                .bind("counts", counts ? 1 : 0).bind("error", error).bind("now", clock.instant()).bind("next", next).execute()) == 1;
    }

    /**
     * Notes a failure and puts the task where only an operator starts it again.
     *
     * @param onParked task that is handed the key in the same transaction; null for none
     */
    boolean park(Claim claim, String error, @Nullable String onParked) {
        return transactions.write(handle -> {
            Instant now = clock.instant();
            boolean ours = bound(handle.createUpdate(LET_GO + """
                    consecutive_failures = consecutive_failures + 1, failed_tries = failed_tries + 1, last_error = :error,
                    last_failure = :now, parked_at = :now, again_at = null""" + MINE), claim)
                    .bind("error", error).bind("now", now).execute() == 1;
            if (ours && onParked != null) {
                handOver(handle, now, onParked, claim.key(), now, TaskProducer.USUAL_PRIORITY);
            }
            return ours;
        });
    }

    /** Makes a task due again, at its old time, whose worker stopped before it sent anything: it has waited long enough. */
    boolean revive(Claim claim) {
        return transactions.write(handle -> bound(handle.createUpdate(LET_GO + """
                again_at = null, last_error = :stopped, consecutive_failures = consecutive_failures + 1""" + MINE), claim)
                .bind("stopped", "this node stood still while this ran").execute()) == 1;
    }

    /** Confirms claims by a heartbeat; gives those whose tasks still have them. */
    Set<Claim> beat(List<Claim> claims, Instant at) {
        return transactions.runPassing(handle -> {
            PreparedBatch batch = handle.prepareBatch("update task set last_heartbeat = :at" + MINE);
            claims.forEach(claim -> batch.bind("at", at).bind("name", claim.name()).bind("key", claim.key()).bind("version", claim.version()).add());
            int[] changed = batch.execute();
            return IntStream.range(0, changed.length).filter(i -> changed[i] == 1).mapToObj(claims::get).collect(Collectors.toSet());
        });
    }

    /** A claim whose heartbeat is lost, with who made it and when the last heartbeat was. */
    record Dead(Claim claim, String pickedBy, @Nullable Instant lastHeartbeat) {
    }

    /** Claims without a heartbeat since a time, oldest first. */
    List<Dead> dead(Instant since, Set<String> names) {
        return names.isEmpty() ? List.of() : transactions.read(handle -> handle.createQuery("""
                        select task_name, task_instance, version, picked_by, last_heartbeat from task
                        where picked = true and last_heartbeat <= :since and task_name in (<names>) order by last_heartbeat limit 500""")
                .bind("since", since).bindList("names", List.copyOf(names))
                .map((row, context) -> new Dead(new Claim(row.getString(1), row.getString(2), row.getLong(3)), row.getString(4), instant(row, 5))).list());
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
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
