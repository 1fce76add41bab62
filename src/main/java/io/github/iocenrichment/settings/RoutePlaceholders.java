package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that route files refer to as <code>{{name}}</code>. So a source that is added by a route brings its own names,
 * and a name that has no value is reported before Camel fails on it.
 *
 * @param names    every name referred to
 * @param required the file that refers to each name without a default
 * @param sources  sources that the files bring along
 * @param outputs  outputs to which the files send, by name, each with a file that does
 */
public record RoutePlaceholders(Set<String> names, Map<String, String> required, List<DeclaredSource> sources, Map<String, String> outputs) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([?!]?)\\s*([A-Za-z][A-Za-z0-9_.-]*)\\s*(:[^}]*)?}}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*+#.*$");
    /** Words before a colon that name where Camel looks, not what. */
    private static final Set<String> FUNCTIONS = Set.of("env", "sys", "service", "bean", "file", "base64");

    public RoutePlaceholders {
        names = Set.copyOf(names);
        required = Map.copyOf(required);
        sources = List.copyOf(sources);
        outputs = Map.copyOf(outputs);
    }

    /** Reads every YAML file in a folder; a folder that is not there refers to nothing. */
    public static RoutePlaceholders in(Path folder) {
        Set<String> names = new TreeSet<>();
        Map<String, String> required = new TreeMap<>();
        List<DeclaredSource> sources = new ArrayList<>();
        OutputDeclarations outputs = new OutputDeclarations();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.ya?ml")).sorted().toList()) {
                    String text = Files.readString(file);
                    read(text, file.getFileName().toString(), names, required);
                    sources.addAll(SourceDeclarations.in(text, file.getFileName().toString()));
                    outputs.add(text, file.getFileName().toString());
                }
            } catch (IOException | UncheckedIOException e) {
                throw new SettingsException(folder.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")",
                        "keep only route files in it that this user may read, in UTF-8");
            }
        }
        return new RoutePlaceholders(names, required, sources, outputs.found());
    }

    /** Sources that the files add to those of a catalog, by name. */
    public List<DeclaredSource> added(SettingsCatalog catalog) {
        return AddedSources.of(catalog, names, sources);
    }

    /** Names of keys and the like to which the files refer and that must have a value. */
    public Set<String> secrets() {
        return required.keySet().stream().filter(SettingsReading.SecretNames::looksSecret).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @throws SettingsException in one line when a route refers to a name that has neither a value nor a default */
    public void check(Settings settings) {
        List<Problem> missing = new ArrayList<>();
        new TreeMap<>(required).forEach((name, file) -> {
            if (!settings.all().containsKey(name) && !name.startsWith("camel.")) {
                missing.add(new Problem(name, "is not set though " + file + " refers to it", "set it in " + Setting.file(name) + " or as "
                        + Setting.environmentName(name) + ", or give it a default there: {{" + name + ":...}}"));
            }
        });
        if (!missing.isEmpty()) {
            throw new SettingsException(missing);
        }
    }

    private static void read(String text, String file, Set<String> names, Map<String, String> required) {
        // a comment may speak of placeholders that are none
        Matcher placeholder = PLACEHOLDER.matcher(COMMENT.matcher(text).replaceAll(""));
        while (placeholder.find()) {
            String name = placeholder.group(2);
            boolean hasDefault = placeholder.group(3) != null;
            if (hasDefault && FUNCTIONS.contains(name) || file.endsWith(".kamelet.yaml") && name.indexOf('.') < 0) {
                // no setting: a function of Camel, or a parameter of the Kamelet; settings have a dot in their names
                continue;
            }
            names.add(name);
            if (!hasDefault && placeholder.group(1).isEmpty()) {
                required.putIfAbsent(name, file);
            }
        }
    }
}
