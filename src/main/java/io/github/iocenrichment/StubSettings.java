package io.github.iocenrichment;

import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsCatalog;
import io.github.iocenrichment.settings.SettingsInput;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings under which routes are tested: those of {@code application.properties}, with every address on loopback and every key made up. Neither
 * the secrets file nor the environment is read, so a test finds the same everywhere.
 */
final class StubSettings {
    private static final String ADDRESS = ".base-url";

    private StubSettings() {
    }

    static Settings forRoutes(StubServer stubs) {
        Map<String, String> forced = new LinkedHashMap<>();
        for (String name : names()) {
            String system = name.substring(0, name.indexOf('.'));
            if (name.endsWith(ADDRESS)) {
                // the real systems have theirs; the path tells them apart here
                forced.put(name, stubs.url(system) + (system.equals("ivanti") ? "/api" : system.equals("intelx") ? "/ctixapi" : ""));
            } else if (name.endsWith(".api-key")) {
                forced.put(name, "key-of-" + system);
            }
        }
        forced.put("kev.url", stubs.url("kev") + "/kev.json");
        forced.put("intelx.taxii.discovery-url", stubs.url("intelx") + "/ctixapi/ctix21/taxii2/");
        forced.put("intelx.taxii.username", "user-of-taxii");
        forced.put("intelx.taxii.password", "key-of-taxii");
        forced.put("intelx.taxii.collection-id", "5a4e4442-0000-4e00-8000-434f4c4c4543");
        forced.put("intelx.access-id", "id-of-intelx");
        forced.put("intelx.secret-key", "key-of-intelx");
        forced.put("vulnerability.enabled", "true");
        forced.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        forced.put("stix.producer.name", "Tests");
        forced.put("network.proxy.url", "");
        return load(forced);
    }

    static Settings load(Map<String, String> forced) {
        return Settings.load(new SettingsInput(Path.of("application.properties"), null, Map.of(), new Properties(), forced,
                RoutePlaceholders.in(Path.of("routes"))));
    }

    /** Names of all settings, those of sources included that a route brings along. */
    static Set<String> names() {
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        Set<String> names = new TreeSet<>(routes.names());
        routes.sources().stream().filter(source -> !source.types().isEmpty()).forEach(source -> names.add(source.name() + ADDRESS));
        SettingsCatalog.standard().settings().forEach(setting -> names.add(setting.name()));
        names.stream().filter(name -> name.endsWith(ADDRESS)).map(name -> name.replace(ADDRESS, ".api-key")).toList().stream()
                .filter(name -> SettingsCatalog.standard().find(name).isPresent() || !SettingsCatalog.standard().prefixes().contains(name.substring(0,
                        name.indexOf('.'))))
                .forEach(names::add);
        return names;
    }
}
