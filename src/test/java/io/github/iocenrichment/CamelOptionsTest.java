package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.web.Metrics;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Camel offers beyond our own settings is switched on by Camel's own names. */
class CamelOptionsTest {

    private static void running(Map<String, String> options, Consumer<Main> look) throws Exception {
        Map<String, String> given = new HashMap<>(Map.of("ivanti.base-url", "https://itsm.example/api", "ivanti.api-key", "key-1", "intelx.base-url",
                "https://intel.example/ctixapi", "intelx.access-id", "id-1", "intelx.secret-key", "key-2", "stix.producer.name", "SOC",
                "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11"));
        given.putAll(options);
        given.put("camel.server.enabled", "false");
        given.put("camel.main.routesIncludePattern", "false");
        Settings settings = Wired.settings(given);
        try (Store store = Store.open(new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", "node-1"), Clock.systemUTC())) {
            Main camel = Wired.camel(settings, store, Clock.systemUTC());
            camel.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:any").routeId("any-route").setBody(constant("done"));
                }
            });
            camel.start();
            try {
                camel.getCamelContext().createProducerTemplate().sendBody("direct:any", "");
                look.accept(camel);
            } finally {
                camel.stop();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void metricsOfRoutesStandBesideOurOwnWhenTheyAreSwitchedOn(boolean on) throws Exception {
        running(on ? Map.of("camel.metrics.enabled", "true") : Map.of(), camel -> {
            String scraped = camel.lookup("metrics", Metrics.class).scrape();
            assertThat(scraped).contains("ioc_source_key_refused{");
            assertThat(scraped.contains("routeId=\"any-route\"")).isEqualTo(on);
        });
    }

    @Test
    void anOptionOfAComponentThatNoNameOfOursCoversIsSetByCamelsName() throws Exception {
        running(Map.of("camel.component.abuseipdb.userAgent", "soc-enrichment"), camel -> {
            HttpComponent component = camel.getCamelContext().getComponent("abuseipdb", HttpComponent.class);
            assertThat(component.getUserAgent()).isEqualTo("soc-enrichment");
            assertThat(component.isRedirectHandlingDisabled()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void routesAreSeenOverJmxWhenItIsSwitchedOn(boolean on) throws Exception {
        running(on ? Map.of("camel.main.jmxEnabled", "true") : Map.of(), camel ->
                assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(routes(), null).isEmpty()).isNotEqualTo(on));
    }

    private static ObjectName routes() {
        try {
            return new ObjectName("org.apache.camel:context=ioc-enrichment,type=routes,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
