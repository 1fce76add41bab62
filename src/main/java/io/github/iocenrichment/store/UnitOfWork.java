package io.github.iocenrichment.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What one thread writes between two commits: one transaction, begun by the first write. No connection is held before it and after the commit, so
 * that nothing is kept from others while the thread waits for another system. Once a statement has failed the unit cannot be committed any more.
 */
public final class UnitOfWork implements AutoCloseable {
    private final Jdbi jdbi;
    private final DiskSync disk;
    private final Runnable closed;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Memory, Object> memory = new HashMap<>();
    private @Nullable Handle handle;
    private @Nullable RuntimeException failure;

    UnitOfWork(Jdbi jdbi, DiskSync disk, Runnable closed) {
        this.jdbi = jdbi;
        this.disk = disk;
        this.closed = closed;
    }

    private record Memory(String key, Class<?> type) {
    }

    <T> T remembered(String key, Class<T> type, Supplier<T> read) {
        Memory place = new Memory(key, type);
        Object known = memory.get(place);
        if (known == null) {
            known = read.get();
            memory.put(place, known);
        }
        return type.cast(known);
    }

    <T> Optional<T> known(String key, Class<T> type) {
        return Optional.ofNullable(type.cast(memory.get(new Memory(key, type))));
    }

    void forget(String key, Class<?> type) {
        memory.remove(new Memory(key, type));
    }

    /** Whether something was written that is not committed. */
    boolean isOpen() {
        return handle != null;
    }

    <T> T run(HandleCallback<T, RuntimeException> work) {
        refuseFailed();
        try {
            if (handle == null) {
                handle = jdbi.open();
                handle.begin();
            }
            return work.withHandle(handle);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    void afterCommit(Runnable action) {
        if (isOpen()) {
            afterCommit.add(action);
        } else {
            action.run();
        }
    }

    /**
     * Makes durable what was written since the last commit.
     *
     * @throws RuntimeException the failure of a statement before, or of the commit
     */
    public void commit() {
        refuseFailed();
        // what follows may take time, in which others change what was read
        memory.clear();
        if (handle == null) {
            return;
        }
        try {
            handle.commit();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
        release();
        disk.await();
        List<Runnable> due = List.copyOf(afterCommit);
        afterCommit.clear();
        due.forEach(Runnable::run);
    }

    /** Undoes what was written since the last commit; the unit can be used again. */
    public void rollback() {
        failure = null;
        afterCommit.clear();
        memory.clear();
        release();
    }

    /** The failure of a statement since the last commit, after which nothing of the unit can be kept. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void refuseFailed() {
        if (failure != null) {
            throw new StoreException("what this work wrote cannot be kept, for an earlier statement failed", failure);
        }
    }

    /** Closing a handle rolls back what is not committed. */
    private void release() {
        Handle open = handle;
        handle = null;
        if (open != null) {
            try {
                if (open.isInTransaction()) {
                    open.rollback();
                }
            } finally {
                open.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            rollback();
        } finally {
            closed.run();
        }
    }
}
