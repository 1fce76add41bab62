package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the store itself: a backup knows when it was made, and a store that was moved refuses to be worked on. */
final class StoreState {
    static final String BACKUP = "backup";
    static final String MOVED = "moved-to";
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private StoreState() {
    }

    /**
     * Looks at the state before any work begins. That the store is a backup is reported once, in the log and in the audit.
     *
     * @throws StoreException when its rows were moved to another database
     */
    static void check(DataSource database, AuditStore audit, Clock clock) {
        try (Connection connection = database.getConnection()) {
            Optional<String> moved = read(connection, MOVED);
            if (moved.isPresent()) {
                throw new StoreException("it was moved to " + moved.get() + "; set store.url to that database, and remove this store when it is no longer"
                        + " needed");
            }
            Optional<String> backup = read(connection, BACKUP);
            if (backup.isPresent()) {
                LOG.warn("The store was restored from a backup of {}: incidents created since are gone through again, and each write is looked for in"
                        + " Ivanti before it is made",
                        backup.get());
                audit.add(new AuditStore.Entry(UUID.randomUUID().toString(), clock.instant(), clock.instant(), "restore", "the store", "", "",
                        "started with a backup of " + backup.get(), 1));
                execute(connection, "delete from store_state where name = ?", BACKUP);
            }
        } catch (SQLException e) {
            throw new StoreException("its state cannot be read", e);
        }
    }

    /** Within the connection's transaction, if it has one. */
    static void write(Connection connection, String name, String state) throws SQLException {
        execute(connection, "insert into store_state (name, state) values (?, ?)", name, Text.fit(state, 400));
    }

    private static Optional<String> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select state from store_state where name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void execute(Connection connection, String statement, String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
