package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Group commit for H2: a commit there is in memory until the next write of the file, which costs far more than the commit. Whoever has committed
 * waits for a write that began after; one thread at a time writes, for all who came meanwhile.
 */
final class DiskSync {
    /** For a database whose commits are durable by themselves. */
    static final DiskSync BY_COMMIT = new DiskSync(null);

    private final DataSource database;
    /** Guarded by this. */
    private long asked;
    private long written;
    private boolean writing;

    private DiskSync(DataSource database) {
        this.database = database;
    }

    /** @param database connections of which one is taken for each write of the file */
    static DiskSync of(DataSource database) {
        return new DiskSync(database);
    }

    /**
     * Returns when everything that was committed before the call is on the disk.
     *
     * @throws StoreException when the file cannot be written: then the caller's changes may be lost with the process
     */
    void await() {
        if (database == null) {
            return;
        }
        long upTo;
        synchronized (this) {
            long mine = ++asked;
            boolean interrupted = false;
            while (writing && written < mine) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // the write is under way and ends by itself; its outcome has to be known
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (written >= mine) {
                return;
            }
            writing = true;
            upTo = asked;
        }
        boolean done = false;
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
            done = true;
        } catch (SQLException e) {
            throw new StoreException(StoreTrouble.words(e).orElse("the store's file cannot be written"), e);
        } finally {
            synchronized (this) {
                // those who waited for a write that failed try for themselves and get its failure
                written = done ? upTo : written;
                writing = false;
                notifyAll();
            }
        }
    }
}
