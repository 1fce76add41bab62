package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Transactions;
import io.github.iocenrichment.task.TaskTable.Claim;
import io.github.iocenrichment.task.TaskTable.Claimed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often the process ended while a task ran, and parks the task that ended it again and again.
 *
 * <p>A death counts against a task that had begun (what was only claimed has no {@code begun_at}) and had made nothing durable since. Progress is
 * looked for when a death is counted, and costs a running task nothing: an effect of its key that was intended or settled, a document of its key
 * that changed, an answer that was asked for its key, or another task of its key that was handed over, all since {@code begun_at}. An effect that
 * is attempted once more and an answer that is still pending are no progress: both repeat with every run.
 *
 * <p>One death less than the limit makes a task a suspect. Suspects run one at a time, so the one that runs when the process ends is the cause.
 */
final class TaskDeaths {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDeaths.class);
    private static final String DIED = "the process ended or stood still while this ran";
    private static final String COUNTS = """
            select deaths, begun_at is not null
              and not exists (select 1 from effect where rec_id = task.task_instance
                and (created_at >= task.begun_at or state in ('done', 'refused') and updated_at >= task.begun_at))
              and not exists (select 1 from incident_document where rec_id = task.task_instance and saved_at >= task.begun_at)
              and not exists (select 1 from answer where asked_for = task.task_instance and state <> 'pending' and answered_at >= task.begun_at)
              and not exists (select 1 from task other where other.task_instance = task.task_instance and other.task_name <> task.task_name
                and other.created_at >= task.begun_at)
            from task""";
    private static final String RUNNING_SUSPECTS = """
            select count(*) from task where picked = true and begun_at is not null and deaths >= :suspect
              and not (task_name = :name and task_instance = :key)""";

    private final Transactions transactions;
    private final Clock clock;
    private final int limit;

    /** @param limit so many deaths park a task; 0 for never */
    TaskDeaths(Transactions transactions, Clock clock, int limit) {
        this.transactions = transactions;
        this.clock = clock;
        this.limit = limit;
    }

    /** What became of a task whose worker is gone. */
    enum Outcome {
        /** It is due again, at its old time: it has waited long enough. */
        AGAIN,
        /** It is where only an operator starts it again. */
        PARKED,
        /** Somebody else was quicker. */
        NOT_OURS
    }

    /** What became of a task, with its deaths and whether the last one counted. */
    private record Died(Outcome outcome, int deaths, boolean counts) {
    }

    /** Deaths that a task had, and whether one more counts. */
    private record Past(int deaths, boolean counts) {
        static Past of(ResultSet row) throws SQLException {
            return new Past(row.getInt(1), row.getBoolean(2));
        }
    }

    /**
     * Takes the task of a worker that is gone from it, and counts the death.
     *
     * @param onParked task that is handed the key when the work is parked, in the same transaction; null for none
     */
    Outcome died(Claim claim, @Nullable String onParked) {
        Died died = transactions.run(handle -> {
            Past past = TaskTable.bound(handle.createQuery(COUNTS + TaskTable.MINE), claim).map((row, context) -> Past.of(row)).findOne().orElse(null);
            if (past == null) {
                return new Died(Outcome.NOT_OURS, 0, false);
            }
            boolean counts = limit > 0 && past.counts();
            int deaths = past.deaths() + (counts ? 1 : 0);
            if (counts && deaths >= limit) {
                return new Died(park(handle, claim, deaths, onParked), deaths, true);
            }
            boolean ours = TaskTable.bound(handle.createUpdate(TaskTable.LET_GO + """
                    again_at = null, last_error = :error, consecutive_failures = consecutive_failures + 1, deaths = :deaths""" + TaskTable.MINE), claim)
                    .bind("error", counts ? DIED + ", " + deaths + " of " + limit + " deaths (work.deaths)" : DIED).bind("deaths", deaths).execute() == 1;
            return new Died(ours ? Outcome.AGAIN : Outcome.NOT_OURS, deaths, counts);
        });
        log(claim, died);
        return died.outcome();
    }

    private void log(Claim claim, Died died) {
        if (died.outcome() == Outcome.PARKED) {
            LOG.error("task:{} {} is parked: {}", claim.name(), claim.key(), reason(died.deaths()));
        } else if (died.outcome() == Outcome.AGAIN && died.counts()) {
            LOG.warn("task:{} {} was running when its process ended, {} of {} deaths (work.deaths){}", claim.name(), claim.key(), died.deaths(), limit,
                    died.deaths() >= suspectFrom() ? "; it runs alone from here on" : "");
        }
    }

    private Outcome park(Handle handle, Claim claim, int deaths, @Nullable String onParked) {
        boolean ours = TaskTable.bound(handle.createUpdate(TaskTable.LET_GO + """
                again_at = null, last_error = :error, consecutive_failures = consecutive_failures + 1, deaths = :deaths, last_failure = :now,
                parked_at = :now""" + TaskTable.MINE), claim)
                .bind("error", reason(deaths)).bind("deaths", deaths).bind("now", clock.instant()).execute() == 1;
        if (ours && onParked != null) {
            TaskTable.handOver(handle, clock.instant(), onParked, claim.key(), clock.instant(), TaskProducer.USUAL_PRIORITY);
        }
        return ours ? Outcome.PARKED : Outcome.NOT_OURS;
    }

    private static String reason(int deaths) {
        return "the process ended " + times(deaths) + " while this ran (work.deaths); release it on the page when the cause is gone";
    }

    private static String times(int count) {
        return switch (count) {
            case 1 -> "once";
            case 2 -> "twice";
            case 3 -> "three times";
            default -> count + " times";
        };
    }

    /** What this node had claimed in a previous life. Only right where nobody else can bear its name. */
    List<Claim> claimsOf(String name, String node) {
        return transactions.read(handle -> handle.createQuery("""
                        select task_name, task_instance, version from task where task_name = :name and picked = true and picked_by = :node
                        order by task_instance""")
                .bind("name", name).bind("node", node)
                .map((row, context) -> new Claim(row.getString(1), row.getString(2), row.getLong(3))).list());
    }

    /** Whether the task is one of those that may have ended the process. */
    boolean isSuspect(Claimed claimed) {
        return limit > 0 && claimed.deaths() >= suspectFrom();
    }

    private int suspectFrom() {
        return Math.max(1, limit - 1);
    }

    /** Notes that the run begins: a death counts from here on. False when the claim is lost. */
    boolean begin(Claim claim) {
        return limit == 0 || transactions.run(handle -> begin(handle, claim));
    }

    private boolean begin(Handle handle, Claim claim) {
        return TaskTable.bound(handle.createUpdate("update task set begun_at = :now" + TaskTable.MINE), claim).bind("now", clock.instant()).execute() == 1;
    }

    /** Whether another suspect runs, on whichever node. */
    boolean otherSuspectRuns(Claim claim) {
        return transactions.read(handle -> otherSuspectRuns(handle, claim));
    }

    private boolean otherSuspectRuns(Handle handle, Claim claim) {
        return handle.createQuery(RUNNING_SUSPECTS).bind("suspect", suspectFrom()).bind("name", claim.name()).bind("key", claim.key())
                .mapTo(Integer.class).one() > 0;
    }

    /** As {@link #begin}, and false as well when another suspect runs: whichever nodes ask at the same time, one of them gets true. */
    boolean beginAlone(Claim claim) {
        return transactions.run(handle -> {
            // the rows of all who may ask are the lock, taken in one order
            handle.createQuery("""
                            select task_instance from task where picked = true and deaths >= :suspect order by task_name, task_instance for update""")
                    .bind("suspect", suspectFrom()).mapTo(String.class).list();
            return !otherSuspectRuns(handle, claim) && begin(handle, claim);
        });
    }

    /** Lets a suspect go that has not begun, for another one runs. */
    boolean waitFor(Claim claim, Instant until) {
        return transactions.run(handle -> TaskTable.bound(handle.createUpdate(TaskTable.LET_GO + "execution_time = :until, again_at = null"
                + TaskTable.MINE), claim).bind("until", until).execute()) == 1;
    }

    /** The process is asked to stop: its end is no death of what it has in work. */
    void stopping(String node) {
        transactions.run(handle -> handle.createUpdate("update task set begun_at = null where picked = true and picked_by = :node and begun_at is not null")
                .bind("node", node).execute());
    }
}
