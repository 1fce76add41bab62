package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.TaskDeaths.Outcome;
import java.net.SocketException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that is asked to stop: its work is done again, and its end counts as no death. */
class TaskStopTest {
    private Store store;
    private DefaultCamelContext camel;
    private TaskComponent component;

    @BeforeEach
    void open() {
        store = Store.open(Databases.H2.fresh("node-1"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        camel.stop();
        store.close();
    }

    private void start(RouteBuilder routes) throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("store", store.transactions());
        component = new TaskComponent();
        component.setNodeName("node-1");
        camel.addComponent("task", component);
        camel.addRoutes(routes);
        camel.start();
    }

    private List<ParkedTasks.Open> open(String key) {
        return new ParkedTasks(store.transactions(), Clock.systemUTC()).of(key);
    }

    @Test
    void theEndOfAProcessThatWasAskedToStopIsNoDeath() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        AtomicInteger further = new AtomicInteger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("task:collect?yieldToSuspects=true").process(exchange -> {
                    if (further.getAndIncrement() == 0) {
                        begun.countDown();
                        cut.await();
                    }
                }).process(exchange -> { });
            }
        });
        camel.createProducerTemplate().sendBody("task:collect", "R1");
        begun.await();
        component.cutOff();
        assertThat(open("R1")).singleElement().satisfies(task -> assertThat(task.running()).isTrue());
        TaskDeaths deaths = new TaskTable(store.transactions(), Clock.systemUTC()).deaths(1);
        // as a process that is killed by its supervisor, because the work does not end
        assertThat(deaths.claimsOf("collect", "node-1")).singleElement().satisfies(claim ->
                assertThat(deaths.died(claim, null)).isEqualTo(Outcome.AGAIN));
        cut.countDown();
    }

    @Test
    void workThatIsCutOffEndsBetweenTwoStepsAndIsDoneAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        List<String> steps = new CopyOnWriteArrayList<>();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).process(exchange -> steps.add("reported as failed"));
                from("task:note").split(constant(List.of("a", "b"))).parallelProcessing().process(exchange -> {
                    begun.countDown();
                    cut.await(1, TimeUnit.MINUTES);
                    throw new SocketException("Socket closed");
                }).end().process(exchange -> steps.add("went on"));
            }
        });
        camel.createProducerTemplate().sendBody("task:note", "R1");
        begun.await();
        component.cutOff();
        cut.countDown();
        await().until(() -> open("R1").stream().noneMatch(ParkedTasks.Open::running));
        assertThat(steps).isEmpty();
        assertThat(open("R1")).singleElement().satisfies(task -> {
            assertThat(task.attempts()).isZero();
            assertThat(task.lastError()).isEmpty();
        });
    }
}
