package io.github.iocenrichment.sandbox;

import java.util.Locale;
import java.util.Set;

/** The systems that the sandbox plays, each behind its own port. */
public enum SandboxSystem {
    IVANTI("/api", "authorization", "cookie"),
    ABUSEIPDB("/api/v2", "key"),
    VIRUSTOTAL("/api/v3", "x-apikey"),
    HYBRID_ANALYSIS("/api/v2", "api-key"),
    INTEL_EXCHANGE("/ctixapi", "authorization"),
    NVD(VulnerabilitySystem.NVD_PATH, "apikey"),
    EPSS(VulnerabilitySystem.EPSS_PATH),
    KEV(VulnerabilitySystem.KEV_PATH),
    /** A source that the product has no code for. */
    URLSCAN("/api/v1", "api-key"),
    CVE_ORG(CveRecordSystem.CVE_ORG_PATH),
    /** ENISA's list of exploited CVEs. */
    EUVD(CveRecordSystem.EUVD_PATH),
    VULNCHECK(CveRecordSystem.VULNCHECK_PATH, "authorization");

    /** Every header that carries a key for one of the systems; none may reach another one. */
    static final Set<String> KEY_HEADERS = Set.of("authorization", "cookie", "key", "x-apikey", "api-key", "apikey");

    private final String path;
    private final Set<String> ownKeyHeaders;

    SandboxSystem(String path, String... ownKeyHeaders) {
        this.path = path;
        this.ownKeyHeaders = Set.of(ownKeyHeaders);
    }

    /** Of its base address. */
    String path() {
        return path;
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
