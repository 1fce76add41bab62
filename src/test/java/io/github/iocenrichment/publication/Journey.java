package io.github.iocenrichment.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Product;
import io.github.iocenrichment.Wired;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The whole product against a sandbox of its own: an incident goes in, notes and publications are seen to come out. */
final class Journey implements AutoCloseable {
    /** Known to the sandbox: much reported. */
    static final String BAD_ADDRESS = "93.115.28.40";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
    private final Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
    private Product product;

    Journey() {
        with("store.url", Databases.H2.fresh("node-1").url());
        with("ivanti.poll.cron", "0/1 * * * * ?");
        with("intelx.verify.first-delay", "1s");
        with("intelx.verify.give-up", "20s");
        with("http.port", String.valueOf(FreePort.find()));
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Map<String, String> settings() {
        return settings;
    }

    Journey with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Journey start() throws Exception {
        product = Product.start(Wired.settings(settings), true, Clock.systemUTC());
        return this;
    }

    Journey startDry(Path folder) throws Exception {
        product = Product.startDry(Wired.settings(settings), folder, Clock.systemUTC());
        return this;
    }

    /** As a new installation would: every incident is collected again. */
    Journey restartWithEmptyStore() throws Exception {
        product.close();
        return with("store.url", Databases.H2.fresh("node-1").url()).start();
    }

    /** True when no stage but the waiting for late answers has anything left to do. */
    boolean idle() throws IOException, InterruptedException {
        return StreamSupport.stream(new com.fasterxml.jackson.databind.ObjectMapper().readTree(page("/status.json")).path("stages").spliterator(), false)
                .allMatch(stage -> stage.path("name").asText().equals("amend") || stage.path("waiting").asLong() + stage.path("running").asLong() == 0);
    }

    String incident(String symptom) {
        return sandbox.addIncident(SandboxIncident.of("Suspicious activity", symptom));
    }

    List<String> notes(String recId) {
        return sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).toList();
    }

    String note(String recId, String holding) {
        Patience.await("a note that says '" + holding + "'").pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(notes(recId)).anyMatch(note -> note.contains(holding)));
        return notes(recId).stream().filter(note -> note.contains(holding)).findFirst().orElseThrow();
    }

    /** Types of all objects that have reached the platform. */
    List<String> publishedTypes() {
        return sandbox.publishedObjects().stream().map(object -> object.path("type").asText()).toList();
    }

    List<JsonNode> published(String type) {
        return sandbox.publishedObjects().stream().filter(object -> object.path("type").asText().equals(type)).toList();
    }

    static List<String> ids(JsonNode message) {
        return StreamSupport.stream(message.path("objects").spliterator(), false).map(object -> object.path("id").asText()).toList();
    }

    void await(Callable<Boolean> condition) {
        Patience.await().pollInterval(Duration.ofMillis(200)).until(condition);
    }

    /** Presses a button beside parked work on the status page, as a browser would; gives the page that answers. */
    String press(String stage, String action) throws IOException, InterruptedException {
        Matcher form = Pattern.compile("name=\"token\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"id\" value=\"(" + stage
                + "\\|[^\"]+)\"").matcher(page("/"));
        org.assertj.core.api.Assertions.assertThat(form.find()).as("parked: " + stage).isTrue();
        String body = "token=" + form.group(1) + "&id=" + form.group(2).replace("|", "%7C") + "&action=" + action;
        String own = "http://127.0.0.1:" + settings.get("http.port");
        return java.net.http.HttpClient.newBuilder().version(java.net.http.HttpClient.Version.HTTP_1_1).build()
                .send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(own + "/orders")).header("Origin", own)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)).build(),
                java.net.http.HttpResponse.BodyHandlers.ofString()).body();
    }

    /** True when that much of this stage is parked. */
    boolean parked(String stage, int count) throws IOException, InterruptedException {
        return StreamSupport.stream(new com.fasterxml.jackson.databind.ObjectMapper().readTree(page("/status.json")).path("stages").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(stage)).mapToLong(one -> one.path("parked").asLong()).sum() == count;
    }

    String page(String path) throws IOException, InterruptedException {
        return java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(
                java.net.URI.create("http://127.0.0.1:" + settings.get("http.port") + path)).build(), java.net.http.HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
        }
        sandbox.close();
    }
}
