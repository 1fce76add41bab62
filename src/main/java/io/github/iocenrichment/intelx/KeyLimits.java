package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often Intel Exchange may be called, as the tenant has it.
 *
 * @param own    calls of our key, by the stretch of time: {@code minute}, {@code hour}, {@code day}
 * @param shared calls of all keys together, by {@code day} and {@code month}; others spend them too, so that we cannot count them
 */
public record KeyLimits(Map<String, Long> own, Map<String, Long> shared) {
    /** Behind the base address; the role of the key may not be allowed to read it. */
    public static final String PATH = "/rest-auth/rate-limit/openapi/";

    public KeyLimits {
        own = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(own));
        shared = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shared));
    }

    /** Empty when the platform does not say: the role is not allowed to ask, an older version does not know the question, or it states no number. */
    public static Optional<KeyLimits> read(HttpReply reply) {
        JsonNode answer = reply.status() == 200 ? PlatformJson.read(reply.body()) : null;
        if (answer == null || !answer.isObject()) {
            return Optional.empty();
        }
        Map<String, Long> own = new LinkedHashMap<>();
        for (String window : new String[] {"minute", "hour", "day"}) {
            put(own, window, answer.path("openapi_cred_api_limit_per_" + window));
        }
        Map<String, Long> shared = new LinkedHashMap<>();
        for (String window : new String[] {"day", "month"}) {
            put(shared, window, answer.path("cumulative_openapi_cred_limit_per_" + window));
        }
        return own.isEmpty() && shared.isEmpty() ? Optional.empty() : Optional.of(new KeyLimits(own, shared));
    }

    private static void put(Map<String, Long> limits, String window, JsonNode value) {
        int limit = PlatformJson.number(value);
        if (limit > 0) {
            limits.put(window, (long) limit);
        }
    }

    /** {@code 100 calls a minute, 5,000 an hour}; of all keys together behind it. */
    public String words() {
        String all = shared.isEmpty() ? "" : (own.isEmpty() ? "" : "; ") + "all keys together " + words(shared);
        return (own.isEmpty() ? "" : "our key may make " + words(own)) + all;
    }

    private static String words(Map<String, Long> limits) {
        return limits.entrySet().stream().map(limit -> String.format(Locale.ROOT, "%,d %s %s", limit.getValue(), limit.getKey().equals("hour") ? "an" : "a",
                limit.getKey())).collect(Collectors.joining(", ")).replaceFirst(" an? ", " calls$0");
    }
}
