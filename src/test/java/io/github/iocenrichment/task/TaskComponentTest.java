package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** What {@code task:} promises to a route that works, on both databases. */
class TaskComponentTest extends TaskRoutes {
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
}
