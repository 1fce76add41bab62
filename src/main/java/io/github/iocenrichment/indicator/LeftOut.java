package io.github.iocenrichment.indicator;

import java.util.Locale;

/**
 * The distinct values of one type that were found in an attachment or an incident, when a limit kept some of them out.
 *
 * @param type    the type
 * @param kept    how many of its values are kept, with their places
 * @param leftOut how many more were found and only counted
 * @param atLeast whether {@code leftOut} is the least number: counting stopped at its own bound
 */
public record LeftOut(IndicatorType type, int kept, int leftOut, boolean atLeast) {

    /** All distinct values of the type, as far as they were counted. */
    public int found() {
        return kept + leftOut;
    }

    /** For analysts: {@code 5,000 of 97,000 domains}, {@code 0 of at least 100,000 URLs}. */
    public String words() {
        return String.format(Locale.ROOT, "%,d of %s%,d %s", kept, atLeast ? "at least " : "", found(), plural());
    }

    private String plural() {
        return switch (type) {
            case IPV4 -> "IPv4 addresses";
            case IPV6 -> "IPv6 addresses";
            case DOMAIN -> "domains";
            case URL -> "URLs";
            case MD5, SHA1, SHA256, SHA512 -> type.name().replace("SHA", "SHA-") + " hashes";
            case CVE -> "CVEs";
            case EMAIL -> "mail addresses";
            case CIDR -> "networks";
            case SSDEEP -> "ssdeep hashes";
            case FINGERPRINT -> "fingerprints";
        };
    }
}
