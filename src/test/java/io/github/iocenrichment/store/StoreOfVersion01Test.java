package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that version 0.1 left behind after the thirteen incidents of the sandbox: taken over, backed up while it is open, moved to PostgreSQL. */
class StoreOfVersion01Test {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T07:30:00Z"), ZoneOffset.UTC);
    private static final int INCIDENTS = 13;

    @TempDir
    private Path folder;
    private StoreSettings settings;

    @BeforeEach
    void aStoreOfVersion01() throws IOException {
        settings = at(unpacked("old"));
    }

    @Test
    void isTakenOverWithItsIncidents() throws Exception {
        try (Store store = Store.open(settings, CLOCK)) {
            Map<String, Long> rows = rows(store);

            assertThat(rows).containsEntry("incident", (long) INCIDENTS);
            assertThat(rows.get("effect")).isGreaterThan(INCIDENTS);
            assertThat(rows.get("stix_object")).isPositive();
        }
    }

    @Test
    void aBackupIsMadeWhileItIsOpenAndSaysSoWhenItIsUsed() throws Exception {
        Map<String, Long> before;
        Path file;
        try (Store store = Store.open(settings, CLOCK)) {
            before = rows(store);
            file = store.backup();
            assertThat(rows(store)).as("the store goes on").isEqualTo(before);
        }
        assertThat(file).isEqualTo(folder.resolve("old/backups/ioc-enrichment-20261201T073000Z.mv.db"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).as("nothing unfinished is left").containsExactly(file);
        }

        Path restored = Files.createDirectories(folder.resolve("restored")).resolve("ioc-enrichment.mv.db");
        Files.copy(file, restored);
        try (Store store = Store.open(at(restored), CLOCK)) {
            assertThat(store.audit().latest(1)).singleElement().satisfies(row -> {
                assertThat(row.action()).isEqualTo("restore");
                assertThat(row.outcome()).isEqualTo("started with a backup of 2026-12-01T07:30:00Z");
            });
            Map<String, Long> after = rows(store);
            after.merge("audit", -1L, Long::sum);
            assertThat(after).isEqualTo(before);
        }
        try (Store again = Store.open(at(restored), CLOCK)) {
            assertThat(again.audit().latest(10)).as("it is reported once").filteredOn(row -> row.action().equals("restore")).hasSize(1);
        }
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesNothingBehind() throws Exception {
        Files.writeString(folder.resolve("old/backups"), "in the way");
        try (Store store = Store.open(settings, CLOCK)) {
            assertThatThrownBy(store::backup).isInstanceOf(StoreException.class).hasMessageContaining("no backup could be made in")
                    .hasMessageContaining("check the space");
        }
    }

    @Test
    void isMovedToPostgresqlWithAllItsRows() throws Exception {
        Map<String, Long> before;
        try (Store store = Store.open(settings, CLOCK)) {
            before = rows(store);
        }
        StoreSettings database = Databases.POSTGRESQL.empty("node-1");

        Map<String, Long> moved = StoreMove.move(settings, database, CLOCK);

        assertThat(new TreeMap<>(moved)).isEqualTo(before);
        try (Store store = Store.open(database, CLOCK)) {
            assertThat(rows(store)).isEqualTo(before);
        }
        assertThatThrownBy(() -> Store.open(settings, CLOCK)).as("the old one").isInstanceOf(StoreException.class)
                .hasMessageContaining("it was moved to jdbc:postgresql:").hasMessageContaining("set store.url");
        assertThatThrownBy(() -> StoreMove.move(at(unpacked("another")), database, CLOCK)).as("a database in use").isInstanceOf(StoreException.class)
                .hasMessageContaining("already holds rows");
    }

    private Path unpacked(String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("ioc-enrichment.mv.db");
        try (InputStream packed = StoreOfVersion01Test.class.getResourceAsStream("/store/version-0.1.mv.db.gz"); InputStream plain = new GZIPInputStream(packed)) {
            Files.copy(plain, file);
        }
        return file;
    }

    private static StoreSettings at(Path file) {
        return new StoreSettings("jdbc:h2:file:" + file.toString().replace(".mv.db", ""), "sa", "", "node-1");
    }

    /** Rows by table, of those that hold the work. */
    private static Map<String, Long> rows(Store store) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = store.dataSource().getConnection(); Statement statement = connection.createStatement();
             ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[]{"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (!table.startsWith("store_")) {
                    try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                        count.next();
                        rows.put(table, count.getLong(1));
                    }
                }
            }
        }
        return rows;
    }
}
