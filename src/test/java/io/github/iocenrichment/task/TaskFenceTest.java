package io.github.iocenrichment.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.TimesWithZone;
import io.github.iocenrichment.task.TaskTable.Claim;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that was paused sends nothing any more, unless the database confirms that its task is still its own. */
class TaskFenceTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final AtomicInteger sent = new AtomicInteger();
    private final MovableClock clock = new MovableClock(START);
    private Store store;
    private HeldClaim claim;
    private DefaultCamelContext camel;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        store = Store.open(Databases.H2.fresh("node-1"), Clock.systemUTC());
        Jdbi.create(store.dataSource()).installPlugin(new TimesWithZone()).useHandle(handle -> handle.execute("""
                insert into task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures, version, created_at)
                values ('note', 'A', ?, true, 'node-1', ?, 0, 7, ?)""", START, START, START));
        claim = new Heartbeats(new TaskTable(store.controlTransactions(), clock), clock, Set::of, name -> { }).hold(new Claim("note", "A", 7), START);
        camel = new DefaultCamelContext();
        TaskFence.install(camel);
        TaskFence.install(camel);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:to").to("direct:far-side");
                from("direct:toD").toD("direct:${header.where}");
                from("direct:enrich").enrich("direct:far-side");
                from("direct:split").split(body().tokenize(",")).stopOnException().to("direct:far-side").end();
                from("direct:breaker").circuitBreaker().id("guard").resilience4jConfiguration().minimumNumberOfCalls(1).slidingWindowSize(1)
                        .ignoreException(TaskFence.LostClaimException.class).end().to("direct:far-side")
                        .onFallback().setBody(constant("the source failed")).end();
                from("direct:grouped").split(body().tokenize(","), new GroupedBodyAggregationStrategy()).parallelProcessing().to("direct:breaker").end();
                from("direct:far-side").process(exchange -> sent.incrementAndGet());
            }
        });
        camel.start();
        template = camel.createProducerTemplate();
        assertThat(camel.getCamelContextExtension().getInterceptStrategies()).hasSize(1);
    }

    @AfterEach
    void stop() {
        camel.stop();
        store.close();
    }

    private Exchange send(String from, Object workedOn) {
        return template.send("direct:" + from, exchange -> {
            exchange.getMessage().setBody("a,b");
            exchange.getMessage().setHeader("where", "far-side");
            exchange.setProperty(TaskFence.CLAIM, workedOn);
        });
    }

    private void takeOver() {
        Jdbi.create(store.dataSource()).useHandle(handle -> handle.execute("update task set version = version + 1, picked_by = 'node-2'"));
    }

    private Instant lastHeartbeat() {
        return Jdbi.create(store.dataSource()).installPlugin(new TimesWithZone())
                .withHandle(handle -> handle.createQuery("select last_heartbeat from task").mapTo(Instant.class).one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "enrich", "split", "breaker"})
    void sendsWhileItsHeartBeats(String from) {
        clock.set(START.plusSeconds(3));
        assertThat(send(from, claim).getException()).isNull();
        assertThat(sent.get()).isPositive();
        assertThat(lastHeartbeat()).as("no question was needed").isEqualTo(START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "enrich", "split", "breaker"})
    void sendsNothingOnceHalfTheTimeToBeingTakenOverIsGoneAndAnotherOneHasTheTask(String from) {
        clock.set(START.plusSeconds(4));
        takeOver();
        Exchange exchange = send(from, claim);
        assertThat(TaskFailure.of(exchange.getException()).cause()).isInstanceOf(TaskFence.LostClaimException.class)
                .hasMessageContaining("another one has taken over");
        assertThat(sent).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "enrich", "split", "breaker"})
    void asksWhenInDoubtAndGoesOnWithItsClaimConfirmed(String from) {
        clock.set(START.plusSeconds(60));
        assertThat(send(from, claim).getException()).isNull();
        assertThat(sent.get()).isPositive();
        assertThat(lastHeartbeat()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void sendsNothingWhenInDoubtWhileTheStoreDoesNotAnswer() {
        store.close();
        clock.set(START.plusSeconds(4));
        assertThat(send("to", claim).getException()).isInstanceOf(TaskFence.LostClaimException.class)
                .hasMessageContaining("the store does not confirm");
        assertThat(sent).hasValue(0);
    }

    @Test
    void aLostClaimIsNoFailureForACircuitBreaker() {
        clock.set(START.plusSeconds(4));
        takeOver();
        for (int i = 0; i < 5; i++) {
            assertThat(send("breaker", claim).getException()).isInstanceOf(TaskFence.LostClaimException.class);
        }
        assertThat(camel.getProcessor("guard", ResilienceProcessor.class).getCircuitBreakerState()).isEqualTo("CLOSED");
        assertThat(send("breaker", null).getMessage().getBody(String.class)).isEqualTo("a,b");
    }

    @Test
    void aPartThatWasStoppedStopsTheWhole() {
        assertThat(send("grouped", claim).getMessage().getBody(List.class)).hasSize(2);
        clock.set(START.plusSeconds(4));
        takeOver();
        assertThat(TaskFailure.of(send("grouped", claim).getException()).cause()).isInstanceOf(TaskFence.LostClaimException.class);
    }

    @Test
    void workThatIsNoTaskIsNotStopped() {
        clock.set(START.plusSeconds(60));
        assertThat(send("to", null).getException()).isNull();
    }
}
