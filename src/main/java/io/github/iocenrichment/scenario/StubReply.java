package io.github.iocenrichment.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an outside system answers.
 *
 * @param line    on which it is written
 * @param from    name of the system, as in its settings
 * @param when    which requests it is for: {@code method}, {@code path}, {@code query}, {@code headers}, {@code body}; any where nothing is said
 * @param status  of HTTP
 * @param headers of the answer
 * @param body    of the answer
 * @param times   how often it is given; 0 for always
 */
public record StubReply(int line, String from, YamlNode when, int status, Map<String, String> headers, byte[] body, int times) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static StubReply of(YamlNode written) {
        Map<String, String> headers = new LinkedHashMap<>();
        YamlNode body = written.at("body");
        headers.put("Content-Type", body.isScalar() ? "text/plain; charset=utf-8" : "application/json");
        written.at("headers").entries().forEach(header -> headers.put(header.key(), header.value().text()));
        return new StubReply(written.line(), written.at("from").text(), written.at("when"), written.has("status") ? Integer.parseInt(written.at("status").text()) : 200,
                headers, bytes(body), written.has("times") ? Integer.parseInt(written.at("times").text()) : 0);
    }

    private static byte[] bytes(YamlNode body) {
        try {
            return body.isEmpty() ? new byte[0] : body.isScalar() ? body.text().getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body.value());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read from YAML can be written as JSON", e);
        }
    }

    boolean fits(StubRequest request) {
        return request.to().equals(from) && request.fits(when);
    }

    /** Why a request to its system was not answered by it: {@code the reply in line 5 does not fit (path: /v1/lookup)}, or is used up. */
    public String misfit(StubRequest request) {
        List<String> differing = request.differing(when);
        return "the reply in line " + line + (differing.isEmpty() ? " is given no more than " + (times == 1 ? "once" : times + " times")
                : " does not fit (" + differing.stream().map(part -> part + ": " + Expectations.shown(when.at(part))).collect(Collectors.joining(", ")) + ")");
    }
}
