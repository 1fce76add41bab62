package io.github.iocenrichment.intelx;

import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP answers as short as tests want them. */
final class Replies {
    private Replies() {
    }

    static HttpReply reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    static HttpReply reply(int status, String body, Map<String, String> headers) {
        return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
