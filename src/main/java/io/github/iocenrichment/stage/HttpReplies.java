package io.github.iocenrichment.stage;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an HTTP answer over from the route: status, headers and the body's bytes, as far as the client of its system reads them. */
public final class HttpReplies {
    /** Words about an error are shorter than this; data that is longer does not quote us. */
    private static final int LONGEST_WORDS = 1 << 16;
    private static final String STATUS = "CamelHttpResponseCode";

    /** @throws IOException when the connection breaks in the middle of the body, or the body goes on past its limit */
    public HttpReply reply(@Nullable InputStream body, Map<String, Object> headers) throws IOException {
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
            return new HttpReply(status, plain, withoutSecrets(status, body.readAllBytes()));
        }
    }

    /** A remote system may quote our keys in what it says: they end here, before anything is shown, kept or passed on. */
    private static byte[] withoutSecrets(int status, byte[] body) {
        if (body.length > LONGEST_WORDS || body.length == 0) {
            return body;
        }
        // one character for each byte, so that nothing else changes
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Secrets secrets = LogSecrets.known();
        String clean = status >= 300 || text.stripLeading().startsWith("<") ? secrets.mask(text) : secrets.maskValues(text);
        return clean.equals(text) ? body : clean.getBytes(StandardCharsets.ISO_8859_1);
    }
}
