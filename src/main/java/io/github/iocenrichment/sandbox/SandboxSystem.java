package io.github.iocenrichment.sandbox;

import java.util.Locale;
import java.util.Set;

/** The systems that the sandbox plays, each behind its own port. */
public enum SandboxSystem {
    IVANTI("authorization", "cookie"),
    ABUSEIPDB("key"),
    VIRUSTOTAL("x-apikey"),
    HYBRID_ANALYSIS("api-key"),
    INTEL_EXCHANGE("authorization"),
    NVD("apikey"),
    EPSS(),
    KEV(),
    /** A source that the product has no code for. */
    URLSCAN("api-key"),
    CVE_ORG(),
    /** ENISA's list of exploited CVEs. */
    EUVD(),
    VULNCHECK("authorization");

    /** Every header that carries a key for one of the systems; none may reach another one. */
    static final Set<String> KEY_HEADERS = Set.of("authorization", "cookie", "key", "x-apikey", "api-key", "apikey");

    private final Set<String> ownKeyHeaders;

    SandboxSystem(String... ownKeyHeaders) {
        this.ownKeyHeaders = Set.of(ownKeyHeaders);
    }

    boolean expects(String header) {
        return ownKeyHeaders.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Lower case with hyphens, as it stands in control addresses and reports: {@code hybrid-analysis}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SandboxSystem of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
