package io.github.iocenrichment.job;

import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.Product;
import io.github.iocenrichment.Wired;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.task.PassedTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The product as shipped, running in this process against a sandbox, with a store of its own in memory. */
final class Job implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Product product;
    private final int port;
    private final ParkedTasks tasks;

    private Job(Product product, int port, Clock clock) {
        this.product = product;
        this.port = port;
        this.tasks = new ParkedTasks(store().transactions(), clock);
    }

    /** @param more settings above those that the sandbox gives */
    static Job start(Sandbox sandbox, Clock clock, Map<String, String> more) throws Exception {
        int port = freePort();
        Map<String, String> forced = new LinkedHashMap<>(sandbox.settings());
        forced.put("store.url", Databases.H2.fresh("node-1").url());
        forced.put("http.port", "" + port);
        forced.put("ivanti.poll.cron", "0/2 * * * * ?");
        forced.putAll(more);
        Product product = Product.start(settings(forced), true, clock);
        if (clock instanceof MovableClock movable) {
            movable.whenAdvanced(() -> PassedTime.wake(Wired.tasks(product)));
        }
        return new Job(product, port, clock);
    }

    /** The project's own file with these values above it. */
    static Settings settings(Map<String, String> forced) {
        Map<String, String> all = new LinkedHashMap<>(Wired.shippedSources());
        all.put("camel.main.routesIncludePattern", "file:" + Wired.shippedRoutes() + "/*.camel.yaml");
        all.putAll(forced);
        return Settings.load(new SettingsInput(Path.of("application.properties"), null, Map.of(), new Properties(), all,
                Wired.routes()));
    }

    static int freePort() {
        return FreePort.find();
    }

    /** Where its page is. */
    int port() {
        return port;
    }

    /** What it works on. */
    Store store() {
        return Wired.store(product);
    }

    /** How much work of each stage there is. Of the store and not of a page: tests ask for it many times a second while they wait. */
    List<ParkedTasks.Count> work() {
        return tasks.counts();
    }

    /** What a page of the product shows. */
    String page(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        product.close();
    }
}
