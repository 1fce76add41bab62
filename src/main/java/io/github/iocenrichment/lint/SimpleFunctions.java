package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions of the language simple, wherever they stand: Camel compiles those of an expression when it reads the route, but those in the arguments of a
 * bean's method when a message meets them.
 */
final class SimpleFunctions {
    /** Of two that are equally near, the first is meant. */
    private static final List<String> HEADS = List.of("body", "bodyAs", "mandatoryBodyAs", "bodyOneLine", "header", "headers", "headerAs", "variable",
            "variables", "variableAs", "exchangeProperty", "exchange", "exchangeId", "exception", "messageAs", "messageHistory", "bean", "date",
            "date-with-timezone", "properties", "propertiesExist", "env", "sys", "sysenv", "random", "ref", "type", "null", "file", "hash", "uuid", "camelContext",
            "routeId", "stepId", "fromRouteId", "threadName", "jsonpath", "replace", "substring", "empty", "length", "size", "trim", "uppercase", "lowercase");

    private static final int SURE = 8;
    /** The usual ones, which need no compiler. */
    private static final Pattern SURELY = Pattern.compile("body|headers|variables|exception|null|exception\\.message|(?:header|variable|exchangeProperty)\\.[A-Za-z0-9_-]+");
    /** Those that want a name behind them. */
    private static final Set<String> NAMING = Set.of("header", "variable", "exchangeProperty", "bean", "date", "env", "sys");

    private final Languages languages;
    private final Map<String, Optional<String>> known = new HashMap<>();

    SimpleFunctions(Languages languages) {
        this.languages = languages;
    }

    /** What is wrong with a function, without its <code>${}</code>; those within it are looked at by themselves. */
    Optional<String> fault(String function) {
        return function.startsWith("bean:") || function.contains("{{") || SURELY.matcher(function).matches() ? Optional.empty()
                : known.computeIfAbsent(SimpleText.withoutInner(function), flat -> languages.fault("simple", "${" + flat + "}", false));
    }

    boolean anyFaulty(Collection<String> functions) {
        return functions.stream().anyMatch(function -> fault(function).isPresent());
    }

    /** What Camel takes for the beginning of another one: <code>${exchangePropery.x}</code> for the exchange. */
    private static boolean isMisspelt(String head) {
        return head.length() >= SURE && !HEADS.contains(head) && NearestName.close(head, HEADS).isPresent();
    }

    void check(Place place, int line, String function, Complaints complaints) {
        String head = function.replaceFirst("(?s)[^A-Za-z-].*", "");
        fault(function).or(() -> isMisspelt(head) ? Optional.of("") : Optional.empty()).ifPresent(fault -> {
            boolean meansHead = HEADS.contains(head);
            complaints.add(place, line, meansHead ? "'${" + function + "}' cannot be read: " + fault : "no function '${" + function + "}'",
                    meansHead ? "correct it" : NearestName.close(head, HEADS.stream()
                            .filter(one -> !head.equals(function) || !NAMING.contains(one)).toList()).map(near -> "did you mean " + near + "?")
                            .orElse("take one of simple's, such as body, header.NAME or variable.NAME"));
        });
    }
}
