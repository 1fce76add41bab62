package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The made-up keys that the sandbox accepts: one distinct key for each system, so that a key sent to the wrong system is seen.
 *
 * @param ivanti         API key of the service account
 * @param ivantiUser     user name of the session login
 * @param ivantiPassword password of the session login
 * @param abuseIpDb      80 lower-case characters, as the vendor's
 * @param virusTotal     64 hex characters
 * @param hybridAnalysis 64 characters
 * @param intelxAccessId access id of the Open API
 * @param intelxSecret   secret of the Open API
 * @param taxiiUser      UUID-shaped subscriber name
 * @param taxiiPassword  UUID-shaped subscriber password
 * @param nvd            UUID-shaped key
 */
public record SandboxKeys(String ivanti, String ivantiUser, String ivantiPassword, String abuseIpDb, String virusTotal, String hybridAnalysis,
                          String intelxAccessId, String intelxSecret, String taxiiUser, String taxiiPassword, String nvd) {

    /** Keys that open nothing but this sandbox. */
    public static SandboxKeys standard() {
        return new SandboxKeys("5A4E44424F58495641544B4559303031", "svc-ti", "sandbox-login-4711",
                "sandboxabuseipdb" + "0a1b2c3d".repeat(8),
                "5a4e44424f5856540000" + "00112233445566778899aabb" + "ccddeeff00112233ccdd",
                "sandboxhybridanalysis" + "q7w8e9r0".repeat(5) + "xyz",
                "5a4e4442-0000-4a00-8000-494e54454c58", "SandboxIntelExchangeSecret00", "5a4e4442-0000-4b00-8000-544158494955",
                "5a4e4442-0000-4c00-8000-544158494950", "5a4e4442-0000-4d00-8000-4e5644000000");
    }

    /** The secrets of each system, as they would be recognised anywhere in a request. */
    Map<SandboxSystem, List<String>> secrets() {
        String basic = Base64.getEncoder().encodeToString((taxiiUser + ":" + taxiiPassword).getBytes(StandardCharsets.UTF_8));
        return Map.of(SandboxSystem.IVANTI, List.of(ivanti, ivantiPassword), SandboxSystem.ABUSEIPDB, List.of(abuseIpDb),
                SandboxSystem.VIRUSTOTAL, List.of(virusTotal), SandboxSystem.HYBRID_ANALYSIS, List.of(hybridAnalysis),
                SandboxSystem.INTEL_EXCHANGE, List.of(intelxAccessId, intelxSecret, taxiiPassword, basic), SandboxSystem.NVD, List.of(nvd),
                SandboxSystem.URLSCAN, List.of(UrlScanSystem.KEY), SandboxSystem.VULNCHECK, List.of(CveRecordSystem.VULNCHECK_KEY));
    }

    @Override
    public String toString() {
        return "SandboxKeys[masked]";
    }
}
