package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signed query of the Open API. A signature may be used many times while it is valid. */
final class OpenApiSignature {
    private static final int MOST_AHEAD_SECONDS = 30;

    private final SandboxKeys keys;
    private final Clock clock;

    OpenApiSignature(SandboxKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The refusal, empty when the signature is right. Expired and wrong ones are 401, ones too far ahead 403. */
    Optional<Reply> refusal(Call call) {
        String expires = call.param("Expires");
        if (!call.param("AccessID").equals(keys.intelxAccessId()) || !expires.matches("\\d{1,12}")) {
            return Optional.of(Reply.json(401, Json.object().put("detail", "Authentication credentials were not provided or are wrong.")));
        }
        byte[] given = call.param("Signature").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, sign(keys.intelxAccessId(), keys.intelxSecret(), expires).getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(Reply.json(401, Json.object().put("detail", "Signature mismatch.")));
        }
        long ahead = Long.parseLong(expires) - clock.instant().getEpochSecond();
        if (ahead < 0) {
            return Optional.of(Reply.json(401, Json.object().put("detail", "Signature has expired.")));
        }
        if (ahead > MOST_AHEAD_SECONDS) {
            return Optional.of(Reply.json(403, Json.object().put("message", "Access denied.")));
        }
        return Optional.empty();
    }

    static String sign(String accessId, String secret, String expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal((accessId + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
