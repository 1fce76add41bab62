package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@code task:} is written in routes, and how a route with it is tested alone. */
class TaskInRoutesTest {
    private static final String ROUTES = """
            - route:
                id: publish-bundle
                from:
                  uri: task:publish
                  parameters: {concurrency: "{{at-once}}", attempts: "8", backoff: "2s", maxBackoff: "5m"}
                  steps:
                    - to:
                        id: verify-later
                        uri: task:verify
                        parameters: {delay: "15s"}
                    - to: {uri: "mock:end"}
            """;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void load() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("at-once", "3");
        settings.setProperty("node.name", "node-from-settings");
        camel.getPropertiesComponent().setInitialProperties(settings);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("publish.camel.yaml", ROUTES));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aYamlRouteHandsOverToAnother() throws Exception {
        try (Store store = Store.open(Databases.H2.fresh("n"), Clock.systemUTC())) {
            camel.getRegistry().bind("store", store);
            camel.getRegistry().bind("database", store.transactions());
            camel.start();
            TaskEndpoint from = (TaskEndpoint) camel.getRoute("publish-bundle").getEndpoint();
            assertThat(from.getConcurrency()).isEqualTo(3);
            assertThat(from.getMaxBackoff()).isEqualTo(Duration.ofMinutes(5));
            assertThat(from.getComponent().node()).isEqualTo("node-from-settings");

            camel.createProducerTemplate().sendBody("task:publish", "A");
            ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
            await().untilAsserted(() -> assertThat(tasks.counts()).singleElement().satisfies(count -> {
                assertThat(count.name()).isEqualTo("verify");
                assertThat(count.later()).isEqualTo(1);
                assertThat(count.oldestDue()).isBetween(Instant.now(), Instant.now().plusSeconds(15));
            }));
            camel.stop();
        }
    }

    @Test
    void aRouteIsTestedAloneWithoutADatabase() throws Exception {
        AdviceWith.adviceWith(camel, "publish-bundle", route -> {
            route.replaceFromWith("direct:publish");
            route.weaveById("verify-later").replace().to("mock:verify");
        });
        camel.start();
        MockEndpoint verify = camel.getEndpoint("mock:verify", MockEndpoint.class);
        verify.expectedHeaderReceived(TaskHeaders.KEY, "A");
        camel.createProducerTemplate().sendBodyAndHeader("direct:publish", "A", TaskHeaders.KEY, "A");
        verify.assertIsSatisfied();
    }
}
