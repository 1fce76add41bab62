package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which work runs when: hand-overs, delays, priorities and keys. */
class TaskHandOverTest extends TaskRoutes {
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
    void aKeyIsNeeded(Databases database) throws Exception {
        start(database, "task:enrich", exchange -> { });
        Exchange exchange = template.send("task:enrich", sent -> sent.getMessage().setBody(42));
        assertThat(exchange.getException()).hasMessageContaining("needs a key of 1 to 300 characters");
    }
}
