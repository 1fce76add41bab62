package io.github.iocenrichment.routes;

import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.http.HttpComponent;

/** Checks the route files as an editor left them and prints what is wrong, one line each; nothing when all is well: {@code make lint}. */
final class LintCommand {
    static final Path ROUTES = Path.of("routes");

    private LintCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        List<String> complaints;
        try (ProductBeans beans = ProductBeans.bind()) {
            complaints = lint(beans).check(files());
        }
        complaints.forEach(System.err::println);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    /** The text of every route file, by its path. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(ROUTES)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
                files.put("routes/" + file.getFileName(), Files.readString(file));
            }
        }
        return files;
    }

    static RouteLint lint(ProductBeans beans) {
        Set<String> settings = new TreeSet<>(propertyFile());
        settings.addAll(SettingsCatalog.standard().settings().stream().map(Setting::name).collect(Collectors.toSet()));
        return new RouteLint(beans::type, settings, schemes(beans));
    }

    /** Names in the file beside the routes: a source that is added by a route alone has its settings only there. */
    private static Set<String> propertyFile() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames();
    }

    /** Every scheme under which the product binds an HTTP component, and Camel's own. */
    private static Set<String> schemes(ProductBeans beans) {
        Set<String> schemes = new TreeSet<>(Set.of("http", "https"));
        for (String name : propertyFile()) {
            String system = name.split("\\.")[0];
            for (String scheme : List.of(system, system + "-write")) {
                if (beans.find(scheme) instanceof HttpComponent) {
                    schemes.add(scheme);
                }
            }
        }
        return schemes;
    }
}
