package io.github.iocenrichment.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, the strongest last: defaults, file, secrets file, environment, command line, forced.
 *
 * @param file            {@code application.properties}; null or absent when there is none
 * @param secretsFile     a second file for secrets; null or absent when there is none
 * @param environment     environment variables
 * @param systemProperties {@code -D} of the command line
 * @param forced          values above all others, such as the sandbox's addresses
 * @param referencedNames names that route files refer to as <code>{{name}}</code>; they need no entry in the catalog
 * @param sources         sources that route files bring along
 * @param outputs         outputs to which route files send, by name, each with a file that does
 */
public record SettingsInput(@Nullable Path file, @Nullable Path secretsFile, Map<String, String> environment, Properties systemProperties,
                            Map<String, String> forced, Set<String> referencedNames, List<DeclaredSource> sources,
                            Map<String, String> outputs) {
    private static final String OUTPUTS = "output.";
    /** Files in which a site says what it knows. */
    private static final List<String> OWN_FILES = List.of("indicators.allow-list", "verdict.overrides");

    public SettingsInput {
        environment = Map.copyOf(environment);
        forced = Map.copyOf(forced);
        referencedNames = Set.copyOf(referencedNames);
        sources = List.copyOf(sources);
        outputs = Map.copyOf(outputs);
    }

    public SettingsInput(Path file, Path secretsFile, Map<String, String> environment, Properties systemProperties, Map<String, String> forced,
                         Set<String> referencedNames) {
        this(file, secretsFile, environment, systemProperties, forced, referencedNames, List.of(), Map.of());
    }

    /** With what the route files refer to and bring along. */
    public SettingsInput(Path file, @Nullable Path secretsFile, Map<String, String> environment, Properties systemProperties, Map<String, String> forced,
                         RoutePlaceholders routes) {
        this(file, secretsFile, environment, systemProperties, forced, routes.names(), routes.sources(), routes.outputs());
    }

    public SettingsInput(Path file, Path secretsFile, Map<String, String> environment, Properties systemProperties, Map<String, String> forced) {
        this(file, secretsFile, environment, systemProperties, forced, Set.of());
    }

    /** The same input with other forced values. */
    public SettingsInput forcing(Map<String, String> values) {
        return new SettingsInput(file, secretsFile, environment, systemProperties, values, referencedNames, sources, outputs);
    }

    /**
     * The same with the product's defaults in place of what the file says. Names that are no settings of the product's, and to which route files refer, keep
     * their values: without them the routes cannot start. The files that a site keeps beside the program (allow list, overrides) are left out too.
     *
     * @throws SettingsException when the file cannot be read
     */
    public SettingsInput inDefaults() {
        SettingsCatalog standard = SettingsCatalog.standard();
        Map<String, String> values = new LinkedHashMap<>();
        if (file != null && Files.exists(file)) {
            PropertyFile.read(file).values().forEach((name, value) -> {
                if (name.startsWith("camel.") || referencedNames.contains(name) && standard.find(name).isEmpty()) {
                    values.put(name, value);
                }
            });
        }
        OWN_FILES.forEach(name -> values.put(name, ""));
        values.putAll(forced);
        return new SettingsInput(null, null, environment, systemProperties, values, referencedNames, sources, outputs);
    }

    /**
     * Whether anybody gave the property a value, be it a senseless one.
     *
     * @throws SettingsException when a file cannot be read
     */
    public boolean sets(String property) {
        return given(property).isPresent();
    }

    /**
     * What is switched off where only the sandbox may be called: added sources and outputs for which it has no stub, unless their address is one of this
     * machine.
     *
     * @param there settings by which the sandbox is reached
     * @return the settings that switch them off, {@code sandbox.off} with their names among them
     */
    public Map<String, String> offIn(Map<String, String> there) {
        Map<String, String> off = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        SettingsCatalog standard = SettingsCatalog.standard();
        SettingsCatalog all = catalog(standard);
        all.settings().stream().map(Setting::name).filter(name -> name.endsWith(".base-url") && standard.find(name).isEmpty() && !there.containsKey(name))
                .filter(name -> !isHere(name)).forEach(name -> {
                    String family = name.substring(0, name.length() - "base-url".length());
                    boolean output = AddedOutputs.isAddress(name);
                    off.put(name, output ? "" : "http://127.0.0.1:9/off");
                    off.put(family + "oauth2.client-id", "");
                    if (!output) {
                        off.put(family + "api-key", "");
                        off.put(family + "enabled", "false");
                    }
                    names.add(output ? "output " + family.substring(OUTPUTS.length(), family.length() - 1) : family.substring(0, family.length() - 1));
                });
        off.put("sandbox.off", String.join(",", names));
        return off;
    }

    /** What somebody gave the property as value, unless it is forced. @throws SettingsException when a file cannot be read */
    public Optional<String> given(String property) {
        return Stream.of(systemProperties.getProperty(property), environment.get(Setting.environmentName(property)), fromFile(secretsFile, property),
                fromFile(file, property)).filter(SettingsInput::notBlank).findFirst();
    }

    private boolean isHere(String property) {
        String given = given(property).orElse("");
        try {
            return Loopback.is(new URI(given.strip()).getHost());
        } catch (URISyntaxException e) {
            // no address is none of this machine
            return false;
        }
    }

    private static @Nullable String fromFile(@Nullable Path path, String property) {
        return path != null && Files.exists(path) ? PropertyFile.read(path).values().get(property) : null;
    }

    /** Whether the environment or the command line gives the property a value, whatever the files say. */
    public boolean setsAboveFiles(String property) {
        return notBlank(systemProperties.getProperty(property)) || notBlank(environment.get(Setting.environmentName(property)));
    }

    /** The catalog with the settings of what was added to the product. */
    SettingsCatalog catalog(SettingsCatalog standard) {
        return AddedOutputs.in(AddedSources.in(standard, AddedSources.of(standard, referencedNames, sources)), namesOfOutputs());
    }

    /**
     * Names that route files refer to, the addresses of outputs to which they send, and those of outputs wherever they are written: unlike a source, an output
     * may be reached by its name alone.
     */
    public Set<String> namesOfOutputs() {
        Set<String> names = new TreeSet<>(referencedNames);
        outputs.keySet().forEach(output -> names.add(AddedOutputs.address(output)));
        Stream.of(file, secretsFile).filter(path -> path != null && Files.exists(path)).flatMap(path -> PropertyFile.read(path).values().keySet().stream())
                .filter(name -> name.startsWith(OUTPUTS)).forEach(names::add);
        systemProperties.stringPropertyNames().stream().filter(name -> name.startsWith(OUTPUTS)).forEach(names::add);
        forced.keySet().stream().filter(name -> name.startsWith(OUTPUTS)).forEach(names::add);
        environment.keySet().stream().map(VariableNames::setting).flatMap(Optional::stream).filter(name -> name.startsWith(OUTPUTS)).forEach(names::add);
        return names;
    }

    private static boolean notBlank(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
