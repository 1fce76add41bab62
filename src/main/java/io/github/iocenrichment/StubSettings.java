package io.github.iocenrichment;

import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.DeclaredSource;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsCatalog;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Source;
import io.github.iocenrichment.source.SourceCatalog;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The settings under which routes are tested: those of {@code application.properties}, or the product's own, with every address on loopback and every key
 * made up. Neither the secrets file nor the environment is read, so a test finds the same everywhere.
 */
final class StubSettings {
    private static final String ADDRESS = ".base-url";
    /** A real log-in must not be called by a test. */
    private static final String LOG_IN = ".oauth2.client-id";
    /** Systems that are played by the stubs of a test of a route and are those of the sandbox in a journey. */
    private static final Set<String> DESTINATIONS = Set.of("ivanti", "intelx");
    /** Sources of CVEs have no key, or settings of another form. */
    private static final Set<String> VULNERABILITIES = new SourceCatalog(List.of()).all().stream().filter(source -> source.is(Source.Trait.CVES)).map(Source::name)
            .collect(Collectors.toSet());

    private StubSettings() {
    }

    /**
     * @param systems  which answer in some test; those that are no source are outputs
     * @param defaults whether what is not for the tests is as the product has it, instead of as the file says
     */
    static Settings forRoutes(StubServer stubs, Set<String> systems, boolean defaults) {
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        Map<String, String> forced = sources(stubs, source -> true, routes);
        // the real systems have theirs; here they differ by their path
        forced.put("ivanti.base-url", stubs.url("ivanti") + "/api");
        forced.put("ivanti.api-key", "key-of-ivanti");
        forced.put("intelx.base-url", stubs.url("intelx") + "/ctixapi");
        forced.put("intelx.taxii.discovery-url", stubs.url("intelx") + "/ctixapi/ctix21/taxii2/");
        forced.put("intelx.taxii.username", "user-of-taxii");
        forced.put("intelx.taxii.password", "key-of-taxii");
        forced.put("intelx.taxii.collection-id", "5a4e4442-0000-4e00-8000-434f4c4c4543");
        forced.put("intelx.access-id", "id-of-intelx");
        forced.put("intelx.secret-key", "key-of-intelx");
        forced.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        forced.put("stix.producer.name", "Tests");
        forced.putAll(outputs(stubs, systems, routes));
        return load(forced, defaults);
    }

    /**
     * Addresses and keys of all sources; one that does not answer has no key, and is off.
     *
     * @param routes what the route files bring along
     */
    static Map<String, String> sources(StubServer stubs, Predicate<String> answers, RoutePlaceholders routes) {
        Map<String, String> forced = new LinkedHashMap<>();
        for (String name : names(routes)) {
            String system = name.substring(0, name.indexOf('.'));
            if (name.equals(system + ADDRESS) && !DESTINATIONS.contains(system)) {
                forced.put(name, stubs.url(system));
            } else if (name.equals(system + ".api-key") && !DESTINATIONS.contains(system)) {
                forced.put(name, answers.test(system) ? "key-of-" + system : "");
            }
        }
        // those of outputs, which no other setting goes with
        routes.secrets().stream().filter(name -> SettingsCatalog.standard().find(name).isEmpty())
                .forEach(name -> forced.putIfAbsent(name, "key-of-" + name.substring(0, name.indexOf('.'))));
        for (DeclaredSource source : routes.added(SettingsCatalog.standard())) {
            if (source.needsKey()) {
                forced.put(source.name() + LOG_IN, "");
            } else {
                forced.put(source.name() + ".enabled", String.valueOf(answers.test(source.name())));
            }
        }
        forced.put("vulnerability.enabled", String.valueOf(VULNERABILITIES.stream().anyMatch(answers)));
        forced.put("kev.url", stubs.url("kev") + "/kev.json");
        forced.put("cve-org.base-url", answers.test("cve-org") ? stubs.url("cve-org") : "");
        forced.put("kev.enisa.url", answers.test("kev-enisa") ? stubs.url("kev-enisa") + "/euvd.json" : "");
        forced.put("kev.vulncheck.url", answers.test("kev-vulncheck") ? stubs.url("kev-vulncheck") + "/vulncheck-kev" : "");
        forced.put("kev.vulncheck.api-key", "key-of-kev-vulncheck");
        forced.put("network.proxy.url", "");
        return forced;
    }

    /** Every system that a test may name: sources, our own destinations, and outputs to which routes send or that the settings name. */
    static Set<String> systems() {
        Set<String> systems = new TreeSet<>(VULNERABILITIES);
        systems.addAll(DESTINATIONS);
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        systems.addAll(routes.outputs().keySet());
        SettingsInput written = new SettingsInput(Path.of("application.properties"), null, Map.of(), new Properties(), Map.of(), routes);
        written.namesOfOutputs().stream().filter(name -> name.matches("output\\.[^.]+\\.base-url")).map(name -> name.split("\\.")[1]).forEach(systems::add);
        names(routes).stream().filter(name -> name.endsWith(ADDRESS) && !name.startsWith("output.")).map(name -> name.substring(0, name.length() - ADDRESS.length()))
                .forEach(systems::add);
        return systems;
    }

    /**
     * Addresses of the outputs among some systems: of those that are neither a source nor a system of the product.
     *
     * @param routes what the route files bring along
     */
    static Map<String, String> outputs(StubServer stubs, Set<String> systems, RoutePlaceholders routes) {
        Set<String> known = new TreeSet<>(VULNERABILITIES);
        known.addAll(DESTINATIONS);
        names(routes).stream().filter(name -> name.endsWith(ADDRESS)).map(name -> name.substring(0, name.length() - ADDRESS.length())).forEach(known::add);
        Map<String, String> outputs = new LinkedHashMap<>();
        systems.stream().filter(system -> !known.contains(system)).forEach(system -> {
            outputs.put("output." + system + ADDRESS, stubs.url(system));
            outputs.put("output." + system + LOG_IN, "");
        });
        return outputs;
    }

    static Settings load(Map<String, String> forced, boolean defaults) {
        return load(Path.of("application.properties"), forced, defaults);
    }

    /** With every added output off that no test plays, whatever address the file gives it: a test sends nothing to anybody. */
    static Settings load(Path file, Map<String, String> forced, boolean defaults) {
        SettingsInput written = new SettingsInput(file, null, Map.of(), new Properties(), forced, RoutePlaceholders.in(Path.of("routes")));
        SettingsInput input = defaults ? written.inDefaults() : written;
        Map<String, String> all = new LinkedHashMap<>(input.offIn(forced));
        all.putAll(input.forced());
        return RouteCheck.settings(() -> Settings.load(input.forcing(all)));
    }

    /** Names of all settings, those of sources included that a route brings along. */
    private static Set<String> names(RoutePlaceholders routes) {
        Set<String> names = new TreeSet<>(routes.names());
        routes.sources().stream().filter(source -> !source.types().isEmpty()).forEach(source -> names.add(source.name() + ADDRESS));
        SettingsCatalog.standard().settings().forEach(setting -> names.add(setting.name()));
        List<String> addresses = names.stream().filter(name -> name.endsWith(ADDRESS)).toList();
        addresses.stream().map(name -> name.replace(ADDRESS, ".api-key")).filter(name -> SettingsCatalog.standard().find(name).isPresent()
                || !SettingsCatalog.standard().prefixes().contains(name.substring(0, name.indexOf('.')))).forEach(names::add);
        return names;
    }
}
