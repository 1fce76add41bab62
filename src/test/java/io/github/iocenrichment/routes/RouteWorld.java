package io.github.iocenrichment.routes;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings with which routes are tested. */
final class RouteWorld {
    private RouteWorld() {
    }

    /** Settings that lead every call to one address, each system below a path of its own. */
    static Map<String, String> addresses(String base) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ivanti.base-url", base + "/ivanti/api");
        settings.put("ivanti.api-key", "key-of-ivanti");
        settings.put("abuseipdb.base-url", base + "/abuseipdb");
        settings.put("abuseipdb.api-key", "key-of-abuseipdb");
        settings.put("virustotal.base-url", base + "/virustotal");
        settings.put("virustotal.api-key", "key-of-virustotal");
        settings.put("hybrid-analysis.base-url", base + "/hybrid-analysis");
        settings.put("hybrid-analysis.api-key", "key-of-hybrid-analysis");
        settings.put("intelx.base-url", base + "/intelx/ctixapi");
        settings.put("intelx.access-id", "id-of-intelx");
        settings.put("intelx.secret-key", "key-of-intelx");
        settings.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        settings.put("stix.producer.name", "Fjord Bank SOC");
        settings.put("virustotal.quota.per-minute", "1000");
        settings.put("virustotal.quota.per-day", "100000");
        return settings;
    }
}
