package io.github.iocenrichment.store;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.iocenrichment.console.Console;
import io.github.iocenrichment.console.ConsoleBeans;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.web.Pages;
import io.github.iocenrichment.web.ReleaseForm;
import io.github.iocenrichment.web.StatusData;
import io.github.iocenrichment.web.StatusDesk;
import io.github.iocenrichment.web.StatusPage;
import io.github.iocenrichment.web.StatusView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A PostgreSQL that stops to answer without a word, and several nodes on one. */
class SilentDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static Map<String, String> settingsOf(DataSource database, String... names) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    settings.put(name, row.getString(1));
                }
            }
            settings.put("network", connection.getNetworkTimeout() / 1000 + "s");
        }
        return settings;
    }

    @Test
    void everyStatementTransactionAndAnswerHasABoundThatTheOperatorMaySetAnother() throws Exception {
        StoreSettings settings = Databases.POSTGRESQL.fresh("node-1");
        String[] names = {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "application_name", "tcp_keepalives_idle"};
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            assertThat(settingsOf(store.dataSource(), names)).containsEntry("statement_timeout", "25s").containsEntry("lock_timeout", "10s")
                    .containsEntry("idle_in_transaction_session_timeout", "30s").containsEntry("application_name", "ioc-enrichment")
                    .containsEntry("network", "30s");
            assertThat(settingsOf(store.control(), names)).containsEntry("statement_timeout", "3s").containsEntry("lock_timeout", "2s")
                    .containsEntry("network", "4s");
        }
        StoreSettings own = new StoreSettings(settings.url() + "&ApplicationName=mine&socketTimeout=7&options=-c%20lock_timeout=1234ms",
                settings.username(), settings.password(), "node-1");
        try (Store store = Store.open(own, Clock.systemUTC())) {
            assertThat(settingsOf(store.dataSource(), names)).containsEntry("application_name", "mine").containsEntry("lock_timeout", "1234ms")
                    .containsEntry("network", "7s").containsEntry("statement_timeout", "25s");
        }
    }

    @Test
    void aSilentDatabaseFailsACallIsReportedOnceAndWorkGoesOnWhenItIsBack() throws Exception {
        StoreSettings direct = Databases.POSTGRESQL.fresh("node-1");
        Logger log = (Logger) LoggerFactory.getLogger(StoreWatch.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try (SilentProxy way = SilentProxy.before(direct); Store store = Store.open(way.through(direct, "&socketTimeout=3&connectTimeout=2"),
                Clock.systemUTC())) {
            store.incidents().admit(new NewIncident("R1", "1", "s", "1", NOW), NOW);
            assertThat(store.isUp()).isTrue();

            way.fallSilent();
            long began = System.nanoTime();
            assertThatThrownBy(() -> store.incidents().waiting(10)).satisfies(failure -> assertThat(StoreFailure.isOutage(failure)).isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("a call does not hang").isLessThan(Duration.ofSeconds(60));
            await().until(() -> !store.isUp());
            long asked = System.nanoTime();
            assertThat(store.isUp()).isFalse();
            assertThat(store.silentSince()).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).as("who asks is answered at once").isLessThan(Duration.ofSeconds(1));
            assertPagesSaySoAtOnce(store);

            way.speak();
            await().atMost(Duration.ofMinutes(1)).until(store::isUp);
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> store.incidents().waiting(10).equals(List.of("R1")));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).filteredOn(line -> !line.contains("has not answered for"))
                .satisfiesExactly(line -> assertThat(line).startsWith("The store does not answer"),
                        line -> assertThat(line).startsWith("The store answers again after"));
    }

    private static void assertPagesSaySoAtOnce(Store store) {
        Pages pages = new Pages(Map.of("token", "t0ken"));
        StatusData data = new StatusData(store, null, List.of(), name -> true, Map::of, null, new StatusData.Node("1", "node-1", false, List::of,
                () -> new StatusView.Poll(null, false), null, null, Optional::empty, () -> null), null, Clock.systemUTC());
        StatusDesk desk = new StatusDesk(data, new StatusPage(pages), new ReleaseForm("t0ken"), null, null, null, Map::of);
        Console console = new ConsoleBeans(store, null, null, null, null, Clock.systemUTC())
                .console(pages, new IndicatorExtractor(ExtractionRules.builtIn()), List.of(), data::view);
        long began = System.nanoTime();
        assertThat(desk.page(null)).contains("The store has not answered since");
        assertThat(desk.json()).contains("The store has not answered since");
        assertThat(List.of(console.incident("R1"), console.bundle("R1"), console.rawFile("R1", "a", "0"), console.search(Map.of()), console.export(Map.of()),
                console.work(), console.sources("7d"), console.trends("7d"), console.figures("7d"), console.report("24"), console.reportFigures("24")))
                .allSatisfy(answer -> assertThat(answer.status() + answer.body()).startsWith("503").contains("The store does not answer"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("nothing waits for it").isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theNameOfANodeIsOneProcesss() {
        StoreSettings settings = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings other = new StoreSettings(settings.url(), settings.username(), settings.password(), "node-2");
        try (Store first = Store.open(settings, Clock.systemUTC()); Store neighbour = Store.open(other, Clock.systemUTC())) {
            assertThat(List.of(first.isNameOurs(), neighbour.isNameOurs())).containsOnly(true);
            try (Store second = Store.open(settings, Clock.systemUTC())) {
                assertThat(second.isNameOurs()).as("by mistake a second one under the same name").isFalse();
            }
        }
        try (Store next = Store.open(settings, Clock.systemUTC())) {
            assertThat(next.isNameOurs()).as("its next life").isTrue();
        }
        try (Store embedded = Store.open(Databases.H2.fresh("node-1"), Clock.systemUTC())) {
            assertThat(embedded.isNameOurs()).isTrue();
        }
    }

    static Stream<Arguments> endsOfWork() {
        return Stream.of(Databases.values()).flatMap(database -> Stream.of(
                Arguments.of(database, "it goes on", "update task set priority = 1", false),
                Arguments.of(database, "it is settled", "delete from task where task_instance = 'R1'", true),
                Arguments.of(database, "it is put off", "update task set picked = false, version = version + 1 where task_instance = 'R1'", true),
                Arguments.of(database, "another worker has it", "update task set version = version + 2 where task_instance = 'R1'", true)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("endsOfWork")
    void aClaimEndsWithTheWorkThatMadeIt(Databases database, String words, String end, boolean free) throws Exception {
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC());
             Connection connection = store.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String key : List.of("R1", "R2")) {
                statement.execute("insert into task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures,"
                        + " version, created_at) values ('enrich', '" + key + "', now(), true, 'node-2', now(), 0, 5, now())");
            }
            OneByOne answers = new OneByOne(store);
            assertThat(answers.claim("vt", IndicatorType.MD5, "x", "R1", new Work("enrich", "R1", 5), NOW.plusSeconds(180), NOW)).isTrue();
            assertThat(answers.claim("vt", IndicatorType.MD5, "x", "R2", new Work("enrich", "R2", 5), NOW.plusSeconds(180), NOW)).isFalse();
            statement.execute(end);
            assertThat(answers.claim("vt", IndicatorType.MD5, "x", "R2", new Work("enrich", "R2", 5), NOW.plusSeconds(180), NOW)).isEqualTo(free);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new SQLException("I/O error", "08006"), true), Arguments.of(new SQLException("terminating", "57P01"), true),
                Arguments.of(new SQLTransientConnectionException("store - Connection is not available"), true),
                Arguments.of(new StoreException("wrapped", new SQLException("refused", "08001")), true),
                Arguments.of(new SQLException("statement timeout", "57014"), false), Arguments.of(new SQLException("disk full", "53100"), false),
                Arguments.of(new IllegalStateException("no database"), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anOutageIsDistinguishedFromOtherFailuresAndTheLibrariesSayNothingOfIt(Exception failure, boolean outage) {
        assertThat(StoreFailure.isOutage(failure)).isEqualTo(outage);
        for (String logger : List.of("com.zaxxer.hikari.pool.HikariPool", "incidents")) {
            var event = new LoggingEvent("", ((Logger) LoggerFactory.getLogger(logger)),
                    Level.ERROR, "failed", failure, null);
            assertThat(new OutageFilter().decide(event).name()).as(logger).isEqualTo(outage && !logger.equals("incidents") ? "DENY" : "NEUTRAL");
        }
    }
}
