package io.github.iocenrichment.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;

/** Fresh databases of both kinds for tests. PostgreSQL is started, and the tables are made step by step, once in a JVM; others are copies. */
public enum Databases {
    H2, POSTGRESQL;

    private static final String TEMPLATE = "tables";
    private static EmbeddedPostgres postgres;

    private Store shared;
    private String tables;

    /** One open store for all tests of a JVM; they keep apart by their keys ({@link #unique}). */
    public synchronized Store store() {
        if (shared == null) {
            shared = Store.open(fresh("node-1"), Clock.systemUTC());
        }
        return shared;
    }

    /** A key that no other test uses. */
    public static String unique(String start) {
        return start + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** Settings of a new database with the tables of this version and nothing in them. */
    public StoreSettings fresh(String node) {
        String name = unused();
        if (this == H2) {
            StoreSettings settings = embedded(name, node);
            try (Connection connection = connect(settings); Statement statement = connection.createStatement()) {
                statement.execute(tables());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return settings;
        }
        return create(name, " template " + tables(), node);
    }

    /** Settings of a new, empty database. */
    public StoreSettings empty(String node) {
        return this == H2 ? embedded(unused(), node) : create(unused(), "", node);
    }

    private static String unused() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    private static StoreSettings embedded(String name, String node) {
        return new StoreSettings("jdbc:h2:mem:" + name, "sa", "", node);
    }

    /** The store closes a database in memory itself, so it outlives this connection. */
    private static Connection connect(StoreSettings settings) throws SQLException {
        return DriverManager.getConnection(StoreUrl.complete(settings.url()), settings.username(), settings.password());
    }

    private static StoreSettings create(String name, String from, String node) {
        try (Connection connection = postgres().getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + from);
            return new StoreSettings(postgres().getJdbcUrl("postgres", name), "postgres", "postgres", node);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a new database is made of: on H2 the script of its tables, on PostgreSQL the name of the database that is copied. */
    private synchronized String tables() {
        if (tables == null) {
            StoreSettings first = this == H2 ? empty(TEMPLATE) : create(TEMPLATE, "", TEMPLATE);
            try (Store store = Store.open(first, Clock.systemUTC())) {
                tables = this == H2 ? script(first) : TEMPLATE;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return tables;
    }

    private static String script(StoreSettings settings) throws SQLException {
        StringBuilder script = new StringBuilder();
        try (Connection connection = connect(settings); Statement statement = connection.createStatement();
             ResultSet lines = statement.executeQuery("script nosettings")) {
            while (lines.next()) {
                script.append(lines.getString(1)).append('\n');
            }
        }
        return script.toString();
    }

    private static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").setServerConfig("fsync", "off").start();
            } catch (IOException e) {
                throw new IllegalStateException("the embedded PostgreSQL did not start", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    postgres.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        return postgres;
    }
}
