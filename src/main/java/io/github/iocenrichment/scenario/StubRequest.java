package io.github.iocenrichment.scenario;

import io.github.iocenrichment.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    public StubRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Whether it is as described by {@code to}, {@code method}, {@code path}, {@code query}, {@code headers} and {@code body}, as far as they are said. */
    boolean fits(YamlNode wanted) {
        return says(wanted, "to", to) && says(wanted, "method", method) && says(wanted, "path", path) && all(wanted.at("query"), query)
                && all(wanted.at("headers"), headers) && (!wanted.has("body") || Match.isWithin(wanted.at("body"), body));
    }

    private static boolean says(YamlNode wanted, String key, String value) {
        return !wanted.has(key) || Match.isSame(wanted.at(key), value);
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

    @Override
    public String toString() {
        return method + " " + to + path + (query.isEmpty() ? "" : "?" + query.entrySet().stream().map(Map.Entry::toString)
                .reduce((one, other) -> one + "&" + other).orElse(""));
    }
}
