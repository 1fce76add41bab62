package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Answers of Ivanti for tests. */
final class Replies {
    static final Instant NOW = Instant.parse("2026-02-11T10:00:00Z");
    static final String ID = "FF49A5136B36486F897C62E9348C433B";

    private Replies() {
    }

    static HttpReply json(int status, String body) {
        return new HttpReply(status, Map.of("Content-Type", "application/json; charset=utf-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply html(int status, String body) {
        return new HttpReply(status, Map.of("Content-Type", "text/html"), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), new byte[0]);
    }

    static String recId(int number) {
        return String.format("%032X", number);
    }
}
