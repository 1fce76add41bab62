package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.RouteCheck;
import io.github.iocenrichment.lint.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds a source by a route file that says its address, as a shipped one does under another name. */
class AddedSourceTest {
    private static final String ROUTE = "routes/35-phishscore.camel.yaml";

    @TempDir
    Path folder;
    private Path home;

    @BeforeEach
    void addTheSource() throws IOException {
        home = Child.home(folder.resolve("home"));
        Files.writeString(home.resolve(ROUTE), renamed("routes/38-urlhaus.camel.yaml"));
        Files.writeString(Files.createDirectory(home.resolve("tests")).resolve("35-phishscore.test.yaml"), renamed("tests/38-urlhaus.test.yaml"));
    }

    private static String renamed(String file) throws IOException {
        return Files.readString(Path.of(file)).replace("urlhaus", "phishscore").replace("URLhaus", "PhishScore");
    }

    /** Somebody who adds a source forgets its key; one of the shipped sources without a key is as it was meant. */
    @Test
    void withoutItsKeyItIsOffAndTheStartSaysSo() throws Exception {
        Files.copy(Path.of("docs/examples/blocklist.camel.yaml"), home.resolve("routes/36-blocklist.camel.yaml"));
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
            settings.keySet().removeIf(name -> name.startsWith("urlscan."));
            settings.put("blocklist.base-url", "http://127.0.0.1:9");
            settings.put("store.url", "jdbc:h2:mem:added-source");
            settings.put("http.port", "" + Job.freePort());
            try (Child child = Child.start(home, settings, folder.resolve("output.txt"), "run")) {
                await().until(() -> child.said().contains("Status page: ") || !child.isAlive());
                assertThat(child.said().lines().filter(line -> line.contains("source ") && line.contains(" is off")).map(line -> line.substring(
                        line.indexOf("source ")))).as(child.said()).containsExactly("source Block list"
                                + ", which routes/36-blocklist.camel.yaml brings, is off: blocklist.enabled is not true",
                                "source PhishScore, which " + ROUTE + " brings, is off: phishscore.api-key is not set");
                assertThat(child.stop()).isIn(0, 143);
            }
        }
    }

    /** Its settings seem to be unknown then; nobody is told to take them out. */
    @Test
    void aRouteFileThatCannotBeReadIsReportedInPlaceOfItsSettings() throws Exception {
        Files.writeString(home.resolve("application.properties"), "phishscore.quota.per-minute=4\nabuseipdb.max-age-days=ninety\n");
        Files.writeString(home.resolve("secrets.properties"), "phishscore.api-key=key-of-mine\n");
        Files.writeString(home.resolve(ROUTE), renamed("routes/38-urlhaus.camel.yaml").replaceFirst("\n      steps:\n", "\n     steps:\n"));
        String fault = ROUTE + ":8 look-up-phishscore: the line is indented wrongly; indent it as the lines that it belongs to";

        assertThat(RouteCheck.of(home, Map.of(), new Properties()).stream().map(Fault::toString)).hasSize(2).startsWith(fault)
                .element(1).asString().startsWith("application.properties:2: abuseipdb.max-age-days ");

        for (String command : new String[] {"run", "test"}) {
            Path output = folder.resolve(command + ".txt");
            try (Child child = Child.start(home, Map.of(), output, command)) {
                assertThat(child.exit()).as(child.said()).isEqualTo(2);
                assertThat(child.errors()).isEqualTo("ioc-enrichment: the routes cannot be started: " + fault + "\n");
            }
        }
    }
}
