package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The <code>{{name}}</code> in route files: settings, parameters of Kamelets, and Camel's own functions. */
final class Placeholders {
    private static final Pattern INNERMOST = Pattern.compile("\\{\\{\\s*([?!]?)\\s*([^{}:]+?)\\s*(?::([^{}]*))?}}");
    private static final Pattern UNCLOSED = Pattern.compile("\\{\\{[^{}]*(?:}(?!})|$)");
    private static final Set<String> FUNCTIONS = Set.of("env", "sys", "service", "service.host", "service.port", "bean", "file", "base64");
    private static final int DEEPEST = 4;

    private final Map<String, String> settings;
    private final Complaints complaints;

    /** @param settings every effective value by name */
    Placeholders(Map<String, String> settings, Complaints complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /** @param parameters those of the Kamelet in which the text stands, with values for example; empty elsewhere */
    void check(Place place, int line, String text, Map<String, String> parameters) {
        if (UNCLOSED.matcher(text).find()) {
            complaints.add(place, line, "'{{' without its '}}' in " + text, "close it");
            return;
        }
        String inner = resolve(text, parameters, Map.of());
        Matcher matcher = INNERMOST.matcher(inner);
        while (matcher.find()) {
            String name = matcher.group(2);
            boolean optional = !matcher.group(1).isEmpty() || matcher.group(3) != null;
            if (optional || settings.containsKey(name) || name.startsWith("camel.")) {
                continue;
            }
            if (!parameters.isEmpty() && name.indexOf('.') < 0) {
                complaints.add(place, line, "no parameter {{" + name + "}} of the Kamelet", NearestName.remedy(name, parameters.keySet(),
                        "describe it under spec.definition.properties"));
            } else {
                complaints.add(place, line, "no setting " + name, NearestName.close(name, settings.keySet()).map(near -> "did you mean {{" + near + "}}?")
                        .orElse("set it in " + Setting.file(name) + " or as " + Setting.environmentName(name) + ", or give it a default: {{" + name + ":…}}"));
            }
        }
    }

    /** A text with every value put in that is known; what is not stays as it is. */
    String resolve(String text, Map<String, String> parameters) {
        return resolve(text, parameters, settings);
    }

    private static String resolve(String text, Map<String, String> parameters, Map<String, String> values) {
        String resolved = text;
        for (int depth = 0; depth < DEEPEST && resolved.contains("{{"); depth++) {
            resolved = INNERMOST.matcher(resolved).replaceAll(match -> Matcher.quoteReplacement(value(match, parameters, values)));
        }
        return resolved;
    }

    private static String value(MatchResult match, Map<String, String> parameters, Map<String, String> values) {
        String name = match.group(2);
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (values.containsKey(name)) {
            return values.get(name);
        }
        return match.group(3) != null && !values.isEmpty() && !FUNCTIONS.contains(name) ? match.group(3) : match.group();
    }

    /** Names of settings in a text. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = INNERMOST.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(2));
        }
        return names;
    }
}
