package io.github.iocenrichment.web;

import io.github.iocenrichment.report.SafeText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the HTTP server. Without a token (loopback only) everybody; with one, whoever sends it as {@code Authorization: Bearer TOKEN}, or as
 * the password of HTTP Basic, which is what a browser asks for. Nothing but that header counts.
 */
public final class Access {
    private static final int USER_MAX = 60;

    /** Where Ivanti calls, with a token of its own that opens nothing else. */
    public static final String HOOK = "/hooks/ivanti";

    private final @Nullable String token;
    private final @Nullable Access hook;

    /** What the credentials of a request are worth. */
    public enum Credentials { SUFFICIENT, MISSING, WRONG }

    /** @param token {@code http.token}; null when there is none */
    public Access(String token) {
        this(token, null);
    }

    /** @param hookToken {@code ivanti.hook.token}; null when it is off */
    public Access(@Nullable String token, @Nullable String hookToken) {
        this.token = token;
        this.hook = hookToken == null ? null : new Access(hookToken);
    }

    /** Who may call a path: that of the webhook takes its own token and no other. */
    public Access of(String method, String path) {
        return hook != null && isHook(method, path) ? hook : this;
    }

    /** Whether a request is a call of the webhook, of which the body is not read. */
    public static boolean isHook(String method, String path) {
        return "POST".equals(method) && HOOK.equals(path);
    }

    /** @param headers all {@code Authorization} headers of the request; more than one are wrong */
    public Credentials check(List<String> headers) {
        if (token == null) {
            return Credentials.SUFFICIENT;
        }
        if (headers.isEmpty()) {
            return Credentials.MISSING;
        }
        String given = headers.get(0);
        if (headers.size() > 1) {
            return Credentials.WRONG;
        }
        String secret = startsWith(given, "Bearer ") ? given.substring(7).strip()
                : basic(given).map(pair -> pair.substring(pair.indexOf(':') + 1)).orElse(null);
        return secret != null && same(secret) ? Credentials.SUFFICIENT : Credentials.WRONG;
    }

    /** The user name of HTTP Basic, bounded and not verified; empty when there is none. Whoever puts the token there does not get it written down. */
    public String user(@Nullable String header) {
        String name = basic(header == null ? "" : header).filter(pair -> pair.indexOf(':') >= 0).map(pair -> pair.substring(0, pair.indexOf(':'))).orElse("");
        String bounded = name.length() > USER_MAX ? name.substring(0, USER_MAX) : name;
        return token != null && name.contains(token) ? "(the token)" : SafeText.line(bounded, USER_MAX);
    }

    /** @param headers of a request as Camel has them: looked up without regard to case @param address of its connection */
    Caller caller(Map<String, Object> headers, String address) {
        return new Caller(address, user(String.valueOf(headers.get("Authorization"))));
    }

    private static Optional<String> basic(String header) {
        if (!startsWith(header, "Basic ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private boolean same(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
