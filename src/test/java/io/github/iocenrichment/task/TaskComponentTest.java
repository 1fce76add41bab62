package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** What {@code task:} promises to a route, on both databases. */
class TaskComponentTest {
    private final List<Integer> next = new CopyOnWriteArrayList<>();
    private final List<String> nextKeys = new CopyOnWriteArrayList<>();
    private Store store;
    private DefaultCamelContext camel;
    private ProducerTemplate template;
    private ParkedTasks parked;

    private void start(Databases database, String uri, Processor work) throws Exception {
        store = Store.open(database.fresh("node-1"), Clock.systemUTC());
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("store", store.transactions());
        TaskComponent component = new TaskComponent();
        component.setNodeName("node-1");
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("worker").process(work);
                from("task:next").routeId("next").process(exchange -> {
                    nextKeys.add(exchange.getMessage().getBody(String.class));
                    next.add(exchange.getMessage().getHeader("TaskPriority", Integer.class));
                });
            }
        });
        camel.start();
        template = camel.createProducerTemplate();
        parked = new ParkedTasks(store.transactions(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
        if (store != null) {
            store.close();
        }
    }

    private List<ParkedTasks.Count> counts() {
        return parked.counts();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void runsOnceForEachKeyAndIsGoneAfterwards(Databases database) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(database, "task:collect?concurrency=4", exchange -> done.add(exchange.getMessage().getBody(String.class)
                + exchange.getMessage().getHeader("TaskKey") + exchange.getMessage().getHeader("TaskAttempts")));
        template.sendBody("task:collect", "A");
        template.sendBodyAndHeader("task:collect", new byte[0], "TaskKey", "B");
        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder("AA0", "BB0"));
        await().untilAsserted(() -> assertThat(counts()).isEmpty());
    }

    @Test
    void theLogNamesTheWorkInHandAndNothingBetweenTwo() throws Exception {
        List<String> named = new CopyOnWriteArrayList<>();
        start(Databases.H2, "task:collect?concurrency=1", exchange -> {
            named.add(MDC.get("work") + " " + MDC.get("left-over"));
            MDC.put("left-over", exchange.getMessage().getBody(String.class));
            if (named.size() == 1) {
                throw new IllegalStateException("the first run fails");
            }
        });
        camel.getComponent("task", TaskComponent.class).setLogContext(key -> MDC.put("work", key));
        template.sendBody("task:collect", "A");
        await().until(() -> !named.isEmpty());
        template.sendBody("task:collect", "B");

        await().until(() -> named.contains("B null"));
        assertThat(named.get(0)).isEqualTo("A null");
    }

    /** Work that hands itself over again keeps the dispatcher awake all the time. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatBecomesDueIsFoundWhileOtherWorkNeverPauses(Databases database) throws Exception {
        start(database, "task:collect?concurrency=2", exchange -> template.sendBody("task:collect", exchange.getMessage().getBody()));
        template.sendBody("task:collect", "A");
        template.sendBody("task:collect", "B");
        template.sendBodyAndHeader("task:next", "C", "TaskDelay", "300ms");
        await().until(() -> !next.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aRouteThatGoesOnAfterAFailedWriteHasFailed(Databases database) throws Exception {
        start(database, "task:collect?attempts=2&backoff=1ms", exchange -> {
            try {
                store.incidents().save("unknown", "findings", "x", Instant.now());
            } catch (RuntimeException e) {
                exchange.setProperty("passedOver", e);
            }
        });
        template.sendBody("task:collect", "A");
        await().untilAsserted(() -> assertThat(parked.list()).singleElement()
                .satisfies(given -> assertThat(given.lastError()).contains("incident unknown is not in the store")));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void canBeLimitedToOneKey(Databases database) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(database, "task:collect?concurrency=4", exchange -> done.add(exchange.getMessage().getBody(String.class)));
        camel.getRouteController().stopRoute("worker");
        camel.getComponent("task", TaskComponent.class).setOnly("B");
        for (String key : List.of("A", "B", "C")) {
            template.sendBody("task:collect", key);
        }
        assertThat(parked.of("B")).singleElement().satisfies(open -> assertThat(open.name() + open.running() + open.parked()).isEqualTo("collectfalsefalse"));

        camel.getRouteController().startRoute("worker");

        await().untilAsserted(() -> assertThat(parked.of("B")).isEmpty());
        template.sendBody("task:collect", "B");
        await().untilAsserted(() -> assertThat(done).containsExactly("B", "B"));
        assertThat(counts()).singleElement().satisfies(count -> assertThat(count.due()).isEqualTo(2));
        assertThatThrownBy(() -> camel.getComponent("task", TaskComponent.class).setOnly("B' or 'a' = 'a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aHandOverWhileItRunsMakesItRunAgain(Databases database) throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        start(database, "task:note", exchange -> {
            if (runs.incrementAndGet() == 1) {
                begun.countDown();
                handedOver.await();
            }
        });
        template.sendBody("task:note", "A");
        begun.await();
        template.sendBody("task:note", "A");
        template.sendBody("task:note", "A");
        handedOver.countDown();
        await().untilAsserted(() -> assertThat(counts()).isEmpty());
        assertThat(runs).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void triesAgainThenParksUntilReleased(Databases database) throws Exception {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        List<Boolean> released = new CopyOnWriteArrayList<>();
        AtomicInteger repaired = new AtomicInteger();
        start(database, "task:publish?attempts=3&backoff=10ms", exchange -> {
            attempts.add(exchange.getMessage().getHeader("TaskAttempts", Integer.class));
            released.add(exchange.getMessage().getHeader("TaskReleasedAt") instanceof Instant);
            if (repaired.get() == 0) {
                throw new IllegalStateException("https://host/path?Signature=secret\nsaid no");
            }
        });
        template.sendBody("task:publish", "A");
        await().untilAsserted(() -> assertThat(parked.list()).singleElement().satisfies(task -> {
            assertThat(task.name()).isEqualTo("publish");
            assertThat(task.key()).isEqualTo("A");
            assertThat(task.attempts()).isEqualTo(3);
            assertThat(task.lastError()).isEqualTo("https://host/path?... said no");
        }));
        assertThat(attempts).containsExactly(0, 1, 2);
        assertThat(counts()).singleElement().satisfies(count -> assertThat(count.parked()).isEqualTo(1));

        repaired.set(1);
        assertThat(parked.release("publish", "A")).isTrue();
        await().untilAsserted(() -> assertThat(counts()).isEmpty());
        assertThat(attempts).containsExactly(0, 1, 2, 3);
        assertThat(released).containsExactly(false, false, false, true);
        assertThat(parked.release("publish", "A")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatNoTryCanChangeIsParkedAtOnceAndMayBeDropped(Databases database) throws Exception {
        start(database, "task:record", exchange -> {
            throw new RuntimeException("outer", new ParkException("the tenant refused the fields"));
        });
        template.sendBody("task:record", "A");
        await().untilAsserted(() -> assertThat(parked.list()).singleElement()
                .satisfies(task -> assertThat(task.lastError()).isEqualTo("the tenant refused the fields")));
        assertThat(parked.drop("record", "A")).isTrue();
        assertThat(counts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void puttingOffCountsNoTry(Databases database) throws Exception {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        start(database, "task:enrich?attempts=1", exchange -> {
            attempts.add(exchange.getMessage().getHeader("TaskAttempts", Integer.class));
            if (attempts.size() < 3) {
                exchange.setProperty("TaskPostponeUntil", Instant.now());
            }
        });
        template.sendBody("task:enrich", "A");
        await().untilAsserted(() -> assertThat(counts()).isEmpty());
        assertThat(attempts).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anExceptionMayNameTheTimeOfTheNextTry(Databases database) throws Exception {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        start(database, "task:enrich?attempts=1", exchange -> {
            attempts.add(exchange.getMessage().getHeader("TaskAttempts", Integer.class));
            if (attempts.size() < 3) {
                throw new RetryLaterException("come back", Instant.now().plusMillis(20));
            }
        });
        template.sendBody("task:enrich", "A");
        await().untilAsserted(() -> assertThat(counts()).isEmpty());
        assertThat(attempts).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(value = Databases.class, names = "H2")
    void aFailureThatDoesNotPassIsTriedAgainWithGrowingGaps(Databases database) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        start(database, "task:enrich?attempts=1&backoff=1h&maxBackoff=3h", exchange -> {
            tries.incrementAndGet();
            throw new RetryLaterException("still failing", Instant.now().plusMillis(300));
        });
        template.sendBody("task:enrich", "A");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(parked.of("A")).singleElement().satisfies(task ->
                assertThat(task.dueAt()).isAfter(Instant.now().plus(Duration.ofMinutes(85)))));
        assertThat(tries).hasValue(7);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aDelayedOneIsBroughtForwardByAnEarlierHandOver(Databases database) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(database, "task:verify", exchange -> done.add(exchange.getMessage().getBody(String.class)));
        template.sendBody("task:verify?delay=1h", "A");
        template.sendBodyAndHeader("task:verify", "B", "TaskDelay", "30m");
        Instant due = Instant.now().plus(Duration.ofMinutes(10));
        template.sendBodyAndHeaders("task:verify", "C", Map.of("TaskDueAt", due.toString()));
        assertThat(counts()).singleElement().satisfies(count -> {
            assertThat(count.later()).isEqualTo(3);
            assertThat(count.oldestDue()).isBetween(due.minusMillis(1), due.plusMillis(1));
        });
        template.sendBody("task:verify", "A");
        await().untilAsserted(() -> assertThat(done).containsExactly("A"));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theMoreUrgentComesFirst(Databases database) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(database, "task:enrich", exchange -> done.add(exchange.getMessage().getBody(String.class)));
        camel.getRouteController().stopRoute("worker");
        template.sendBodyAndHeader("task:enrich", "low", "TaskPriority", 4);
        template.sendBody("task:enrich", "usual");
        template.sendBodyAndHeader("task:enrich", "urgent", "TaskPriority", "1");
        camel.getRouteController().startRoute("worker");
        await().untilAsserted(() -> assertThat(done).containsExactly("urgent", "low", "usual"));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void urgencyTravelsOnWithTheWork(Databases database) throws Exception {
        start(database, "task:enrich", exchange -> template.send("task:next", exchange));
        template.sendBodyAndHeader("task:enrich", "A", "TaskPriority", "2");
        await().untilAsserted(() -> assertThat(next).containsExactly(2));
    }

    /** Its calls remove all headers and leave another body; a header that names a key goes before. */
    @ParameterizedTest
    @CsvSource({", A", "B, B"})
    void theKeyOfTheWorkInHandIsTheNextOnesUnlessAHeaderNamesAnother(String header, String key) throws Exception {
        start(Databases.H2, "task:enrich", exchange -> {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody("what the last call left");
            if (header != null) {
                exchange.getMessage().setHeader("TaskKey", header);
            }
            template.send("task:next", exchange);
        });
        template.sendBody("task:enrich", "A");
        await().untilAsserted(() -> assertThat(nextKeys).containsExactly(key));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aRouteThatAsksForRollbackHasFailed(Databases database) throws Exception {
        start(database, "task:enrich?attempts=1", exchange -> exchange.setRollbackOnly(true));
        template.sendBody("task:enrich", "A");
        await().untilAsserted(() -> assertThat(parked.list()).singleElement()
                .satisfies(task -> assertThat(task.lastError()).isEqualTo("the route marked the work for rollback")));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anErrorParksToo(Databases database) throws Exception {
        start(database, "task:enrich?attempts=1", exchange -> {
            throw new StackOverflowError();
        });
        template.sendBody("task:enrich", "A");
        await().untilAsserted(() -> assertThat(parked.list()).singleElement()
                .satisfies(task -> assertThat(task.lastError()).isEqualTo("StackOverflowError")));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aSuspendedRouteTakesNothingUp(Databases database) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(database, "task:enrich", exchange -> done.add(exchange.getMessage().getBody(String.class)));
        camel.getRouteController().suspendRoute("worker");
        template.sendBody("task:enrich", "A");
        await().pollDelay(Duration.ofMillis(1500)).untilAsserted(() -> assertThat(done).isEmpty());
        camel.getRouteController().resumeRoute("worker");
        await().untilAsserted(() -> assertThat(done).containsExactly("A"));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aKeyIsNeeded(Databases database) throws Exception {
        start(database, "task:enrich", exchange -> { });
        Exchange exchange = template.send("task:enrich", sent -> sent.getMessage().setBody(42));
        assertThat(exchange.getException()).hasMessageContaining("needs a key of 1 to 300 characters");
    }
}
