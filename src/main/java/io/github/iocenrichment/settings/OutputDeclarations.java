package io.github.iocenrichment.settings;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the outputs to which route files send: those for which the Kamelets {@code send-to-output} and {@code ask-output} are called, and schemes that are no
 * component of Camel's and either are called as {@code NAME:address} or have deliveries by {@code report.once}. So an output is known, and off, before anybody
 * sets its address.
 */
final class OutputDeclarations {
    private static final String NAME = "([a-z][a-z0-9-]{0,40})";
    private static final Pattern KAMELET = Pattern.compile("kamelet:(?:send-to|ask)-output(?:[/?].*)?");
    private static final Pattern OWN_WAY = Pattern.compile(NAME + ":(?://)?address(?:\\?.*)?");
    private static final Pattern SCHEME = Pattern.compile(NAME + ":.+");
    private static final Pattern DELIVERY = Pattern.compile("\\bonce\\([^,]+,\\s*'" + NAME + "'");
    private static final Pattern PLAIN_NAME = Pattern.compile(NAME);

    private final Map<String, String> named = new TreeMap<>();
    private final Map<String, String> calledItsWay = new TreeMap<>();
    private final Map<String, String> called = new TreeMap<>();
    private final Set<String> delivered = new TreeSet<>();

    /** Reads one more file. */
    void add(String text, String file) {
        if (!text.contains("-output") && !text.contains(":address") && !text.contains("once(")) {
            return;
        }
        for (Map<?, ?> map : RouteMappings.in(text, file)) {
            map.values().forEach(value -> DELIVERY.matcher(String.valueOf(value instanceof String ? value : "")).results()
                    .forEach(found -> delivered.add(found.group(1))));
            String uri = String.valueOf(map.get("uri"));
            if (KAMELET.matcher(uri).matches() && map.get("parameters") instanceof Map<?, ?> parameters
                    && PLAIN_NAME.matcher(String.valueOf(parameters.get("output"))).matches()) {
                named.putIfAbsent(parameters.get("output").toString(), file);
            }
            first(OWN_WAY, uri, file, calledItsWay);
            first(SCHEME, uri, file, called);
        }
    }

    private static void first(Pattern pattern, String uri, String file, Map<String, String> into) {
        Matcher matcher = pattern.matcher(uri);
        if (matcher.matches()) {
            into.putIfAbsent(matcher.group(1), file);
        }
    }

    /** The outputs by name, each with the first file that sends to it. */
    Map<String, String> found() {
        Map<String, String> outputs = new TreeMap<>(named);
        called.forEach((scheme, file) -> {
            if ((delivered.contains(scheme) || calledItsWay.containsKey(scheme)) && !CamelComponents.isKnown(scheme)) {
                outputs.putIfAbsent(scheme, file);
            }
        });
        return outputs;
    }
}
