package io.github.iocenrichment.enrichment;

import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Product;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole product in this process, against a sandbox of its own without sample incidents. */
final class RunningProduct implements AutoCloseable {

    final Sandbox sandbox;
    private final Product product;

    private RunningProduct(Sandbox sandbox, Product product) {
        this.sandbox = sandbox;
        this.product = product;
    }

    static Sandbox sandbox() {
        return Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
    }

    /**
     * @param routes     folder of the route files
     * @param properties the file of settings, or null
     * @param more       settings that go before the sandbox's
     */
    static RunningProduct start(Sandbox sandbox, Path routes, Path properties, Map<String, String> more) throws Exception {
        return new RunningProduct(sandbox, Product.start(settings(sandbox, routes, properties, more), true, Clock.systemUTC()));
    }

    static Settings settings(Sandbox sandbox, Path routes, Path properties, Map<String, String> more) throws IOException {
        Map<String, String> forced = new HashMap<>(sandbox.settings());
        forced.put("store.url", "jdbc:h2:mem:" + UUID.randomUUID());
        forced.put("ivanti.poll.cron", "* * * * * ?");
        forced.put("http.port", String.valueOf(FreePort.find()));
        forced.put("publish.note-waits", "20s");
        forced.put("camel.main.routesIncludePattern", "file:" + routes + "/*.camel.yaml");
        forced.putAll(more);
        return Settings.load(new SettingsInput(properties, null, Map.of(), new Properties(), forced, RoutePlaceholders.in(routes)));
    }

    static RunningProduct start(Map<String, String> more) throws Exception {
        return start(sandbox(), Path.of("routes"), null, more);
    }

    /** A copy of the shipped route files, to be edited. */
    static Path copyOfRoutes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    String add(String symptom) {
        return sandbox.addIncident(SandboxIncident.of("Suspicious things", symptom));
    }

    /** The text of all notes on an incident, as soon as there is one. */
    String note(String recId) {
        Patience.await().until(() -> !sandbox.notes(recId).isEmpty());
        return notes(recId);
    }

    String notes(String recId) {
        return sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).collect(Collectors.joining("\n---\n"));
    }

    @Override
    public void close() {
        product.close();
        sandbox.close();
    }
}
