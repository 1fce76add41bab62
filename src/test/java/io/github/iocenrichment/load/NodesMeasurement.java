package io.github.iocenrichment.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several nodes on one PostgreSQL, which keeps its promises about the disk, against one; all on the same machine. */
final class NodesMeasurement {
    private static final int NODES = 3;

    private final Bench bench;

    NodesMeasurement(Bench bench) {
        this.bench = bench;
    }

    void nodes() {
        bench.begin("nodes on PostgreSQL");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("synchronous_commit", "on").start()) {
            double one = aSecond(postgres, 1);
            double three = aSecond(postgres, NODES);
            bench.put(Figure.NODES, Figure.text(three) + " against " + Figure.text(one) + " a second", three / one);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private double aSecond(EmbeddedPostgres postgres, int count) {
        String database = "nodes" + count;
        execute(postgres, "create database " + database);
        Path folder = bench.folder(database);
        List<JarProcess> nodes = new ArrayList<>();
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            for (int i = 1; i <= count; i++) {
                Instant since = Instant.now();
                Product product = new Product(bench, bench.folder(database + "-" + i), systems).with(Product.WIDE)
                        .with(Map.of("store.url", "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database, "store.username", "postgres",
                                "store.password", "postgres"));
                nodes.add(product.start());
                // one after the other: the first makes the tables
                Bench.awaitPoll(systems, nodes.get(i - 1), since);
            }
            JarProcess[] all = nodes.toArray(JarProcess[]::new);
            Bench.burst(systems, Bench.WARM_UP * count, all);
            long transactions = transactions(postgres, database);
            Bench.Burst burst = Bench.burst(systems, bench.incidents(), all);
            System.out.printf("  %d: %.2f incidents a second, %.0f ms of CPU and %.0f transactions each%n", count, burst.aSecond(), burst.cpuEach(),
                    (transactions(postgres, database) - transactions) / (double) burst.incidents());
            return burst.aSecond();
        } finally {
            nodes.forEach(JarProcess::close);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long transactions(EmbeddedPostgres postgres, String database) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select xact_commit from pg_stat_database where datname = '" + database + "'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
