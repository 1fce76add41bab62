package io.github.iocenrichment;

import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsCatalog;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.TaskComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/** The product's own beans and settings, for tests that run its routes. */
public final class Wired {
    /** Read once: no test changes the folder of routes, and each of them asks. */
    private static final RoutePlaceholders ROUTES = RoutePlaceholders.in(Path.of("routes"));
    private static final Map<String, String> ADDED = Map.copyOf(findAdded());

    private Wired() {
    }

    /** What the files in the folder of routes refer to. */
    public static RoutePlaceholders routes() {
        return ROUTES;
    }

    /** Checked settings as the product would have them with nothing but these values given. */
    public static Settings settings(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(ADDED);
        all.putAll(given);
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), all, ROUTES));
    }

    /** An address at which nobody answers for each source that somebody has added to the routes, so that the tests of all others go on as before. */
    public static Map<String, String> addedSources() {
        return ADDED;
    }

    private static Map<String, String> findAdded() {
        Map<String, String> addresses = new TreeMap<>();
        Stream.concat(ROUTES.required().keySet().stream().filter(name -> name.endsWith(".base-url")),
                ROUTES.sources().stream().filter(source -> !source.given().containsKey("base-url")).map(source -> source.name() + ".base-url"))
                .filter(name -> !isOwn(name)).forEach(name -> addresses.put(name, "http://127.0.0.1:9"));
        return addresses;
    }

    /** Whether the product has settings of that family, whether with dashes or dots in its name. */
    private static boolean isOwn(String address) {
        String family = address.substring(0, address.length() - "base-url".length());
        return SettingsCatalog.standard().settings().stream().anyMatch(setting -> setting.name().startsWith(family)
                || setting.name().startsWith(family.replace('-', '.')));
    }

    /** Whether a route file belongs to the product, and not to a source that somebody has added. */
    public static boolean isShipped(Path routeFile) {
        try {
            String text = Files.readString(routeFile);
            return ADDED.keySet().stream().noneMatch(name -> text.contains("{{" + name + "}}")
                    || text.contains("look-up-source/" + name.replace(".base-url", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of routes, without those of a source that somebody has added. */
    public static Path shippedRoutes() {
        Path routes = Path.of("routes");
        if (ADDED.isEmpty()) {
            return routes;
        }
        try (Stream<Path> files = Files.list(routes)) {
            Path shipped = Files.createTempDirectory("routes");
            for (Path file : files.filter(Wired::isShipped).toList()) {
                Files.copy(file, shipped.resolve(file.getFileName()));
            }
            return shipped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which sources are asked about a type as shipped, whatever somebody has added to them. */
    public static Map<String, String> shippedSources() {
        Map<String, String> sources = new TreeMap<>();
        SettingsCatalog.standard().settings().stream().filter(setting -> setting.name().startsWith("enrich."))
                .forEach(setting -> sources.put(setting.name(), setting.defaultValue()));
        return sources;
    }

    /** Has this thread find the libraries of a folder, as the program does with {@code lib/}. */
    public static void addLibraries(Path folder) {
        Libraries.addTo(Thread.currentThread(), folder);
    }

    /** What the start says when Camel fails so. */
    public static RuntimeException startRefused(RuntimeException error) {
        return CamelMain.broken(error);
    }

    /** The hand-over between the stages of a running product. */
    public static TaskComponent tasks(Product product) {
        return product.tasks();
    }

    /** What a running product works on. */
    public static Store store(Product product) {
        return product.store();
    }

    /** Camel with every bean that the routes name, not started. */
    public static Main camel(Settings settings, Store store, Clock clock) {
        Main camel = CamelMain.of(settings);
        new Wiring(settings, Preparation.begin(settings), store, clock, true).bindInto(camel);
        return camel;
    }
}
