package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that move what is kept: nothing is lost on the way, wherever the process ends. */
class MigrationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Answer KEPT = new Answer("virustotal", IndicatorType.URL, "http://evil.example/", AnswerState.FOUND, null, null, NOW, null, null,
            "17 of 94", Map.of("malicious", 17));

    @TempDir
    Path folder;

    private static void tablesOfStep(String step, StoreSettings settings) {
        Flyway.configure().dataSource(StoreUrl.complete(settings.url()), settings.username(), settings.password()).table("store_version")
                .locations("classpath:db/migration").target(step).placeholders(Map.of("bytes", settings.isEmbedded() ? "binary large object" : "bytea"))
                .load().migrate();
    }

    /** A store of the step before answers were found by their values, with one answer. */
    private static void before(StoreSettings settings) throws SQLException {
        tablesOfStep("10", settings);
        try (Connection connection = connection(settings); PreparedStatement insert = connection.prepareStatement("""
                insert into answer (source, type, value_hash, state, answered_at, expires_at, body, asked_for) values (?, ?, ?, 'found', ?, ?, ?, 'A')""")) {
            insert.setString(1, KEPT.source());
            insert.setString(2, KEPT.type().label());
            insert.setString(3, Text.sha256(KEPT.value()));
            insert.setObject(4, NOW.atOffset(ZoneOffset.UTC));
            insert.setObject(5, NOW.plusSeconds(60).atOffset(ZoneOffset.UTC));
            insert.setString(6, StoredJson.write(StoredJson.mapper(), KEPT));
            insert.execute();
        }
    }

    private static Connection connection(StoreSettings settings) throws SQLException {
        return DriverManager.getConnection(StoreUrl.complete(settings.url()), settings.username(), settings.password());
    }

    private static void assertKept(StoreSettings settings) {
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            AnswerStore.Key key = new AnswerStore.Key(KEPT.source(), KEPT.type(), KEPT.value());
            AnswerStore.Kept kept = store.answers().inOne(set -> set.kept(List.of(key)).get(key));
            assertThat(kept).isEqualTo(new AnswerStore.Kept(KEPT, NOW.plusSeconds(60), "A"));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void answersAreKept(Databases database) throws SQLException {
        StoreSettings settings = database.empty("node-1");
        before(settings);
        assertKept(settings);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasTakenInBeforeWereIncidents(Databases database) throws SQLException {
        StoreSettings settings = database.empty("node-1");
        tablesOfStep("18", settings);
        try (Connection connection = connection(settings); PreparedStatement insert = connection.prepareStatement("""
                insert into incident (rec_id, number, subject, priority, admitted_at, stage, stage_at) values ('A', '1', 's', 3, ?, 'done', ?)""")) {
            insert.setObject(1, NOW.atOffset(ZoneOffset.UTC));
            insert.setObject(2, NOW.atOffset(ZoneOffset.UTC));
            insert.execute();
        }
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            assertThat(store.incidents().find("A").orElseThrow().object()).isEqualTo("incident");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void documentsAndTermsLoseTheirForeignKeys(Databases database) throws SQLException {
        StoreSettings settings = database.empty("node-1");
        tablesOfStep("20", settings);
        assertThat(foreignKeys(settings)).containsExactly("incident_document", "incident_term");
        Store.open(settings, Clock.systemUTC()).close();
        assertThat(foreignKeys(settings)).isEmpty();
    }

    /** The tables that refer to others. */
    private static List<String> foreignKeys(StoreSettings settings) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = connection(settings);
             ResultSet keys = connection.getMetaData().getExportedKeys(null, connection.getSchema(), "incident")) {
            while (keys.next()) {
                tables.add(keys.getString("FKTABLE_NAME"));
            }
        }
        return tables.stream().sorted().toList();
    }

    static Stream<Arguments> ends() {
        String drop = "alter table answer drop primary key";
        String add = "alter table answer add primary key (value_hash, source, type)";
        return Stream.of(List.of(drop), List.of(drop, add), List.of(drop, add, "create index answer_by_asker on answer (asked_for)"))
                .map(done -> Arguments.of(done.size(), done));
    }

    /** Each statement is committed by itself on H2. */
    @ParameterizedTest(name = "after {0} statements")
    @MethodSource("ends")
    void answersAreKeptThoughTheProcessEndsInTheMiddle(int count, List<String> done) throws SQLException {
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "node-1");
        before(settings);
        try (Connection connection = connection(settings); Statement statement = connection.createStatement()) {
            for (String one : done) {
                statement.execute(one);
            }
            statement.execute("checkpoint sync");
            statement.execute("shutdown immediately");
        } catch (SQLException closed) {
            assertThat(closed.getErrorCode()).isIn(90098, 90121);
        }
        assertKept(settings);
    }
}
