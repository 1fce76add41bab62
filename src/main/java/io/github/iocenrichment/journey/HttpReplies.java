package io.github.iocenrichment.journey;

import io.github.iocenrichment.source.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Takes an HTTP answer over from the route: status, headers and the body's bytes, never more than {@link #maxBytes}. */
public final class HttpReplies {
    private static final String STATUS = "CamelHttpResponseCode";

    private final int maxBytes;

    /** @param maxBytes longest body that is kept; a longer one is cut one byte behind it, so that a reader can tell */
    public HttpReplies(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws IOException when the connection breaks in the middle of the body */
    public HttpReply reply(InputStream body, Map<String, Object> headers) throws IOException {
        Map<String, String> plain = new HashMap<>();
        headers.forEach((name, value) -> {
            Object one = value instanceof Collection<?> many && !many.isEmpty() ? many.iterator().next() : value;
            if (one != null && !name.startsWith("Camel")) {
                plain.put(name, one.toString());
            }
        });
        int status = headers.get(STATUS) instanceof Number code ? code.intValue() : 0;
        if (body == null) {
            return new HttpReply(status, plain, new byte[0]);
        }
        try (body) {
            return new HttpReply(status, plain, body.readNBytes(maxBytes + 1));
        }
    }
}
