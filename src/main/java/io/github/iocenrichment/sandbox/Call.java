package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.WWWFormCodec;
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
        // a broken escape reaches the handler as it was sent, which then refuses the value
        WWWFormCodec.parse(encoded == null ? "" : encoded, StandardCharsets.UTF_8).forEach(pair -> pairs.put(pair.getName(), Objects.requireNonNullElse(pair.getValue(), "")));
        return pairs;
    }

    String path() {
        return PercentCodec.decode(rawPath, StandardCharsets.UTF_8);
    }

    /** Decoded path segments, without empty ones. */
    List<String> segments() {
        return Arrays.stream(rawPath.split("/")).filter(part -> !part.isEmpty()).map(part -> PercentCodec.decode(part, StandardCharsets.UTF_8)).toList();
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
