package io.github.iocenrichment.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The mappings in a route file, in whatever depth: what routes bring along is read from them before anything checks the file. */
final class RouteMappings {
    private RouteMappings() {
    }

    /** In the order of the file; none in a file that is no YAML, which is reported when the routes are loaded. */
    static List<Map<?, ?>> in(String text, String file) {
        List<Map<?, ?>> found = new ArrayList<>();
        try {
            collect(new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text), found);
        } catch (YamlEngineException noYaml) {
            return List.of();
        }
        return found;
    }

    private static void collect(Object node, List<Map<?, ?>> found) {
        if (node instanceof List<?> entries) {
            entries.forEach(entry -> collect(entry, found));
        } else if (node instanceof Map<?, ?> map) {
            found.add(map);
            map.values().forEach(value -> collect(value, found));
        }
    }
}
