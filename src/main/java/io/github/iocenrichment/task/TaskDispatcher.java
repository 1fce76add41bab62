package io.github.iocenrichment.task;

import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.task.TaskTable.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds due work for all consumers of this node, in one thread: it claims as many tasks of each kind as its consumer has workers free, in one
 * transaction, and hands them over. It looks when it is woken (something was handed over, a worker is free again), when the next task becomes due,
 * and every second for what other nodes have handed over.
 */
final class TaskDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDispatcher.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final TaskTable table;
    private final String node;
    private final RunGate gate;
    private final Clock clock;
    private final Map<String, TaskConsumer> consumers = new ConcurrentHashMap<>();
    /** Kinds of work to look for; guarded by this. */
    private final Set<String> wanted = new HashSet<>();
    /** Of the last look; empty when it succeeded. Only the dispatcher's thread uses it. */
    private String failure = "";
    private Instant nextLook = Instant.EPOCH;
    private boolean stopped;
    private @Nullable Thread thread;

    TaskDispatcher(TaskTable table, String node, RunGate gate, Clock clock) {
        this.table = table;
        this.node = node;
        this.gate = gate;
        this.clock = clock;
    }

    /** From here on work is found for the consumer. */
    synchronized void add(TaskConsumer consumer) {
        consumers.put(consumer.getEndpoint().getName(), consumer);
        if (thread == null) {
            thread = new Thread(this::run, "task-dispatch");
            thread.setDaemon(true);
            thread.start();
        }
        wake(consumer.getEndpoint().getName());
    }

    void remove(TaskConsumer consumer) {
        consumers.remove(consumer.getEndpoint().getName(), consumer);
    }

    /** Has this kind of work looked for now. */
    synchronized void wake(String name) {
        if (wanted.add(name)) {
            notifyAll();
        }
    }

    /** Has all work looked for at a time, when that is before the next look. */
    synchronized void wakeAt(Instant due) {
        if (due.isBefore(nextLook)) {
            nextLook = due;
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                Set<String> names = next();
                if (names == null) {
                    return;
                }
                look(names);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is to be looked for. Null when the dispatcher is closed; empty when it is time to look for everything. */
    private synchronized @Nullable Set<String> next() throws InterruptedException {
        while (!stopped) {
            long wait = Duration.between(clock.instant(), nextLook).toMillis();
            if (wait <= 0) {
                // before what was woken, or a busy node would never look for what becomes due by itself
                nextLook = clock.instant().plus(POLL);
                return Set.of();
            }
            if (!wanted.isEmpty()) {
                break;
            }
            wait(Math.min(wait, POLL.toMillis()));
        }
        if (stopped) {
            return null;
        }
        Set<String> names = Set.copyOf(wanted);
        wanted.clear();
        return names;
    }

    private void look(Set<String> names) {
        try {
            Set<String> due = names.isEmpty() ? dueNames() : names;
            for (String name : due) {
                TaskConsumer consumer = consumers.get(name);
                if (consumer != null && !isHeldBack(consumer)) {
                    dispatch(consumer);
                }
            }
            failure = "";
        } catch (RuntimeException e) {
            // the next look is soon; an outage of the store is reported by the store itself
            String words = StoreFailure.words(e).orElse(e.toString());
            if (!StoreFailure.isOutage(e) && !words.equals(failure)) {
                LOG.warn("Due work cannot be read from the store, tried again every second: {}", words);
            }
            failure = words;
        }
    }

    private Set<String> dueNames() {
        Instant now = clock.instant();
        Map<String, Instant> next = table.nextDue(consumers.keySet());
        next.values().stream().filter(due -> due.isAfter(now)).min(Instant::compareTo).ifPresent(this::wakeAt);
        Set<String> due = new HashSet<>();
        next.forEach((name, at) -> {
            if (!at.isAfter(now)) {
                due.add(name);
            }
        });
        return due;
    }

    private boolean isHeldBack(TaskConsumer consumer) {
        return consumer.getEndpoint().isYieldToSuspects() && gate.isHeld();
    }

    private void dispatch(TaskConsumer consumer) {
        int free = consumer.reserve();
        List<Claimed> claimed = List.of();
        try {
            claimed = free == 0 ? List.of() : table.claim(consumer.getEndpoint().getName(), consumer.only(), node, free);
        } finally {
            consumer.begin(claimed, free);
        }
    }

    @Override
    public synchronized void close() {
        stopped = true;
        notifyAll();
    }
}
