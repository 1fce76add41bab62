package io.github.iocenrichment.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;

/** Fresh, empty databases of both kinds for tests. PostgreSQL is started once in a JVM. */
public enum Databases {
    H2, POSTGRESQL;

    private static EmbeddedPostgres postgres;

    private Store shared;

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

    /** Settings of a new, empty database. */
    public StoreSettings fresh(String node) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        if (this == H2) {
            return new StoreSettings("jdbc:h2:mem:" + name, "sa", "", node);
        }
        try (Connection connection = postgres().getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return new StoreSettings(postgres().getJdbcUrl("postgres", name), "postgres", "postgres", node);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
