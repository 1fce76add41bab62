package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.Wired;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example for Kafka, with a component out of a jar in {@code lib/} that writes into a system property what it was sent. */
class ComponentFromLibTest {
    private static final String SOURCE = """
            package lib;
            import java.util.Map;
            import org.apache.camel.*;
            import org.apache.camel.support.*;
            public class KafkaOfTheTest extends DefaultComponent {
                protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) {
                    String to = parameters.remove("brokers") + " " + topic;
                    return new DefaultEndpoint(uri, this) {
                        public Producer createProducer() {
                            return new DefaultProducer(this) {
                                public void process(Exchange exchange) {
                                    System.setProperty("kafka of the test", System.getProperty("kafka of the test", "") + to + " " + exchange.getMessage().getHeader("kafka.KEY") + "\\n"
                                            + exchange.getMessage().getBody(String.class));
                                }
                            };
                        }
                        public Consumer createConsumer(Processor processor) {
                            throw new UnsupportedOperationException();
                        }
                    };
                }
            }
            """;

    @RegisterExtension
    static final BeforeAllCallback LIBRARIES = new BeforeAllCallback() {
        @Override
        public void beforeAll(ExtensionContext context) throws IOException {
            before = Thread.currentThread().getContextClassLoader();
            Wired.addLibraries(jar(Files.createTempDirectory("lib")));
        }
    };

    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("../docs/examples/kafka").with("kafka.brokers", "broker.example:9093");

    private static ClassLoader before;

    @AfterAll
    static void asBefore() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty("kafka of the test");
    }

    private static Path jar(Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(null, null, null, List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new SimpleJavaFileObject(URI.create("string:///lib/KafkaOfTheTest.java"), javax.tools.JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE;
                    }
                })).call();
        assertThat(compiled).isTrue();
        try (OutputStream file = Files.newOutputStream(folder.resolve("component.jar")); JarOutputStream jar = new JarOutputStream(file)) {
            try (var compiledFiles = Files.list(classes.resolve("lib"))) {
                for (Path one : compiledFiles.toList()) {
                    entry(jar, "lib/" + one.getFileName(), Files.readAllBytes(one));
                }
            }
            entry(jar, "META-INF/services/org/apache/camel/component/kafka", "class=lib.KafkaOfTheTest\n".getBytes(StandardCharsets.UTF_8));
        }
        return folder;
    }

    private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    @Test
    void aComponentOfLibIsUsedAsAnyOther() throws IOException {
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IndicatorType.IPV4, "198.51.100.77"), VerdictValue.MALICIOUS, 90));
        assertThat(WORLD.runStage("send-to-kafka", recId).getException()).isNull();
        WORLD.runStage("send-to-kafka", recId);
        String[] sent = System.getProperty("kafka of the test").split("\n", 2);
        assertThat(sent[0]).isEqualTo("broker.example:9093 incidents " + recId);
        assertThat(new ObjectMapper().readTree(sent[1]).at("/findings/0/value").asText()).isEqualTo("198.51.100.77");
        assertThat(WORLD.store().effects().ofIncident(recId)).singleElement().extracting(Effect::state, Effect::outcome)
                .containsExactly(Effect.State.DONE, "taken by Kafka");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"kafka | put org.apache.camel:camel-kafka:4.", "jms | put org.apache.camel:camel-jms:4.",
            "smtps | put org.apache.camel:camel-mail:4.",
        "aws2-ddbstream | put org.apache.camel:camel-aws2-ddb:4.", "urlscn | neither Camel nor the settings know"})
    void oneThatIsMissingIsNamedInOneLine(String scheme, String words) {
        RuntimeException wrapped = new IllegalStateException("route r1", new IllegalArgumentException("No component found with scheme: " + scheme + "\nmore"));
        assertThat(Wired.startRefused(wrapped)).hasMessageContaining(words).hasMessageContaining("'" + scheme + "'").message().hasLineCount(1);
    }
}
