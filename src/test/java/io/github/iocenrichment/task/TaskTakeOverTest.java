package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a task whose worker is gone, or is not alone any more. */
class TaskTakeOverTest {
    private Store store;
    private DefaultCamelContext camel;
    private Clock clock = Clock.systemUTC();
    private Processor onParked = exchange -> { };

    private void open(Databases database) {
        store = Store.open(database.fresh("node-1"), Clock.systemUTC());
    }

    private ProducerTemplate start(String uri, Processor work) throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("store", store.transactions());
        TaskComponent component = new TaskComponent();
        component.setNodeName("node-1");
        component.setClock(clock);
        component.setExclusive(store.isNameOurs());
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("task:other").process(onParked);
                from(uri).process(work);
            }
        });
        camel.start();
        return camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
        store.close();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = store.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void pickedBy(String node, String key, String heartbeat, int begun) throws Exception {
        execute("insert into task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures, version, created_at)"
                + " values ('note', '" + key + "', now(), true, '" + node + "', " + heartbeat + ", " + begun + ", 1, now())");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void workOfAnEarlierLifeIsResumedAtOnce(Databases database) throws Exception {
        open(database);
        // its own name, however alive it looks
        pickedBy("node-1", "A", "now() + interval '1' hour", 0);
        List<String> done = new CopyOnWriteArrayList<>();
        start("task:note", exchange -> done.add(exchange.getMessage().getBody(String.class) + exchange.getMessage().getHeader("TaskAttempts")));
        await().untilAsserted(() -> assertThat(done).containsExactly("A1"));
    }

    @Test
    void aSecondProcessOfTheSameNameTakesNothingFromTheFirst() throws Exception {
        StoreSettings settings = Databases.POSTGRESQL.fresh("node-1");
        try (Store first = Store.open(settings, Clock.systemUTC())) {
            store = Store.open(settings, Clock.systemUTC());
            pickedBy("node-1", "A", "now() + interval '1' hour", 0);
            AtomicInteger runs = new AtomicInteger();
            ProducerTemplate template = start("task:note", exchange -> runs.incrementAndGet());
            template.sendBody("task:note", "B");
            await().untilAsserted(() -> assertThat(runs).hasValue(1));
            assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).of("A")).singleElement()
                    .satisfies(open -> assertThat(open.running()).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void workOfADeadNodeIsTakenOverAndThatOfALivingOneIsNot(Databases database) throws Exception {
        open(database);
        pickedBy("node-2", "dead", "now() - interval '9' second", 2);
        pickedBy("node-3", "alive", "now() + interval '1' hour", 0);
        List<String> done = new CopyOnWriteArrayList<>();
        start("task:note", exchange -> done.add(exchange.getMessage().getBody(String.class) + exchange.getMessage().getHeader("TaskAttempts")));
        await().untilAsserted(() -> assertThat(done).containsExactly("dead3"));
        await().untilAsserted(() -> assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).counts()).singleElement()
                .satisfies(count -> assertThat(count.running()).isEqualTo(1)));
    }

    @Test
    void whatEndsOneProcessAfterTheOtherIsParked() throws Exception {
        open(Databases.H2);
        pickedBy("node-1", "poison", "now()", 2);
        execute("update task set deaths = 2, begun_at = now()");
        AtomicInteger runs = new AtomicInteger();
        start("task:note", exchange -> runs.incrementAndGet());
        assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).list()).singleElement().satisfies(parked -> {
            assertThat(parked.key()).isEqualTo("poison");
            assertThat(parked.lastError()).contains("the process ended three times while this ran");
        });
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatEndsOneNodeAfterTheOtherIsParkedByTheOneThatTakesOver(Databases database) throws Exception {
        open(database);
        pickedBy("node-2", "poison", "now() - interval '9' second", 2);
        execute("update task set deaths = 2, begun_at = now()");
        AtomicInteger runs = new AtomicInteger();
        List<String> reported = new CopyOnWriteArrayList<>();
        onParked = exchange -> reported.add(exchange.getMessage().getBody(String.class));
        start("task:note?onParked=other", exchange -> runs.incrementAndGet());
        await().untilAsserted(() -> assertThat(reported).containsExactly("poison"));
        assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).list()).extracting(ParkedTasks.Parked::key).containsExactly("poison");
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aNodeThatIsTooBusyForItsHeartbeatsHasNotDied(Databases database) throws Exception {
        open(database);
        List<Integer> deaths = new CopyOnWriteArrayList<>();
        Instant started = Instant.now();
        MovableClock moved = new MovableClock(started);
        clock = moved;
        start("task:note", exchange -> deaths.add(new ParkedTasks(store.transactions(), Clock.systemUTC()).of("busy").get(0).deaths()));
        pickedBy("node-1", "busy", "timestamp with time zone '" + started.plusSeconds(1).toString().replace('T', ' ').replace("Z", "+00") + "'", 0);
        execute("update task set begun_at = created_at");
        moved.set(started.plusSeconds(3600));
        await().untilAsserted(() -> assertThat(deaths).containsExactly(0));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theOutcomeOfTheOneThatTookOverStands(Databases database) throws Exception {
        open(database);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch takenOver = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        ProducerTemplate template = start("task:note", exchange -> {
            begun.countDown();
            takenOver.await();
            ended.incrementAndGet();
        });
        template.sendBody("task:note", "A");
        begun.await();
        execute("update task set version = version + 1, picked_by = 'node-2', last_heartbeat = now() + interval '1' hour");
        takenOver.countDown();
        await().untilAsserted(() -> assertThat(ended).hasValue(1));
        camel.stop();
        assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).counts()).singleElement()
                .satisfies(count -> assertThat(count.running()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void noHandOverIsLostHoweverItMeetsTheRun(Databases database) throws Exception {
        open(database);
        Map<String, AtomicInteger> requested = new ConcurrentHashMap<>();
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        ProducerTemplate template = start("task:note?concurrency=4", exchange -> {
            String key = exchange.getMessage().getBody(String.class);
            if (atOnce.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            seen.put(key, requested.get(key).get());
            atOnce.get(key).decrementAndGet();
        });
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> running = new CopyOnWriteArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
            Random random = new Random(thread);
            running.add(threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    String key = "K" + random.nextInt(5);
                    requested.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
                    template.sendBody("task:note", key);
                }
            }));
        }
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();
        ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
        await().untilAsserted(() -> assertThat(tasks.counts()).isEmpty());
        assertThat(overlaps).hasValue(0);
        assertThat(seen).isNotEmpty().allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(requested.get(key).get()));
    }
}
