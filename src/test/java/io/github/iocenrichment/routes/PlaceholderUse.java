package io.github.iocenrichment.routes;

import io.github.iocenrichment.routes.RouteLint.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every <code>{{placeholder}}</code> will have a value. */
final class PlaceholderUse {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^}:]+)(:[^}]*)?}}");

    private final Set<String> settings;

    /** @param settings names that have a value */
    PlaceholderUse(Set<String> settings) {
        this.settings = settings;
    }

    List<Fault> check(String text) {
        List<Fault> faults = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            boolean optional = !matcher.group(1).isEmpty() || matcher.group(3) != null;
            if (!optional && !settings.contains(matcher.group(2))) {
                faults.add(new Fault("uses {{" + matcher.group(2) + "}}, which is no setting", "correct the name, set it in application.properties"
                        + " or give it a default: {{" + matcher.group(2) + ":…}}"));
            }
        }
        return faults;
    }

    /** Names used in a text. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(2));
        }
        return names;
    }
}
