package io.github.iocenrichment.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form behind the page's buttons. A post counts only when it carries the token of a page that this process wrote and does
 * not come from another site.
 *
 * @param token secret of this process, in every form of its pages
 */
public record ReleaseForm(String token) {
    private static final Pattern OWN_PATH = Pattern.compile("/(?:work|incidents/\\w{1,64})?");
    private static final int FORM_MAX = 4096;

    /** What the operator wants done with parked work. */
    public enum Action {
        RELEASE, DROP,
        /** A drop is taken back. */
        UNDROP,
        /** All work of one cause is released. */
        RELEASE_ALL,
        /** An incident is done again. */
        AGAIN,
        /** What is unanswered of an incident is asked again. */
        ASK,
        /** The settings are read anew. */
        RELOAD
    }

    /**
     * What became of a post.
     *
     * @param action  what to do; null when refused
     * @param id      key of the parked work; null when refused
     * @param status  HTTP status to answer with when refused: 400 or 403; else 0
     * @param refused why not; null when it counts
     * @param reason  why whoever ordered it wants it; null when none was given
     * @param back    path of the page on which the button stands
     */
    public record Order(@Nullable Action action, @Nullable String id, int status, @Nullable String refused, @Nullable String reason, String back) {

        public boolean isRefused() {
            return refused != null;
        }
    }

    /**
     * Reads a post.
     *
     * @param fields  the form by name, as the HTTP server has read it; anything else is no form
     * @param headers request headers; looked up without regard to case
     */
    public Order read(Object fields, Map<String, ?> headers) {
        Fields form = fields(fields, headers);
        if (form.refused() != null) {
            return refused(form.status(), form.refused());
        }
        String reason = form.value("reason").strip();
        String back = form.values().getOrDefault("back", "/");
        return Arrays.stream(Action.values()).filter(action -> action.name().toLowerCase(Locale.ROOT).replace('_', '-')
                .equals(form.values().getOrDefault("action", "release")))
                .findFirst().map(action -> new Order(action, form.value("id"), 0, null, reason.isEmpty() ? null : reason, OWN_PATH.matcher(back).matches()
                ? back : "/"))
                .orElseGet(() -> refused(400, "the form asks for something unknown"));
    }

    /**
     * The fields of a post that counts, whatever it orders.
     *
     * @param status  HTTP status to answer with when refused; else 0
     * @param refused why not; null when it counts
     */
    record Fields(Map<String, String> values, int status, @Nullable String refused) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    /** Checks where a post comes from and reads its fields; see {@link #read}. */
    Fields fields(Object given, Map<String, ?> headers) {
        String site = header(headers, "Sec-Fetch-Site").orElse("same-origin");
        if (!"same-origin".equals(site) && !"none".equals(site) || !isOwnOrigin(headers)) {
            return new Fields(Map.of(), 403, "the form was sent from another site");
        }
        Map<String, String> fields = new HashMap<>();
        if (given instanceof Map<?, ?> form) {
            form.forEach((name, value) -> fields.put(String.valueOf(name), String.valueOf(value)));
        }
        if (fields.values().stream().mapToInt(String::length).sum() > FORM_MAX) {
            return new Fields(Map.of(), 400, "the form is too long");
        }
        if (!sameToken(fields.getOrDefault("token", ""))) {
            return new Fields(Map.of(), 403, "the page is from before the last start: load it again and repeat");
        }
        if (fields.getOrDefault("id", "").isBlank()) {
            return new Fields(Map.of(), 400, "the form names no work");
        }
        return new Fields(fields, 0, null);
    }

    private boolean sameToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOwnOrigin(Map<String, ?> headers) {
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

    private static Optional<String> header(Map<String, ?> headers, String name) {
        return headers.entrySet().stream().filter(one -> one.getKey().equalsIgnoreCase(name)).map(one -> String.valueOf(one.getValue())).findFirst();
    }

    private static Order refused(int status, String why) {
        return new Order(null, null, status, why, null, "/");
    }
}
