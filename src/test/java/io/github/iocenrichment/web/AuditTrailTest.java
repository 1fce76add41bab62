package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.store.AuditStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who was here: one line and one row each, however often somebody knocks. */
class AuditTrailTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("access");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:10Z");
    private final MovableClock clock = new MovableClock(NOON);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private static Store store;
    private AuditTrail audit;

    @BeforeAll
    static void openStore() {
        store = Store.open(new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", "node-1"), Clock.systemUTC());
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void open() {
        LOG.setLevel(Level.INFO);
        audit = new AuditTrail(store.audit(), Runnable::run, clock);
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(log);
        LOG.setLevel(null);
        store.prune(NOON.plusSeconds(1_000_000));
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aRefusalIsOneLineAndOneRow() {
        audit.refused(new Caller("10.0.0.5", "anna"), "GET /", "the token is wrong");

        assertThat(lines()).containsExactly("Access refused to 10.0.0.5 (user anna) for GET /: the token is wrong");
        assertThat(store.audit().latest(10)).singleElement().satisfies(row -> assertThat(row).extracting(AuditStore.Entry::at, AuditStore.Entry::action,
                AuditStore.Entry::subject, AuditStore.Entry::address, AuditStore.Entry::userName, AuditStore.Entry::outcome, AuditStore.Entry::times)
                .containsExactly(NOON, "access", "GET /", "10.0.0.5", "anna", "refused: the token is wrong", 1));
    }

    @Test
    void repetitionsOfAMinuteAreCounted() {
        for (int i = 0; i < 5000; i++) {
            audit.refused(new Caller("10.0.0.5", "user-" + i), "GET /" + i, "the token is wrong");
        }
        assertThat(lines()).hasSize(1);
        clock.advance(Duration.ofSeconds(60));
        audit.flush();

        assertThat(lines()).hasSize(2).last().asString().isEqualTo("Access refused to 10.0.0.5 5000 times within a minute: the token is wrong");
        assertThat(store.audit().latest(10)).extracting(AuditStore.Entry::times).containsExactly(5000);
    }

    @Test
    void manyAddressesFillNeitherLogNorTable() {
        for (int i = 0; i < 5000; i++) {
            audit.refused(new Caller("10.0." + i / 250 + "." + i % 250, ""), "GET /", "the token is wrong");
        }
        audit.close();

        assertThat(lines()).hasSize(22);
        assertThat(store.audit().latest(100)).hasSize(21).extracting(AuditStore.Entry::address, AuditStore.Entry::times).contains(tuple("further addresses", 4980));
    }

    @Test
    void hostileTextIsOneBoundedLine() {
        audit.refused(new Caller("10.0.0.5", "anna"), "GET /\r\nINFO forged\u202e" + "x".repeat(9000), "the token is wrong");

        assertThat(lines()).singleElement().asString().doesNotContain("\n", "\r", "\u202e").hasSizeLessThan(300);
        assertThat(store.audit().latest(1).get(0).subject()).doesNotContain("\n", "\u202e").hasSizeLessThan(200);
    }

    @Test
    void anOrderIsWrittenDownBeforeAndAfterItIsCarriedOut() {
        Caller anna = new Caller("10.0.0.5", "anna");
        String id = audit.ordered(anna, "drop", "record of incident 48201");
        assertThat(store.audit().latest(1)).extracting(AuditStore.Entry::outcome).containsExactly("ordered");
        audit.settled(id, anna, "drop", "record of incident 48201", "done");

        assertThat(lines()).containsExactly("drop of record of incident 48201 ordered by 10.0.0.5 (user anna): done");
        assertThat(store.audit().latest(1)).extracting(AuditStore.Entry::action, AuditStore.Entry::subject, AuditStore.Entry::userName, AuditStore.Entry::outcome)
                .containsExactly(tuple("drop", "record of incident 48201", "anna", "done"));
    }

    @Test
    void aStoreThatDoesNotKeepUpStopsNobody() {
        AuditTrail busy = new AuditTrail(store.audit(), work -> {
            throw new RejectedExecutionException();
        }, clock);
        assertThatCode(() -> busy.refused(new Caller("10.0.0.5", ""), "GET /", "the token is wrong")).doesNotThrowAnyException();
        assertThat(lines()).hasSize(2).last().asString().contains("the store does not keep up");
    }

    @Test
    void orderRowsOutlastAnyNumberOfRefusals() throws Exception {
        audit.ordered(new Caller("10.0.0.5", "anna"), "release", "record of incident 48201");
        try (Connection connection = store.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into audit (id, at, last_at, node, action, subject, address, user_name, outcome, times) select 'r' || "X", timestamp with time zone '2026-11-23 12:00:10+00' + "X" * interval '1' second, current_timestamp,
                    'node-1', 'access', 'GET /', '10.0.0.6', '', 'refused', 1 from system_range(1, 10050)""");
        }
        store.prune(NOON.minusSeconds(1));

        List<AuditStore.Entry> left = store.audit().latest(20_000);
        assertThat(left).hasSize(10_001).first().extracting(AuditStore.Entry::id).isEqualTo("r10050");
        assertThat(left).last().extracting(AuditStore.Entry::action).isEqualTo("release");
        store.prune(NOON.plusSeconds(1_000_000));
        assertThat(store.audit().latest(10)).isEmpty();
    }
}
