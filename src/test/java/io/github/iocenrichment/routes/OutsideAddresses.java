package io.github.iocenrichment.routes;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings that lead every call to one server. */
final class OutsideAddresses {
    private OutsideAddresses() {
    }

    /** Each system below a path of its own, each with a key of its own. */
    static Map<String, String> below(String base) {
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
        settings.put("intelx.ask-first", "false");
        settings.put("intelx.taxii.discovery-url", base + "/intelx/ctixapi/ctix21/taxii2/");
        settings.put("intelx.taxii.username", "user-of-taxii");
        settings.put("intelx.taxii.password", "key-of-taxii");
        settings.put("intelx.taxii.collection-id", "5a4e4442-0000-4e00-8000-434f4c4c4543");
        settings.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        settings.put("stix.producer.name", "Fjord Bank SOC");
        settings.put("nvd.base-url", base + "/nvd");
        settings.put("epss.base-url", base + "/epss");
        settings.put("kev.url", base + "/kev.json");
        settings.put("cve-org.base-url", base + "/cve-org");
        settings.put("kev.enisa.url", base + "/euvd.json");
        settings.put("kev.vulncheck.url", base + "/vulncheck");
        settings.put("kev.vulncheck.api-key", "key-of-vulncheck");
        settings.put("virustotal.quota.per-minute", "1000");
        settings.put("virustotal.quota.per-day", "100000");
        return settings;
    }
}
