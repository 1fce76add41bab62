package io.github.iocenrichment;

import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.TaskComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;

/** The product's own beans and settings, for tests that run its routes. */
public final class Wired {
    private Wired() {
    }

    /** Checked settings as the product would have them with nothing but these values given. */
    public static Settings settings(Map<String, String> given) {
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), given, RoutePlaceholders.in(Path.of("routes")).names()));
    }

    /** Has this thread find the libraries of a folder, as the program does with {@code lib/}. */
    public static void addLibraries(Path folder) {
        Libraries.addTo(Thread.currentThread(), folder);
    }

    /** What the start says when Camel fails so. */
    public static RuntimeException startRefused(RuntimeException error) {
        return Product.broken(error);
    }

    /** The hand-over between the stages of a running product. */
    public static TaskComponent tasks(Product product) {
        return product.tasks();
    }

    /** Camel with every bean that the routes name, not started. */
    public static Main camel(Settings settings, Store store, Clock clock) {
        Main camel = Product.camel(settings);
        new Wiring(settings, Preparation.begin(settings), store, clock, true).bindInto(camel);
        return camel;
    }
}
