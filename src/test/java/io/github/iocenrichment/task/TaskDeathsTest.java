package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.OneByOne;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.TaskDeaths.Outcome;
import io.github.iocenrichment.task.TaskTable.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the end of a process means for the work that it had in hand. */
class TaskDeathsTest {
    private static final Instant BEFORE = Instant.parse("2026-11-29T08:00:00Z");
    private static final Instant BEGUN = BEFORE.plusSeconds(60);
    private static final Instant SINCE = BEGUN.plusSeconds(1);
    private static final Claim CLAIM = new Claim("enrich", "R1", 1);

    private Store store;
    private DefaultCamelContext camel;
    private TaskComponent component;

    private void open(Databases database) {
        store = Store.open(database.fresh("node-1"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
        store.close();
    }

    private void execute(String sql) {
        try (Connection connection = store.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row that a worker of the node has. @param begun since when it runs; null for one that was only claimed */
    private void picked(String name, String key, String node, int deaths, Instant begun) {
        execute("insert into task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures, version, created_at,"
                + " deaths, begun_at) values ('" + name + "', '" + key + "', now(), true, '" + node + "', now() - interval '1' hour, " + deaths
                + ", 1, now() - interval '1' hour, " + deaths + ", " + (begun == null ? "null" : "timestamp with time zone '"
                + begun.toString().replace('T', ' ').replace("Z", "+00") + "'") + ")");
    }

    private TaskDeaths deaths(int limit) {
        return new TaskTable(store.transactions(), Clock.fixed(SINCE, ZoneOffset.UTC)).deaths(limit);
    }

    private List<ParkedTasks.Open> open(String key) {
        return new ParkedTasks(store.transactions(), Clock.systemUTC()).of(key);
    }

    /** What the work of an incident may have done in its run, and whether it got anywhere by it. */
    private Map<String, BiConsumer<Store, String>> runs() {
        Map<String, BiConsumer<Store, String>> runs = new LinkedHashMap<>();
        runs.put("- nothing", (s, recId) -> { });
        runs.put("- saved a document as it was", (s, recId) -> s.incidents().save(recId, "progress", "same", SINCE));
        runs.put("- attempted once more what was attempted before", (s, recId) -> s.effects().attempted("note|" + recId, SINCE));
        runs.put("- asked and was to wait", (s, recId) -> new OneByOne(s).save(answer(AnswerState.PENDING, recId), SINCE.plusSeconds(60), recId));
        runs.put("- another incident got an answer", (s, recId) -> new OneByOne(s).save(answer(AnswerState.FOUND, recId), SINCE.plusSeconds(60), "other"));
        runs.put("- moved its stage", (s, recId) -> s.incidents().stage(recId, "collecting", SINCE));
        runs.put("+ changed a document", (s, recId) -> s.incidents().save(recId, "progress", "other", SINCE));
        runs.put("+ saved a new document", (s, recId) -> s.incidents().save(recId, "found", "x", SINCE));
        runs.put("+ intended an effect", (s, recId) -> s.effects().begin("record|" + recId, "record", recId, "{}", SINCE));
        runs.put("+ settled an effect", (s, recId) -> s.effects().done("note|" + recId, "201", SINCE));
        runs.put("+ was refused an effect", (s, recId) -> s.effects().refused("note|" + recId, "400", SINCE));
        runs.put("+ got an answer", (s, recId) -> new OneByOne(s).save(answer(AnswerState.NOT_FOUND, recId), SINCE.plusSeconds(60), recId));
        runs.put("+ handed over", (s, recId) -> new TaskTable(s.transactions(), Clock.fixed(SINCE, ZoneOffset.UTC)).handOver("publish", recId, SINCE, 5));
        return runs;
    }

    private static Answer answer(AnswerState state, String recId) {
        return Answer.without(state, "virustotal", IndicatorType.DOMAIN, recId + ".net", "", SINCE);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aDeathCountsAgainstWorkThatMadeNothingDurableSinceItBegan(Databases database) {
        open(database);
        AtomicInteger number = new AtomicInteger();
        runs().forEach((name, run) -> {
            String recId = "R" + number.incrementAndGet();
            store.incidents().admit(new NewIncident(recId, "1", "s", "3", null), BEFORE);
            store.incidents().save(recId, "progress", "same", BEFORE);
            store.effects().begin("note|" + recId, "note", recId, "text", BEFORE);
            store.effects().attempted("note|" + recId, BEFORE);
            picked("enrich", recId, "node-1", 0, BEGUN);
            run.accept(store, recId);
            assertThat(deaths(3).died(new Claim("enrich", recId, 1), null)).isEqualTo(Outcome.AGAIN);
            assertThat(open(recId)).filteredOn(task -> task.name().equals("enrich")).singleElement()
                    .satisfies(task -> assertThat(task.deaths()).as(name).isEqualTo(name.startsWith("-") ? 1 : 0));
        });
    }

    @Test
    void whatWasOnlyClaimedDidNotEndTheProcess() {
        open(Databases.H2);
        picked("enrich", "R1", "node-1", 2, null);
        assertThat(deaths(3).died(CLAIM, "reported")).isEqualTo(Outcome.AGAIN);
        assertThat(open("R1")).singleElement().satisfies(task -> assertThat(task.deaths()).isEqualTo(2));
    }

    @Test
    void zeroParksNever() {
        open(Databases.H2);
        picked("enrich", "R1", "node-1", 99, BEGUN);
        assertThat(deaths(0).died(CLAIM, "reported")).isEqualTo(Outcome.AGAIN);
    }

    @Test
    void whatWasTakenOverByAnotherWorkerIsLeftToIt() {
        open(Databases.H2);
        picked("enrich", "R1", "node-1", 2, BEGUN);
        assertThat(deaths(3).died(new Claim("enrich", "R1", 7), "reported")).isEqualTo(Outcome.NOT_OURS);
        assertThat(open("R1")).singleElement().satisfies(task -> assertThat(task.running()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theLastDeathParksAndHandsOverInOne(Databases database) {
        open(database);
        picked("enrich", "R1", "node-1", 2, BEGUN);
        assertThat(deaths(3).died(CLAIM, "reported")).isEqualTo(Outcome.PARKED);
        assertThat(open("R1")).extracting(ParkedTasks.Open::name).containsExactly("enrich", "reported");
        assertThat(open("R1").get(0).lastError())
                .isEqualTo("the process ended three times while this ran (work.deaths); release it on the page when the cause is gone");
        ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
        assertThat(tasks.release("enrich", "R1")).isTrue();
        assertThat(open("R1").get(0).deaths()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneSuspectBeginsOfAllThatAskOnWhicheverNode(Databases database) throws Exception {
        open(database);
        for (int key = 1; key <= 4; key++) {
            picked("enrich", "R" + key, "node-" + key, 2, null);
        }
        Set<String> begun = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(4);
        List<Thread> nodes = new CopyOnWriteArrayList<>();
        for (int key = 1; key <= 4; key++) {
            Claim claim = new Claim("enrich", "R" + key, 1);
            Thread node = new Thread(() -> {
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException e) {
                    return;
                }
                if (deaths(3).beginAlone(claim)) {
                    begun.add(claim.key());
                }
            });
            nodes.add(node);
            node.start();
        }
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(begun).hasSize(1);
        assertThat(deaths(3).otherSuspectRuns(new Claim("enrich", "R9", 1))).isTrue();
    }

    private void start(Map<String, Processor> routes) throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("store", store.transactions());
        component = new TaskComponent();
        component.setNodeName("node-1");
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                routes.forEach((uri, work) -> from(uri).process(work).process(exchange -> { }));
            }
        });
        camel.start();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void suspectsRunOneAtATimeAndOnlyWhatMayNotRunBesideThemWaits(Databases database) throws Exception {
        open(database);
        for (int key = 1; key <= 3; key++) {
            picked("collect", "S" + key, "node-1", 1, BEGUN);
        }
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicInteger collecting = new AtomicInteger();
        AtomicInteger mostBesideASuspect = new AtomicInteger();
        Map<String, Processor> routes = new LinkedHashMap<>();
        routes.put("task:collect?concurrency=4&yieldToSuspects=true", exchange -> {
            String key = key(exchange);
            int beside = collecting.incrementAndGet();
            if (key.startsWith("S")) {
                // a note goes through while the suspect runs; handed over by another thread, for a hand-over of its own waits for its end
                CompletableFuture.runAsync(() -> camel.createProducerTemplate().sendBody("task:note", key)).join();
                await().until(() -> done.contains("note " + key));
                mostBesideASuspect.accumulateAndGet(Math.max(beside, collecting.get()), Math::max);
            }
            collecting.decrementAndGet();
            done.add(key);
        });
        routes.put("task:note", exchange -> done.add("note " + key(exchange)));
        for (int key = 1; key <= 4; key++) {
            new TaskTable(store.transactions(), Clock.systemUTC()).handOver("collect", "N" + key, Instant.now(), 5);
        }
        start(routes);
        await().untilAsserted(() -> assertThat(done).contains("S1", "S2", "S3", "N1", "N2", "N3", "N4"));
        assertThat(mostBesideASuspect).hasValue(1);
        await().untilAsserted(() -> assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).counts()).isEmpty());
    }

    private static String key(Exchange exchange) {
        return exchange.getMessage().getHeader(TaskHeaders.KEY, String.class);
    }

    @Test
    void lastTryHandsOverAsWellButARefusalDoesNot() throws Exception {
        open(Databases.H2);
        List<String> reported = new CopyOnWriteArrayList<>();
        Map<String, Processor> routes = new LinkedHashMap<>();
        routes.put("task:collect?attempts=2&backoff=10ms&onParked=reported", exchange -> {
            throw key(exchange).equals("refused") ? new ParkException("refused") : new IllegalStateException("broken");
        });
        routes.put("task:reported", exchange -> reported.add(key(exchange)));
        start(routes);
        camel.createProducerTemplate().sendBody("task:collect", "refused");
        camel.createProducerTemplate().sendBody("task:collect", "broken");
        ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
        await().untilAsserted(() -> assertThat(tasks.list()).hasSize(2));
        await().untilAsserted(() -> assertThat(reported).containsExactly("broken"));
        await().atMost(Duration.ofSeconds(30)).until(() -> open("refused").size() == 1);
    }
}
