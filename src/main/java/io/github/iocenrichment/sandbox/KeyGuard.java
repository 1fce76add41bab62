package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proves that the key of one system never reaches another: sees foreign key headers, and foreign secrets anywhere in a request. */
final class KeyGuard {
    private static final int SEARCHED_BODY = 1 << 20;

    private final Map<SandboxSystem, List<String>> secrets;

    KeyGuard(SandboxKeys keys) {
        secrets = keys.secrets();
    }

    /** What is foreign in this request, without the secret itself; empty when nothing is. */
    Optional<String> violation(SandboxSystem receiver, Call call) {
        for (String header : call.headers().keySet()) {
            if (SandboxSystem.KEY_HEADERS.contains(header.toLowerCase(Locale.ROOT)) && !receiver.expects(header)) {
                return Optional.of("header " + header.toLowerCase(Locale.ROOT) + " belongs to another system");
            }
        }
        if (receiver != SandboxSystem.INTEL_EXCHANGE && (call.query().containsKey("Signature") || call.query().containsKey("AccessID"))) {
            return Optional.of("signed query belongs to " + SandboxSystem.INTEL_EXCHANGE.label());
        }
        String body = new String(call.body(), 0, Math.min(call.body().length, SEARCHED_BODY), StandardCharsets.ISO_8859_1);
        for (Map.Entry<SandboxSystem, List<String>> entry : secrets.entrySet()) {
            if (entry.getKey() == receiver) {
                continue;
            }
            for (String secret : entry.getValue()) {
                if (call.path().contains(secret) || call.headers().values().stream().anyMatch(v -> v.contains(secret))
                        || call.query().values().stream().anyMatch(v -> v.contains(secret)) || body.contains(secret)) {
                    return Optional.of("a secret of " + entry.getKey().label());
                }
            }
        }
        return Optional.empty();
    }

    /** A query for the journal: values of key-like parameters and all known secrets masked. */
    String masked(Call call) {
        StringBuilder text = new StringBuilder(call.path());
        char joint = '?';
        for (Map.Entry<String, String> pair : call.query().entrySet()) {
            boolean secret = switch (pair.getKey().toLowerCase(Locale.ROOT)) {
                case "signature", "accessid", "key", "apikey" -> true;
                default -> false;
            };
            text.append(joint).append(pair.getKey()).append('=').append(secret ? "***" : pair.getValue());
            joint = '&';
        }
        String result = text.toString();
        for (List<String> list : secrets.values()) {
            for (String secret : list) {
                result = result.replace(secret, "***");
            }
        }
        return result;
    }
}
