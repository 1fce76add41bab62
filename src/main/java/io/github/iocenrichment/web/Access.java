package io.github.iocenrichment.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * Who may see status page, health and metrics. Without a token (loopback only) everybody; with one, whoever sends it as
 * {@code Authorization: Bearer TOKEN}, or as the password of HTTP Basic, which is what a browser asks for.
 */
public final class Access {
    private final String token;

    /** @param token {@code http.token}; null when there is none */
    public Access(String token) {
        this.token = token;
    }

    public boolean isAllowed(Map<String, Object> headers) {
        if (token == null) {
            return true;
        }
        String given = headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .map(header -> String.valueOf(header.getValue())).findFirst().orElse("");
        if (given.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return same(given.substring(7).strip());
        }
        if (given.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(Base64.getDecoder().decode(given.substring(6).strip()), StandardCharsets.UTF_8);
                return same(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
        return false;
    }

    private boolean same(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
