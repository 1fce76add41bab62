package io.github.iocenrichment.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Finds the sources that a route file brings along: the calls of the Kamelet {@code look-up-source}, whose parameters say what a source is. */
final class SourceDeclarations {
    private static final String KAMELET = "kamelet:look-up-source";

    private SourceDeclarations() {
    }

    /** In the order of the file; none in a file that is no YAML, which is reported when the routes are loaded. */
    static List<DeclaredSource> in(String text, String file) {
        List<DeclaredSource> found = new ArrayList<>();
        if (file.endsWith(".camel.yaml") && text.contains(KAMELET)) {
            try {
                collect(new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text), file, found);
            } catch (YamlEngineException noYaml) {
                return List.of();
            }
        }
        return found;
    }

    private static void collect(Object node, String file, List<DeclaredSource> found) {
        if (node instanceof List<?> entries) {
            entries.forEach(entry -> collect(entry, file, found));
        } else if (node instanceof Map<?, ?> map) {
            if (String.valueOf(map.get("uri")).startsWith(KAMELET) && map.get("parameters") instanceof Map<?, ?> parameters
                    && parameters.get("source") != null) {
                found.add(DeclaredSource.of(file, parameters));
            }
            map.values().forEach(value -> collect(value, file, found));
        }
    }
}
