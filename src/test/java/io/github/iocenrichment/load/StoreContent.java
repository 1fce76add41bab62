package io.github.iocenrichment.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Bytes of the values in a store that nobody has open, by table: texts and binaries as long as they are, every other value eight. */
final class StoreContent {
    private static final int OTHER = 8;

    private final Map<String, Long> bytes = new LinkedHashMap<>();

    private StoreContent() {
    }

    /** @param file such as {@code data/store.mv.db} of H2 */
    static StoreContent ofFile(Path file) {
        StoreContent content = new StoreContent();
        try (Connection connection = open(file, true)) {
            Map<String, String> sums = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                 ResultSet columns = statement.executeQuery("select table_name, column_name, data_type from information_schema.columns"
                         + " where table_schema = 'public' order by table_name")) {
                while (columns.next()) {
                    String column = "\"" + columns.getString(2) + "\"";
                    boolean sized = columns.getString(3).toUpperCase(Locale.ROOT).matches("(CHARACTER|BINARY).*");
                    sums.merge(columns.getString(1), sized ? "coalesce(octet_length(" + column + "), 0)" : "" + OTHER, (one, next) -> one + " + " + next);
                }
            }
            for (Map.Entry<String, String> sum : sums.entrySet()) {
                try (Statement statement = connection.createStatement();
                     ResultSet row = statement.executeQuery("select coalesce(sum(cast(" + sum.getValue() + " as bigint)), 0) from \"" + sum.getKey() + "\"")) {
                    row.next();
                    content.bytes.put(sum.getKey(), row.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be read", e);
        }
        return content;
    }

    /** Opens the file of a store that no process has open. */
    static Connection open(Path file, boolean readOnly) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + file.toString().replaceFirst("\\.mv\\.db$", "")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CACHE_SIZE=200000"
                + (readOnly ? ";ACCESS_MODE_DATA=r" : ""), "sa", "");
    }

    long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    long bytesWithout(String table) {
        return bytes() - bytes.getOrDefault(table, 0L);
    }

    /** Such as {@code incident_document 64.1, effect 51 KB}: the largest tables, each divided by the number of incidents. */
    String perIncident(int incidents, int tables) {
        List<Map.Entry<String, Long>> largest = bytes.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(tables).toList();
        return largest.stream().map(each -> each.getKey() + " " + Figure.text(each.getValue() / 1000.0 / incidents)).collect(Collectors.joining(", "))
                + " KB";
    }
}
