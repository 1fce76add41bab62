package io.github.iocenrichment.intelx;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to the Open API. A signature covers neither path nor body and lives for seconds only: make a new one for every try, and
 * never log an address that carries one.
 */
public final class RequestSigner {
    /** The platform accepts at most 30 seconds; the rest is for the way. */
    static final Duration LIFETIME = Duration.ofSeconds(25);
    private static final String ALGORITHM = "HmacSHA1";


    private final String accessId;
    private final SecretKeySpec key;
    private final Clock clock;

    /** @throws IllegalArgumentException when either is empty */
    public RequestSigner(String accessId, String secretKey, Clock clock) {
        if (accessId == null || accessId.isBlank() || secretKey == null || secretKey.isBlank()) {
            throw new IllegalArgumentException("signing needs an access id and a secret key");
        }
        this.accessId = accessId.strip();
        this.key = new SecretKeySpec(secretKey.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /** {@code AccessID=…&Expires=…&Signature=…}, percent-encoded once, ready to stand in a query; valid from now for 25 seconds. */
    public String query() {
        long expires = clock.instant().plus(LIFETIME).getEpochSecond();
        return "AccessID=" + encoded(accessId) + "&Expires=" + expires + "&Signature=" + encoded(signature(expires));
    }

    /**
     * The same address signed now. Between its signing and its sending a request may wait for a connection, for longer than a signature lives.
     *
     * @param pathAndQuery an address that ends with what {@link #query()} gave, or one without it, which stays as it is
     */
    public String signedNow(String pathAndQuery) {
        int signed = pathAndQuery.indexOf("AccessID=");
        return signed < 0 ? pathAndQuery : pathAndQuery.substring(0, signed) + query();
    }

    private String signature(long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal((accessId + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Shows nothing of the keys. */
    @Override
    public String toString() {
        return "RequestSigner";
    }
}
