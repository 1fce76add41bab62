package io.github.iocenrichment.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The form behind the page's buttons. A post counts only when it carries the token of a page that this process wrote and does
 * not come from another site.
 *
 * @param token secret of this process, in every form of its pages
 */
public record ReleaseForm(String token) {
    private static final int BODY_MAX = 4096;

    /** What the operator wants done with parked work. */
    public enum Action { RELEASE, DROP }

    /**
     * What became of a post.
     *
     * @param action  what to do; null when refused
     * @param id      key of the parked work; null when refused
     * @param status  HTTP status to answer with when refused: 400 or 403; else 0
     * @param refused why not; null when it counts
     */
    public record Order(Action action, String id, int status, String refused) {

        public boolean isRefused() {
            return refused != null;
        }
    }

    /**
     * Reads a post.
     *
     * @param body    the form, {@code application/x-www-form-urlencoded}
     * @param headers request headers; looked up without regard to case
     */
    public Order read(String body, Map<String, String> headers) {
        String site = header(headers, "Sec-Fetch-Site").orElse("same-origin");
        if (!"same-origin".equals(site) && !"none".equals(site) || !isOwnOrigin(headers)) {
            return refused(403, "the form was sent from another site");
        }
        if (body == null || body.length() > BODY_MAX) {
            return refused(400, "the form is empty or too long");
        }
        Map<String, String> fields;
        try {
            fields = fields(body);
        } catch (IllegalArgumentException malformed) {
            return refused(400, "the form cannot be read");
        }
        if (!sameToken(fields.getOrDefault("token", ""))) {
            return refused(403, "the page is from before the last start: load it again and repeat");
        }
        String id = fields.getOrDefault("id", "");
        if (id.isBlank()) {
            return refused(400, "the form names no work");
        }
        return switch (fields.getOrDefault("action", "release")) {
            case "release" -> new Order(Action.RELEASE, id, 0, null);
            case "drop" -> new Order(Action.DROP, id, 0, null);
            default -> refused(400, "the form asks for something unknown");
        };
    }

    private boolean sameToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOwnOrigin(Map<String, String> headers) {
        Optional<String> origin = header(headers, "Origin");
        if (origin.isEmpty()) {
            return true;
        }
        try {
            String authority = URI.create(origin.get()).getAuthority();
            return authority != null && authority.equalsIgnoreCase(header(headers, "Host").orElse(""));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return headers.entrySet().stream().filter(e -> e.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue).findFirst();
    }

    private static Order refused(int status, String why) {
        return new Order(null, null, status, why);
    }
}
