package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final List<String> WINDOWS = List.of("minute", "hour", "day", "month");
    /** What the vendor's own sample states for a key, for a platform that does not say. */
    public static final KeyLimits USUAL = new KeyLimits(Map.of("minute", 100L, "hour", 5_000L, "day", 30_000L), Map.of());

    /** Behind the base address; the role of the key may not be allowed to read it. */
    public static final String PATH = "/rest-auth/rate-limit/openapi/";

    public KeyLimits {
        own = ordered(own);
        shared = ordered(shared);
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
        boolean none = answer.properties().stream().anyMatch(limit -> limit.getKey().startsWith("openapi_cred_api_limit_") && isZero(limit.getValue()));
        return own.isEmpty() && shared.isEmpty() && !none ? Optional.empty() : Optional.of(new KeyLimits(own, shared));
    }

    /** Stated as a number and not as nothing: the key has no limit. */
    private static boolean isZero(JsonNode value) {
        String text = PlatformJson.text(value);
        return text != null && text.matches("0+(\\.0+)?");
    }

    private static Map<String, Long> ordered(Map<String, Long> limits) {
        Map<String, Long> ordered = new LinkedHashMap<>();
        WINDOWS.stream().filter(limits::containsKey).forEach(window -> ordered.put(window, limits.get(window)));
        return Collections.unmodifiableMap(ordered);
    }

    private static void put(Map<String, Long> limits, String window, JsonNode value) {
        int limit = PlatformJson.number(value);
        if (limit > 0) {
            limits.put(window, (long) limit);
        }
    }

    /** {@code 100 calls a minute, 5,000 an hour}; of all keys together behind it. */
    public String words() {
        String ours = own.isEmpty() ? shared.isEmpty() ? "our key has no limit" : "" : "our key may make " + figures();
        return ours + (shared.isEmpty() ? "" : (ours.isEmpty() ? "" : "; ") + "all keys together " + words(shared));
    }

    /** {@code 100 calls a minute, 5,000 an hour}; empty when there is no limit of our own. */
    public String figures() {
        return words(own);
    }

    private static String words(Map<String, Long> limits) {
        return limits.entrySet().stream().map(limit -> String.format(Locale.ROOT, "%,d %s %s", limit.getValue(), limit.getKey().equals("hour") ? "an" : "a",
                limit.getKey())).collect(Collectors.joining(", ")).replaceFirst(" an? ", " calls$0");
    }
}
