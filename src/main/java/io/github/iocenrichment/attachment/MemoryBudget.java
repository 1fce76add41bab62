package io.github.iocenrichment.attachment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The heap that readings may take together, in bytes. Whoever is going to read opens a {@link Reservation} before the memory is taken, and waits while
 * there is too little. A small reservation may pass a larger one that waits, but only {@value #MOST_PASSED} times: then the larger one is next.
 *
 * <p>A reservation that grows never waits for others that wait as well: when nobody is left who could give something back, it is refused at once.
 * Safe for use by many threads.
 */
public final class MemoryBudget {
    private static final int MOST_PASSED = 16;

    private final long total;
    private final List<Waiting> waiting = new ArrayList<>();
    private long free;
    private int busy;

    /** What became of a wish for memory. */
    public enum Answer {
        /** It is reserved. */
        GRANTED,
        /** Others have it; at another time it may be there. */
        NOT_RESERVED,
        /** The whole budget is too small for it. */
        TOO_LARGE
    }

    private static final class Waiting {
        private final long bytes;
        private final boolean growing;
        private int passed;

        private Waiting(long bytes, boolean growing) {
            this.bytes = bytes;
            this.growing = growing;
        }
    }

    /**
     * @param total bytes that all reservations may have together
     */
    public MemoryBudget(long total) {
        if (total < 1) {
            throw new IllegalArgumentException("a budget cannot be " + total + " bytes");
        }
        this.total = total;
        this.free = total;
    }

    /** So many parts of a hundred of the largest heap that this process may have. */
    public static MemoryBudget ofHeap(int percent) {
        return new MemoryBudget(Math.max(1, Runtime.getRuntime().maxMemory() / 100 * percent));
    }

    public long total() {
        return total;
    }

    /** What nobody has reserved. */
    public synchronized long free() {
        return free;
    }

    /** How many wait for memory. */
    synchronized int waiting() {
        return waiting.size();
    }

    /**
     * Opens a reservation and waits until it fits into the budget. One larger than the whole budget gets the whole budget, and so runs alone.
     *
     * @param bytes   bytes it begins with
     * @param longest how long to wait for them
     * @return null when the time is up before it fitted
     */
    public @Nullable Reservation open(long bytes, Duration longest) throws InterruptedException {
        long wanted = Math.min(Math.max(0, bytes), total);
        return take(new Waiting(wanted, false), longest.toNanos()) ? new Reservation(wanted) : null;
    }

    /** The whole of a budget that nobody else has a part of. */
    synchronized Reservation alone() {
        free -= total;
        busy++;
        return new Reservation(total);
    }

    private synchronized boolean take(Waiting wish, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        waiting.add(wish);
        if (wish.growing) {
            busy--;
            notifyAll();
        }
        boolean granted = false;
        try {
            while (!granted) {
                granted = mayGo(wish);
                long left = end - System.nanoTime();
                if (!granted && (left <= 0 || wish.growing && busy == 0)) {
                    return false;
                }
                if (!granted) {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
                }
            }
            free -= wish.bytes;
            waiting.stream().takeWhile(other -> other != wish).forEach(other -> other.passed++);
            return true;
        } finally {
            waiting.remove(wish);
            busy += granted || wish.growing ? 1 : 0;
            notifyAll();
        }
    }

    private boolean mayGo(Waiting wish) {
        boolean another = wish.growing || waiting.stream().takeWhile(other -> other != wish).noneMatch(other -> other.passed >= MOST_PASSED);
        return another && wish.bytes <= free;
    }

    private synchronized void giveBack(long bytes, boolean ends) {
        free += bytes;
        busy -= ends ? 1 : 0;
        notifyAll();
    }

    /** Memory that somebody has; used by one thread at a time, closed by the one that took it last. */
    public final class Reservation implements AutoCloseable {
        private final long first;
        private long held;
        private boolean closed;

        private Reservation(long held) {
            this.first = held;
            this.held = held;
        }

        /** Bytes of the whole budget. */
        long total() {
            return total;
        }

        /** Bytes that are reserved. */
        public long held() {
            return held;
        }

        /**
         * Reserves more.
         *
         * @param longest how long to wait while somebody works who may give something back
         */
        public Answer grow(long bytes, Duration longest) throws InterruptedException {
            if (held + bytes > total) {
                return Answer.TOO_LARGE;
            }
            if (bytes > 0 && !take(new Waiting(bytes, true), longest.toNanos())) {
                return Answer.NOT_RESERVED;
            }
            held += Math.max(0, bytes);
            return Answer.GRANTED;
        }

        /** Gives a part back, but for what it began with. */
        public void shrinkTo(long bytes) {
            long kept = Math.max(first, bytes);
            if (!closed && kept < held) {
                long back = held - kept;
                held -= back;
                giveBack(back, false);
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                long back = held;
                held = 0;
                giveBack(back, true);
            }
        }
    }
}
