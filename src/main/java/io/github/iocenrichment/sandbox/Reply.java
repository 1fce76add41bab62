package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer to be sent.
 *
 * @param status  HTTP status
 * @param headers answer headers
 * @param body    raw body, possibly empty
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

    static Reply json(int status, Object value) {
        return new Reply(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.bytes(value));
    }

    static Reply text(int status, String text) {
        return typed(status, "text/plain; charset=utf-8", text);
    }

    static Reply html(int status, String html) {
        return typed(status, "text/html; charset=utf-8", html);
    }

    static Reply typed(int status, String contentType, String text) {
        return new Reply(status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(String contentType, byte[] body) {
        return new Reply(200, Map.of("Content-Type", contentType), body);
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    Reply with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, String.valueOf(value));
        return new Reply(status, more, body);
    }
}
