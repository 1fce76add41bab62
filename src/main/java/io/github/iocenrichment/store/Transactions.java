package io.github.iocenrichment.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * How the database is read and changed. A thread that works on a task has a {@link UnitOfWork}: what it writes becomes durable together, at its
 * next commit, and its own reads see it before. Any other change is a transaction of its own and is durable when the call returns.
 */
public final class Transactions {
    /** Serialisation failure, deadlock (PostgreSQL and H2), concurrent update, lock timeout (H2). */
    private static final Set<String> GAVE_WAY = Set.of("40001", "40P01", "90131", "HYT00");
    private static final int TRIES = 20;

    private final Jdbi jdbi;
    private final DiskSync disk;
    private final boolean embedded;
    private final ThreadLocal<UnitOfWork> unit = new ThreadLocal<>();

    /**
     * @param disk     makes committed changes durable where a commit alone does not
     * @param embedded whether the database is this process's alone
     */
    Transactions(DataSource database, DiskSync disk, boolean embedded) {
        this.jdbi = Jdbi.create(database).installPlugin(new TimesWithZone());
        this.disk = disk;
        this.embedded = embedded;
    }

    /** Whether the database is this process's alone. */
    public boolean isEmbedded() {
        return embedded;
    }

    /** A question; it sees what this thread's unit of work has written. */
    public <T> T read(HandleCallback<T, RuntimeException> question) {
        UnitOfWork own = unit.get();
        return own != null && own.isOpen() ? own.run(question) : jdbi.withHandle(question);
    }

    /** A change: part of this thread's unit of work, else a transaction of its own. */
    public <T> T write(HandleCallback<T, RuntimeException> change) {
        UnitOfWork own = unit.get();
        return own != null ? own.run(change) : run(change);
    }

    /**
     * A change in a transaction of its own, whatever this thread has in work: for rows that others change as well, whose locks must be short. It is
     * tried again when the database gave the way to another transaction. What the unit of work has written becomes durable before.
     */
    public <T> T run(HandleCallback<T, RuntimeException> change) {
        flush();
        T result = retried(change);
        disk.await();
        return result;
    }

    /** As {@link #run} for a change that may be lost with the process, such as a heartbeat: nobody waits for the disk. */
    public <T> T runPassing(HandleCallback<T, RuntimeException> change) {
        flush();
        return retried(change);
    }

    /** As {@link #run} for a change that is to be on the disk in a few milliseconds, for which nobody waits. */
    public <T> T runSoon(HandleCallback<T, RuntimeException> change) {
        T result = runPassing(change);
        disk.request();
        return result;
    }

    /** Returns when all that was committed before the call is on the disk. */
    void awaitDisk() {
        disk.await();
    }

    /** Begins the unit of work of this thread; what it has not committed when it is closed is undone. */
    public UnitOfWork begin() {
        if (unit.get() != null) {
            throw new IllegalStateException("this thread has a unit of work already");
        }
        UnitOfWork begun = new UnitOfWork(jdbi, disk, unit::remove);
        unit.set(begun);
        return begun;
    }

    /** Makes durable what this thread's unit of work has written so far: to be called before anything is sent that rests on it. */
    public void flush() {
        UnitOfWork own = unit.get();
        if (own != null) {
            own.commit();
        }
    }

    /** Runs something when what this thread has written is durable; at once when it has no unit of work. */
    public void afterCommit(Runnable action) {
        UnitOfWork own = unit.get();
        if (own != null) {
            own.afterCommit(action);
        } else {
            action.run();
        }
    }

    /**
     * What this thread's unit of work has read before, so that it need not be read again: of what the unit itself changes, it is informed by
     * {@link #forget}; what others change is seen after its next commit.
     *
     * @return empty when the thread has no unit of work
     */
    <T> Optional<T> remembered(String key, Class<T> type, Supplier<T> read) {
        return Optional.ofNullable(unit.get()).map(own -> own.remembered(key, type, read));
    }

    /** What {@link #remembered} would not read again; empty when it would. */
    <T> Optional<T> known(String key, Class<T> type) {
        return Optional.ofNullable(unit.get()).flatMap(own -> own.known(key, type));
    }

    void forget(String key, Class<?> type) {
        UnitOfWork own = unit.get();
        if (own != null) {
            own.forget(key, type);
        }
    }

    private <T> T retried(HandleCallback<T, RuntimeException> change) {
        for (int tried = 1; ; tried++) {
            try {
                return jdbi.inTransaction((Handle handle) -> change.withHandle(handle));
            } catch (RuntimeException e) {
                if (tried >= TRIES || !gaveWay(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean gaveWay(Throwable e) {
        for (Throwable cause : ExceptionUtils.getThrowableList(e)) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && GAVE_WAY.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
