package io.github.iocenrichment.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the sources that a route file brings along: the calls of the Kamelet {@code look-up-source}, whose parameters say what a source is. */
final class SourceDeclarations {
    private static final String KAMELET = "kamelet:look-up-source";

    private SourceDeclarations() {
    }

    /** In the order of the file; none in a file that is no YAML, which is reported when the routes are loaded. */
    static List<DeclaredSource> in(String text, String file) {
        List<DeclaredSource> found = new ArrayList<>();
        if (file.endsWith(".camel.yaml") && text.contains(KAMELET)) {
            for (Map<?, ?> map : RouteMappings.in(text, file)) {
                if (String.valueOf(map.get("uri")).startsWith(KAMELET) && map.get("parameters") instanceof Map<?, ?> parameters
                        && parameters.get("source") != null) {
                    found.add(DeclaredSource.of(file, parameters));
                }
            }
        }
        return found;
    }
}
