package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for H2: a commit there is in memory until the next write of the file, which costs far more than the commit. Whoever has committed
 * waits for a write that begins after; one write serves all who came before it. The file is written by a thread of its own, for H2 closes a file
 * whose writer is interrupted, and threads that work are interrupted when they are stopped.
 */
final class DiskSync implements AutoCloseable {
    /** For a database whose commits are durable by themselves. */
    static final DiskSync BY_COMMIT = new DiskSync(null);
    /** When the last write served so many, the next one waits a moment for more: it then serves many again. */
    private static final int CROWD = 3;
    private static final long GATHER_MILLIS = 3;

    private final @Nullable DataSource database;
    /** Guarded by this, as all that follows. */
    private Round next = new Round();
    private int lastServed;
    private boolean closed;
    private @Nullable Thread thread;

    private DiskSync(@Nullable DataSource database) {
        this.database = database;
    }

    /** @param database connections of which one is taken for each write of the file */
    static DiskSync of(DataSource database) {
        return new DiskSync(database);
    }

    /** Those whom one write serves. */
    private static final class Round {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int callers;
    }

    /**
     * Returns when everything that was committed before the call is on the disk; an interrupt does not end the waiting.
     *
     * @throws StoreException when the file cannot be written: then the caller's changes may be lost with the process
     */
    void await() {
        if (database == null) {
            return;
        }
        Round own = join();
        try {
            own.done.join();
        } catch (CompletionException e) {
            throw new StoreException(StoreFailure.words(e.getCause()).orElse("the store's file cannot be written"), e.getCause());
        }
    }

    /** Has the file written soon, without waiting for it. */
    void request() {
        if (database != null) {
            join();
        }
    }

    private synchronized Round join() {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        if (thread == null) {
            thread = new Thread(this::run, "store-disk");
            thread.setDaemon(true);
            thread.start();
        }
        next.callers++;
        if (next.callers == 1) {
            notifyAll();
        }
        return next;
    }

    private void run() {
        for (Round round = take(); round != null; round = take()) {
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
                round.done.complete(null);
            } catch (SQLException | RuntimeException | Error e) {
                round.done.completeExceptionally(e);
            }
        }
    }

    /** Null when the store is closed and nobody waits. */
    private synchronized @Nullable Round take() {
        try {
            while (next.callers == 0) {
                if (closed) {
                    return null;
                }
                wait();
            }
            if (lastServed >= CROWD) {
                wait(GATHER_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
        Round round = next;
        next = new Round();
        lastServed = round.callers;
        return round;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
