package io.github.iocenrichment.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Brings requests of concurrent callers together, so that one transaction serves them all. The first caller waits a moment for others, or until the
 * batch before has ended, and then works on all that are there in its own thread; the others wait for their results. One batch is in work at a time.
 *
 * <p>A request that makes its batch fail fails alone: each caller then does its own request again, in its own thread. So work that fails must have
 * changed nothing.
 *
 * @param <Q> a request
 * @param <A> its result
 */
public final class Batches<Q, A> {
    private final Function<List<Q>, List<A>> work;
    private final Predicate<RuntimeException> concernsAll;
    private final int most;
    private final long linger;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Place<Q, A>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param work        the requests of a batch, in the order in which they came, to their results in the same order
     * @param concernsAll whether a failure of a batch is that of each of its requests, so that none of them is tried alone
     * @param most        requests in a batch
     * @param linger      how long the first request waits for others
     */
    public Batches(Function<List<Q>, List<A>> work, Predicate<RuntimeException> concernsAll, int most, Duration linger) {
        this.work = work;
        this.concernsAll = concernsAll;
        this.most = most;
        this.linger = linger.toNanos();
    }

    /** A request that waits, or is in work once it has left the queue. */
    private static final class Place<Q, A> {
        private final Q request;
        /** Wakes its caller alone: waking all who wait, for each batch, costs more than the batches. */
        private final Condition changed;
        private final long since = System.nanoTime();
        private final CompletableFuture<Supplier<A>> outcome = new CompletableFuture<>();
        private boolean inWork;

        Place(Q request, Condition changed) {
            this.request = request;
            this.changed = changed;
        }
    }

    /**
     * Does one request, together with those of others.
     *
     * @throws StoreException when the thread is interrupted before the request is in work; nothing of it is done then. A request in work is brought
     *                        to its end, and the thread stays interrupted
     */
    public A call(Q request) {
        Place<Q, A> own = new Place<>(request, lock.newCondition());
        List<Place<Q, A>> batch = batchToLead(own);
        if (!batch.isEmpty()) {
            lead(batch);
        }
        return own.outcome.join().get();
    }

    /** What this caller is to work on, its own request included; empty when another caller has taken it. */
    private List<Place<Q, A>> batchToLead(Place<Q, A> own) {
        lock.lock();
        try {
            waiting.add(own);
            if (waiting.size() >= most) {
                waiting.element().changed.signal();
            }
            while (!own.outcome.isDone()) {
                long left = linger - (System.nanoTime() - own.since);
                if (busy || waiting.peek() != own) {
                    own.changed.await();
                } else if (left > 0 && waiting.size() < most) {
                    own.changed.awaitNanos(left);
                } else {
                    return begun();
                }
            }
            return List.of();
        } catch (InterruptedException e) {
            return stopped(own, e);
        } finally {
            lock.unlock();
        }
    }

    private List<Place<Q, A>> begun() {
        busy = true;
        List<Place<Q, A>> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            Place<Q, A> place = waiting.remove();
            place.inWork = true;
            batch.add(place);
        }
        return batch;
    }

    private List<Place<Q, A>> stopped(Place<Q, A> own, InterruptedException e) {
        Thread.currentThread().interrupt();
        if (own.inWork) {
            return List.of();
        }
        waiting.remove(own);
        wakeFirst();
        throw new StoreException("the work was stopped", e);
    }

    private void wakeFirst() {
        if (!waiting.isEmpty()) {
            waiting.element().changed.signal();
        }
    }

    private void lead(List<Place<Q, A>> batch) {
        try {
            List<A> results = work.apply(batch.stream().map(place -> place.request).toList());
            for (int i = 0; i < batch.size(); i++) {
                A result = results.get(i);
                batch.get(i).outcome.complete(() -> result);
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1 || concernsAll.test(e)) {
                batch.forEach(place -> place.outcome.complete(() -> {
                    throw e;
                }));
            }
        } finally {
            // those that have no outcome yet
            batch.forEach(place -> place.outcome.complete(() -> work.apply(List.of(place.request)).get(0)));
            lock.lock();
            try {
                busy = false;
                batch.forEach(place -> place.changed.signal());
                wakeFirst();
            } finally {
                lock.unlock();
            }
        }
    }
}
