package io.github.iocenrichment.task;

import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.task.TaskTable.Claim;
import io.github.iocenrichment.task.TaskTable.Dead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the other nodes that what this one has in work is alive, and finds what dead ones have left: every two seconds one statement for all
 * claims of the node and one question for those of others, in a thread and over a connection that no work uses. So neither a full pool nor a busy
 * machine keeps a heartbeat back, and the node has always confirmed its own claims before it looks for dead ones.
 */
final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** Without a heartbeat for so long a claim is taken over, which happens within a further beat. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(8);
    /** A worker whose claim was not confirmed for so long asks before it acts. */
    static final Duration DOUBT_AFTER = Duration.ofSeconds(4);

    private final TaskTable table;
    private final Clock clock;
    private final Supplier<Set<String>> names;
    private final Consumer<Dead> takeUp;
    private final Set<HeldClaim> held = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param table  over connections that no work uses
     * @param names  the tasks that this node works on: only they know what becomes of one that is parked
     * @param takeUp is given each claim whose worker is dead; must not wait for the connections of the work
     */
    Heartbeats(TaskTable table, Clock clock, Supplier<Set<String>> names, Consumer<Dead> takeUp) {
        this.table = table;
        this.clock = clock;
        this.names = names;
        this.takeUp = takeUp;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread made = new Thread(work, "task-heartbeat");
                made.setDaemon(true);
                made.setPriority(Thread.MAX_PRIORITY);
                return made;
            });
            thread.scheduleWithFixedDelay(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** From here on the claim is kept alive. @param claimedAt when it was made, which was its first heartbeat */
    HeldClaim hold(Claim claim, Instant claimedAt) {
        HeldClaim holding = new HeldClaim(claim, claimedAt, this);
        held.add(holding);
        return holding;
    }

    void letGo(HeldClaim claim) {
        held.remove(claim);
    }

    private void round() {
        try {
            beat();
            table.dead(clock.instant().minus(DEAD_AFTER), names.get()).forEach(this::takeUp);
        } catch (RuntimeException e) {
            // the next round is soon; an outage of the store is logged by the store itself
            LOG.debug("The heartbeat failed: {}", StoreFailure.words(e).orElse(e.toString()));
        }
    }

    void takeUp(Dead dead) {
        takeUp.accept(dead);
    }

    /** Confirms all claims of this node; each of them knows afterwards whether it is still its worker's. */
    void beat() {
        List<HeldClaim> now = held.stream().filter(claim -> !claim.isLost()).toList();
        Instant at = clock.instant();
        Set<Claim> ours = now.isEmpty() ? Set.of() : table.beat(now.stream().map(HeldClaim::claim).toList(), at);
        now.forEach(claim -> claim.confirmed(ours.contains(claim.claim()), at));
    }

    /** For a worker that has doubts: whoever comes while another one asks takes that answer. */
    synchronized void confirm(HeldClaim doubtful) {
        if (!doubtful.isSure(clock.instant())) {
            try {
                beat();
            } catch (RuntimeException e) {
                LOG.debug("a claim could not be confirmed: {}", StoreFailure.words(e).orElse(e.toString()));
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
