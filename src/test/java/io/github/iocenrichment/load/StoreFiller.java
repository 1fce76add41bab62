package io.github.iocenrichment.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Multiplies the finished incidents of a store that nobody has open, with all that belongs to them: each copy under keys of its own, some minutes
 * older than the one before it. Documents and contents are cut, for nobody reads them again and rows are what makes a store slow.
 */
final class StoreFiller {
    /** Tables with rows of incidents, parents first; others hold what there is only once. */
    private static final List<String> TABLES = List.of("incident", "incident_document", "answer", "effect", "stix_object", "stix_report", "stix_sending",
            "own_record", "guard_decision", "source_share");
    /** Keys that are lengthened, each the same way in every table. */
    private static final Set<String> LENGTHENED = Set.of("number", "effect_key", "id", "grouping_id");
    /** Keys of a fixed form, with the length of what stands for them. */
    private static final Map<String, Integer> HASHED = Map.of("rec_id", 32, "value_hash", 64, "asked_for", 32);
    private static final int COPIES_A_STEP = 100;
    /** Documents and contents may be longer than this; so may answers, which stay whole, for they are looked through. */
    private static final int LONG = 10_000;
    private static final int KEPT = 200;

    private StoreFiller() {
    }

    /** @param incidents that the store holds afterwards, at least */
    static void fill(Path file, int incidents) {
        try (Connection connection = StoreContent.open(file, false); Statement statement = connection.createStatement()) {
            Map<String, String> copies = new LinkedHashMap<>();
            for (String table : TABLES) {
                Map<String, String> values = columns(statement, table);
                if (!values.isEmpty()) {
                    statement.execute("create local temporary table seed_" + table + " as select * from " + table);
                    copies.put(table, "insert into " + table + " (" + String.join(", ", values.keySet()) + ") select " + String.join(", ", values.values())
                            + " from seed_" + table + " cross join system_range(%d, %d) as copies(x) order by 1, 2, 3");
                }
            }
            int seeds = count(statement);
            for (int copy = 1; copy * seeds < incidents; copy += COPIES_A_STEP) {
                for (String insert : copies.values()) {
                    statement.execute(String.format(insert, copy, copy + COPIES_A_STEP - 1));
                }
            }
            if (count(statement) < incidents) {
                throw new IllegalStateException("only " + count(statement) + " incidents are in the store");
            }
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be filled", e);
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from incident")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The columns of a table, each with what a copy has there; {@code x} is the number of the copy. */
    private static Map<String, String> columns(Statement statement, String table) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("select column_name, data_type, character_maximum_length from information_schema.columns where"
                + " table_schema = 'public' and"
                + " table_name = '" + table + "' order by ordinal_position")) {
            while (rows.next()) {
                boolean isLong = rows.getLong(3) > LONG && !table.equals("answer");
                values.put("\"" + rows.getString(1) + "\"", value(rows.getString(1), rows.getString(2).toUpperCase(Locale.ROOT), isLong));
            }
        }
        return values;
    }

    private static String value(String column, String type, boolean isLong) {
        String quoted = "\"" + column + "\"";
        if (HASHED.containsKey(column)) {
            return "left(rawtohex(hash('SHA-256', " + quoted + " || '~' || x)), " + HASHED.get(column) + ")";
        }
        if (LENGTHENED.contains(column)) {
            return quoted + " || '~' || x";
        }
        if (type.startsWith("TIMESTAMP")) {
            return "dateadd(minute, -x, " + quoted + ")";
        }
        return isLong ? "substring(" + quoted + ", 1, " + KEPT + ")" : quoted;
    }
}
