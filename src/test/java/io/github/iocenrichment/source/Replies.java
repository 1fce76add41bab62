package io.github.iocenrichment.source;

import io.github.iocenrichment.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** HTTP answers for reader tests. */
final class Replies {
    static final Instant NOW = Instant.parse("2026-11-23T14:30:20Z");
    static final String HTML = "<!DOCTYPE html><html><head><title>Attention Required</title></head><body>nope</body></html>";

    private Replies() {
    }

    static HttpReply json(int status, String body) {
        return new HttpReply(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply html(int status) {
        return new HttpReply(status, Map.of("Content-Type", "text/html; charset=UTF-8"), HTML.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), new byte[0]);
    }

    /** @param headers {@code Name: value} parts, separated by {@code |}; empty for none */
    static HttpReply with(HttpReply reply, String headers) {
        Map<String, String> all = new LinkedHashMap<>(reply.headers());
        if (headers != null && !headers.isBlank()) {
            for (String header : headers.split("\\|")) {
                int colon = header.indexOf(':');
                all.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
            }
        }
        return new HttpReply(reply.status(), all, reply.body());
    }

    /** A body by the word that a table uses for it. */
    static HttpReply body(int status, String word) {
        return switch (word) {
            case "html" -> html(status);
            case "empty" -> empty(status);
            default -> json(status, word);
        };
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
