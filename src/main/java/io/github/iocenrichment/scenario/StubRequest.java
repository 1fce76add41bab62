package io.github.iocenrichment.scenario;

import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an outside system was asked.
 *
 * @param to      name of the system
 * @param method  of HTTP
 * @param path    below the base address, decoded
 * @param query   by name, decoded
 * @param headers by name, in any case
 * @param body    as text
 */
public record StubRequest(String to, String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    private static final List<String> PARTS = List.of("to", "method", "path", "query", "headers", "body");

    public StubRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Whether it is as described by {@code to}, {@code method}, {@code path}, {@code query}, {@code headers} and {@code body}, as far as they are said. */
    boolean fits(YamlNode wanted) {
        return differing(wanted).isEmpty();
    }

    /** Which of them is said and is otherwise. */
    List<String> differing(YamlNode wanted) {
        return PARTS.stream().filter(part -> wanted.has(part) && !fits(part, wanted.at(part))).toList();
    }

    private boolean fits(String part, YamlNode wanted) {
        return switch (part) {
            case "to" -> Match.isSame(wanted, to);
            case "method" -> Match.isSame(wanted, method);
            case "path" -> Match.isSame(wanted, path);
            case "query" -> all(wanted, query);
            case "headers" -> all(wanted, headers);
            case "body" -> Match.isWithin(wanted, body);
            default -> throw new IllegalStateException(part);
        };
    }

    private static boolean all(YamlNode wanted, Map<String, String> values) {
        return wanted.entries().stream().allMatch(entry -> Match.isSame(entry.value(), values.get(entry.key())));
    }

    /** As it is shown to people: of headers, which carry keys, the names alone. */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("to", to);
        shown.put("method", method);
        shown.put("path", path);
        shown.put("query", query);
        shown.put("headers", List.copyOf(headers.keySet()));
        shown.put("body", body);
        return shown;
    }

    /** As it is shown beside one that was wanted: headers and body too, where the wanted one says something of them. The keys of tests are made up. */
    String shownBeside(YamlNode wanted) {
        List<String> parts = new ArrayList<>();
        if (differing(wanted).contains("to")) {
            return toString();
        }
        wanted.at("headers").entries().forEach(header -> parts.add(header.key() + ": " + orNone(headers.get(header.key()))));
        if (wanted.has("body")) {
            parts.add("body: " + orNone(body));
        }
        return this + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isEmpty() ? "none" : text;
    }

    @Override
    public String toString() {
        return method + " " + to + path + (query.isEmpty() ? "" : "?" + query.entrySet().stream().map(Map.Entry::toString)
                .reduce((one, other) -> one + "&" + other).orElse(""));
    }
}
