package io.github.iocenrichment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The store of a product under test: in memory, looked into and emptied between two tests while nothing is in work. */
final class TrialStore {
    /** What is due later waits for its time, by design. */
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LEFT = "select count(*) from task where task_name not in ('amend', 'watch') and parked_at is null and (picked or execution_time < ?)";

    private final String url = "jdbc:h2:mem:test-" + UUID.randomUUID();

    String url() {
        return url;
    }

    /** Whether a stage is at work or has work before it. */
    boolean isBusy(Instant now) throws SQLException {
        try (Connection connection = open(); PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setTimestamp(1, Timestamp.from(now.plus(SOON)));
            try (ResultSet left = statement.executeQuery()) {
                return left.next() && left.getLong(1) > 0;
            }
        }
    }

    /** Why stages are parked, one line each: nothing more comes of them in a test. */
    List<String> parked() throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = open(); Statement statement = connection.createStatement();
                ResultSet parked = statement.executeQuery("select task_name, last_error from task where parked_at is not null order by parked_at")) {
            while (parked.next()) {
                words.add("task:" + parked.getString(1) + " is parked: " + parked.getString(2));
            }
        }
        return words;
    }

    /** Forgets what the test before has left. */
    void empty() throws SQLException {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("select table_name from information_schema.tables where table_schema = schema()"
                    + " and table_type = 'BASE TABLE' and lower(table_name) <> 'store_version'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            statement.execute("set referential_integrity false");
            for (String table : tables) {
                statement.execute("delete from \"" + table + "\"");
            }
            statement.execute("set referential_integrity true");
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }
}
