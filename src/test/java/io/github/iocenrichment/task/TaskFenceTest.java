package io.github.iocenrichment.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that was paused sends nothing any more. */
class TaskFenceTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration DEAD = Duration.ofSeconds(8);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger sent = new AtomicInteger();
    private final CurrentlyExecuting claim = new CurrentlyExecuting(new Execution(START, new TaskInstance<>("note", "A")), now::get,
            new HeartbeatConfig(Duration.ofSeconds(2), 4, DEAD));
    private DefaultCamelContext camel;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
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
    }

    private Exchange send(String from, Object workedOn) {
        return template.send("direct:" + from, exchange -> {
            exchange.getMessage().setBody("a,b");
            exchange.getMessage().setHeader("where", "far-side");
            exchange.setProperty(TaskFence.CLAIM, workedOn);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "enrich", "split"})
    void sendsWhileItsHeartBeats(String from) {
        now.set(START.plusSeconds(3));
        assertThat(send(from, claim).getException()).isNull();
        assertThat(sent.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "enrich", "split"})
    void sendsNothingOnceHalfTheTimeToBeingTakenOverIsGone(String from) {
        now.set(START.plusSeconds(4));
        Exchange exchange = send(from, claim);
        assertThat(TaskFailure.of(exchange.getException()).cause()).isInstanceOf(TaskFence.LostClaimException.class);
        assertThat(sent).hasValue(0);
    }

    @Test
    void sendsNothingAfterARefusedHeartbeatAndAgainAfterAGoodOne() {
        claim.heartbeat(false, START.plusSeconds(1));
        assertThat(send("to", claim).getException()).isInstanceOf(TaskFence.LostClaimException.class);
        claim.heartbeat(true, START.plusSeconds(2));
        now.set(START.plusSeconds(5));
        assertThat(send("to", claim).getException()).isNull();
    }

    @Test
    void workThatIsNoTaskIsNotStopped() {
        assertThat(send("to", null).getException()).isNull();
    }
}
