package io.github.iocenrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The route files beside the jar. */
public final class RouteFiles {
    /** <code>{{name}}</code>, <code>{{?name}}</code> or <code>{{name:default}}</code>. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([a-zA-Z][a-zA-Z0-9._-]*)(?::[^}]*)?}}");

    private RouteFiles() {
    }

    /** Names of the properties that the routes use, so that a source added by a route alone may have its own. */
    public static Set<String> placeholders(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StartException("there is no folder '" + folder + "' with route files here; start the product from its top folder");
        }
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".camel.yaml")).toList()) {
                Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new StartException("the route files in '" + folder + "' cannot be read: " + e.getMessage(), e);
        }
        return names;
    }
}
