package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a store along to another database: all rows in one transaction, after which the old store refuses to be worked on. */
public final class StoreMove {
    /** What the new database has by itself. */
    private static final Set<String> OWN = Set.of("store_version", "store_state");
    private static final int SET = 500;

    private StoreMove() {
    }

    /**
     * Moves it. Nobody may work on either store meanwhile: an H2 file in use is refused when it is opened.
     *
     * @param from the store with the rows
     * @param to   a database without any; its tables are made
     * @return rows moved, by table
     * @throws StoreException when one of them cannot be opened, the new one holds rows already, or the copy breaks off; the old store is as before then
     */
    public static Map<String, Long> move(StoreSettings from, StoreSettings to, Clock clock) {
        try (Store old = Store.open(from.existing(), clock); Store fresh = Store.open(to, clock)) {
            Map<String, Long> moved = copy(old, fresh, StoreUrl.shown(to.url()));
            try (Connection source = old.dataSource().getConnection()) {
                StoreState.write(source, StoreState.MOVED, StoreUrl.shown(to.url()) + " at " + clock.instant());
            } catch (SQLException e) {
                throw new StoreException("all rows were moved to " + StoreUrl.shown(to.url())
                        + ", but this store cannot be marked as moved: set store.url to that database", e);
            }
            return moved;
        }
    }

    private static Map<String, Long> copy(Store old, Store fresh, String target) {
        try (Connection source = old.dataSource().getConnection(); Connection sink = fresh.dataSource().getConnection()) {
            List<String> tables = tables(source);
            for (String table : tables) {
                if (count(sink, table) > 0) {
                    throw new StoreException(target + " already holds rows in " + table
                            + "; name an empty database, or set store.url to this one if it was moved before");
                }
            }
            Map<String, Long> moved = new LinkedHashMap<>();
            sink.setAutoCommit(false);
            for (String table : tables) {
                long rows = rows(source, sink, table);
                if (rows != count(source, table) || rows != count(sink, table)) {
                    sink.rollback();
                    throw new StoreException("the rows of " + table + " changed while they were moved; stop whoever works on the store");
                }
                moved.put(table, rows);
            }
            sink.commit();
            return moved;
        } catch (SQLException e) {
            throw new StoreException("its rows cannot be moved to " + target + ": " + e.getMessage() + "; nothing was moved", e);
        }
    }

    /** Those that others refer to come first. */
    private static List<String> tables(Connection source) throws SQLException {
        DatabaseMetaData database = source.getMetaData();
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        try (ResultSet found = database.getTables(null, source.getSchema(), "%", new String[]{"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME");
                if (!OWN.contains(table)) {
                    try (ResultSet references = database.getImportedKeys(null, source.getSchema(), table)) {
                        (references.next() ? last : first).add(table);
                    }
                }
            }
        }
        first.addAll(last);
        return first;
    }

    private static long rows(Connection source, Connection sink, String table) throws SQLException {
        try (Statement query = source.createStatement()) {
            query.setFetchSize(SET);
            try (ResultSet rows = query.executeQuery("select * from " + table)) {
                ResultSetMetaData columns = rows.getMetaData();
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.add(columns.getColumnName(i));
                }
                String insert = "insert into " + table + " (" + names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")) + ") values ("
                        + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
                long moved = 0;
                try (PreparedStatement into = sink.prepareStatement(insert)) {
                    while (rows.next()) {
                        for (int i = 1; i <= names.size(); i++) {
                            into.setObject(i, value(rows, i, columns.getColumnType(i)));
                        }
                        into.addBatch();
                        if (++moved % SET == 0) {
                            into.executeBatch();
                        }
                    }
                    into.executeBatch();
                }
                return moved;
            }
        }
    }

    private static Object value(ResultSet rows, int column, int type) throws SQLException {
        return switch (type) {
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> rows.getBytes(column);
            case Types.CLOB, Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> rows.getString(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(column, OffsetDateTime.class);
            default -> rows.getObject(column);
        };
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement query = connection.createStatement(); ResultSet rows = query.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
