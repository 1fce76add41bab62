package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engineer adds to the routes reaches nothing outside in a dry run, and nothing but this machine in the sandbox. */
class OutgoingGuardTest {
    private final List<String> recorded = new ArrayList<>();
    private final RecordingComponent recorder = new RecordingComponent(new RecordingComponent.Keeper() {
        @Override
        public void keep(String path, JsonNode content) {
            recorded.add(path);
        }

        @Override
        public void keepFile(String name, String text) {
            recorded.add(name);
        }

        @Override
        public void keepOutput(String scheme, String text) {
            recorded.add(scheme + " " + text);
        }
    });
    private DefaultCamelContext camel;

    @TempDir
    private Path folder;

    private void start(OutgoingGuard guard) {
        camel = new DefaultCamelContext();
        for (String scheme : List.of("ivanti", "teams", "urlhaus")) {
            camel.addComponent(scheme, new HttpComponent());
        }
        camel.addComponent("intelx", recorder);
        guard.install(camel);
        camel.start();
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
    }

    private Exchange send(String uri, Object body, String... headers) {
        return camel.createFluentProducerTemplate().to(uri).withProcessor(exchange -> {
            exchange.getMessage().setBody(body);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader(headers[i], headers[i + 1]);
            }
        }).send();
    }

    private void dryRun() {
        start(OutgoingGuard.recording(Set.of("ivanti", "urlhaus"), recorder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"teams:http://198.51.100.1/hook", "http://198.51.100.1/hook", "https://198.51.100.1/hook"})
    void whateverIsNotDeclaredAsReadIsRecordedInADryRun(String uri) {
        dryRun();
        Exchange sent = send(uri, "{\"text\": 1}");
        assertThat(sent.getException()).isNull();
        assertThat(recorded).containsExactly(uri.substring(0, uri.indexOf(':')) + " {\"text\": 1}");
        assertThat(sent.getMessage().getHeader("CamelHttpResponseCode")).isEqualTo(200);
    }

    @Test
    void aDryRunWritesNoFile() throws Exception {
        dryRun();
        assertThat(send("file:" + folder, "finding".getBytes(), "CamelFileName", "one.json").getException()).isNull();
        assertThat(recorded).containsExactly("file finding");
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void anEndpointThatIsNamedAtRunTimeIsRecordedToo() throws Exception {
        dryRun();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toD("http://198.51.100.${body}/hook");
            }
        });
        assertThat(send("direct:start", "1").getException()).isNull();
        assertThat(recorded).containsExactly("http 1");
    }

    @Test
    void whatCannotBeRecordedIsRefused() {
        dryRun();
        assertThat(send("teams:http://198.51.100.1/hook", new Object()).getException()).hasMessageContaining("cannot record what teams: would get");
        assertThat(send("ivanti:http://198.51.100.1/api", "{}", "CamelHttpMethod", "POST", "CamelHttpPath", "/odata/businessobject/incidents").getException())
                .hasMessageContaining("a dry run changes nothing in Ivanti: POST");
        assertThatThrownBy(() -> camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder).to("log:x");
            }
        })).hasStackTraceContaining("a dry run cannot record what file: receives");
        assertThat(recorded).isEmpty();
    }

    @Test
    void whatIsDeclaredAsReadIsAskedForReal() {
        dryRun();
        assertThat(camel.getEndpoint("urlhaus:http://198.51.100.1/api").getClass().getSimpleName()).isEqualTo("HttpEndpoint");
        assertThat(camel.getEndpoint("direct:x").getClass().getSimpleName()).isEqualTo("DirectEndpoint");
        assertThat(camel.getEndpoint("intelx:http://198.51.100.1/api")).as("recorded as before").matches(recorder::isOurs);
    }

    @Test
    void whatTheSandboxDoesNotStandForIsOffThere() throws Exception {
        OutgoingGuard guard = OutgoingGuard.enclosed(Set.of("ivanti", "teams", "urlhaus", "http", "https"));
        start(guard);
        camel.addComponent("kafka", new MockComponent());
        Exchange sent = send("kafka:broker", "finding");
        assertThat(sent.getException()).isNull();
        assertThat(guard.off()).containsExactly("kafka: is off in the sandbox, which has no stub for it");
        assertThat(camel.getEndpoint("kafka:broker").getClass().getSimpleName()).isEqualTo("Off");
        assertThat(send("file:" + folder, "finding", "CamelFileName", "one.json").getException()).isNull();
        assertThat(Files.list(folder)).hasSize(1);
    }
}
