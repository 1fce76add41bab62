package io.github.iocenrichment.sandbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One request as it arrived.
 *
 * @param method  upper-case HTTP method
 * @param rawPath path as sent, still percent-encoded
 * @param query   query parameters, decoded once; the last of a repeated name counts
 * @param headers request headers, looked up without regard to case
 * @param body    raw body, possibly empty
 */
record Call(String method, String rawPath, Map<String, String> query, Map<String, String> headers, byte[] body) {

    static Call of(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body) {
        Map<String, String> flat = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> flat.put(name, String.join(", ", values)));
        return new Call(method, rawPath, parameters(rawQuery), flat, body);
    }

    /** Name-value pairs of a query or a form body, in their order. */
    static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return pairs;
        }
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            pairs.put(decode(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return pairs;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape reaches the handler as it was sent, which then refuses the value
        }
    }

    String path() {
        return decode(rawPath.replace("+", "%2B"));
    }

    /** Decoded path segments, without empty ones. */
    List<String> segments() {
        List<String> parts = new ArrayList<>();
        for (String part : rawPath.split("/")) {
            if (!part.isEmpty()) {
                parts.add(decode(part.replace("+", "%2B")));
            }
        }
        return parts;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String param(String name) {
        return query.getOrDefault(name, "");
    }

    boolean is(String expected) {
        return method.equals(expected);
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Map<String, String> form() {
        return parameters(bodyText());
    }

    /** The body as JSON, empty when it is none. */
    Optional<JsonNode> json() {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
