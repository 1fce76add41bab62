package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.intake.FirstHandOver;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.TimesWithZone;
import io.github.iocenrichment.task.TaskTable.Claim;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heartbeats that nothing delays, and a hand-over that one of several nodes does. */
class HeartbeatsTest {
    private static final int CONNECTIONS = 16;

    private static Instant lastHeartbeat(Store store, String key) {
        return Jdbi.create(store.control()).installPlugin(new TimesWithZone()).withHandle(handle -> handle.createQuery(
                "select last_heartbeat from task where task_instance = :key").bind("key", key).mapTo(Instant.class).one());
    }

    private static void pick(Store store, String key, Instant heartbeat, long version) {
        Jdbi.create(store.dataSource()).installPlugin(new TimesWithZone()).useHandle(handle -> handle.createUpdate("""
                        insert into task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures, version, created_at)
                        values ('note', :key, :at, true, 'node-1', :at, 0, :version, :at)""")
                .bind("key", key).bind("at", heartbeat).bind("version", version).execute());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void comeWhileTheWorkHasEveryConnectionAndFourLoopsKeepTheProcessorsBusy(Databases database) throws Exception {
        Instant begin = Instant.now();
        List<Thread> busy = new ArrayList<>();
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC());
             Heartbeats heartbeats = new Heartbeats(new TaskTable(store.controlTransactions(), Clock.systemUTC()), Clock.systemUTC(), Set::of, name -> { })) {
            pick(store, "A", begin, 1);
            HeldClaim claim = heartbeats.hold(new Claim("note", "A", 1), begin);
            List<Connection> taken = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                taken.add(store.dataSource().getConnection());
            }
            for (int i = 0; i < 4; i++) {
                Thread loop = new Thread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                });
                loop.setDaemon(true);
                loop.start();
                busy.add(loop);
            }
            heartbeats.start();
            await().until(() -> lastHeartbeat(store, "A").isAfter(begin.plusSeconds(5)));
            assertThat(claim.isOurs()).isTrue();
            for (Connection connection : taken) {
                connection.close();
            }
        } finally {
            busy.forEach(Thread::interrupt);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theNodeConfirmsItsOwnWorkBeforeItLooksForTheDead(Databases database) {
        Instant longAgo = Instant.now().minus(Duration.ofMinutes(1));
        List<String> woken = new CopyOnWriteArrayList<>();
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC());
             Heartbeats heartbeats = new Heartbeats(new TaskTable(store.controlTransactions(), Clock.systemUTC()), Clock.systemUTC(), () -> Set.of("note"),
                     dead -> {
                 new TaskTable(store.controlTransactions(), Clock.systemUTC()).revive(dead.claim());
                 woken.add(dead.claim().key());
             })) {
            pick(store, "ours", longAgo, 1);
            pick(store, "dead", longAgo, 1);
            pick(store, "lost", longAgo, 2);
            HeldClaim ours = heartbeats.hold(new Claim("note", "ours", 1), longAgo);
            HeldClaim lost = heartbeats.hold(new Claim("note", "lost", 1), longAgo);
            heartbeats.start();
            await().until(() -> woken.containsAll(List.of("dead", "lost")));
            assertThat(ours.isOurs()).isTrue();
            assertThat(lost.isLost()).isTrue();
            assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).counts()).singleElement()
                    .satisfies(count -> assertThat(List.of(count.running(), count.due())).containsExactly(1L, 2L));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofNodesThatPollAtOnceOneHandsAnIncidentOver(Databases database) throws Exception {
        int nodes = 6;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try (Store store = Store.open(database.fresh("node-1"), Clock.systemUTC())) {
            FirstHandOver once = new FirstHandOver(store.incidents(), Clock.systemUTC());
            TaskTable table = new TaskTable(store.transactions(), Clock.systemUTC());
            for (int incident = 0; incident < 10; incident++) {
                String recId = "R" + incident;
                store.incidents().admit(new NewIncident(recId, "1", "s", "1", Instant.now()), Instant.now());
                Callable<Boolean> poll = () -> {
                    boolean mine = table.handOver("collect", List.of(recId), Instant.now(), 5, once);
                    if (mine) {
                        // quicker than the other polls: the work is done and its row gone
                        Jdbi.create(store.dataSource()).useHandle(handle -> handle.execute("delete from task where task_instance = ?", recId));
                    }
                    return mine;
                };
                List<Boolean> handedOver = new ArrayList<>();
                for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(nodes, poll))) {
                    handedOver.add(one.get());
                }
                assertThat(handedOver).filteredOn(mine -> mine).hasSize(1);
            }
            assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).counts()).isEmpty();
            assertThat(store.incidents().waiting(100)).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
