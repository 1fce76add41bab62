package io.github.iocenrichment.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP answer as it came, for a reader to make sense of.
 *
 * @param status  HTTP status
 * @param headers answer headers; looked up without regard to case
 * @param body    raw body, possibly empty, never null
 */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    public HttpReply {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = sorted;
        body = body == null ? new byte[0] : body;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }
}
