package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire sees of the product's calls, whatever another system has answered before. */
class SystemComponentTest {
    private static final String TEXT = "{\"value\": \"http://host.example/straße/ключ – …\"}";

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** As it came in. */
    private record Request(String line, String contentType, String agent, String length, byte[] body) {
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            requests.add(new Request(call.getRequestMethod() + " " + call.getRequestURI(), call.getRequestHeaders().getFirst("Content-Type"),
                    call.getRequestHeaders().getFirst("User-Agent"), call.getRequestHeaders().getFirst("Content-Length"),
                    call.getRequestBody().readAllBytes()));
            call.getResponseHeaders().set("Content-Type", "application/json; charset=ISO-8859-1");
            byte[] answer = "{\"name\": \"stra\u00dfe\"}".getBytes(StandardCharsets.ISO_8859_1);
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"intelx:{{intelx.base-url}}", "ivanti:{{ivanti.base-url}}", "ivanti-write:{{ivanti.base-url}}", "virustotal:base-url", "teams:address"})
    void theCharacterSetOfAnAnswerDoesNotRuleTheNextRequest(String system) throws Exception {
        exchange(system, TEXT, "application/json");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).line()).doesNotEndWith("?");
        assertThat(requests).allSatisfy(request -> assertThat(request.agent()).isEqualTo("ioc-enrichment"));
        assertThat(requests.get(1).contentType()).isEqualTo("application/json");
        assertThat(new String(requests.get(1).body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void bytesAreSentWithTheirLengthAndNotInChunks() throws Exception {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        exchange("intelx:{{intelx.base-url}}", bytes, "application/taxii+json;version=2.1");
        assertThat(requests.get(1).length()).isEqualTo(String.valueOf(bytes.length));
        assertThat(requests.get(1).contentType()).isEqualTo("application/taxii+json;version=2.1");
        assertThat(requests.get(1).body()).isEqualTo(bytes);
    }

    /** Asks a system, then sends it something. */
    private void exchange(String system, Object body, String contentType) throws Exception {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/base";
        Settings settings = Wired.settings(Map.ofEntries(Map.entry("ivanti.base-url", address), Map.entry("ivanti.api-key", "key-0001"),
                Map.entry("intelx.base-url", address), Map.entry("intelx.access-id", "id-0001"), Map.entry("intelx.secret-key", "secret-0001"),
                Map.entry("stix.producer.name", "SOC"), Map.entry("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11"),
                Map.entry("virustotal.base-url", address), Map.entry("output.teams.base-url", address),
                Map.entry("camel.server.enabled", "false"), Map.entry("camel.main.routesIncludePattern", "false")));
        try (Store store = Store.open(new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", "node-1"), Clock.systemUTC())) {
            Main camel = Wired.camel(settings, store, Clock.systemUTC());
            camel.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:both").routeId("both").setHeader("CamelHttpMethod", constant("GET")).setHeader("CamelHttpQuery", constant("")).to(system)
                            .removeHeaders("*").setHeader("Content-Type", constant(contentType)).setBody(constant(body)).to(system);
                }
            });
            camel.start();
            try {
                camel.getCamelContext().createFluentProducerTemplate().to("direct:both").send();
            } finally {
                camel.stop();
            }
        }
    }
}
