package io.github.iocenrichment.report;

import java.util.Map;

/** The sources' names as people know them. */
final class SourceNames {
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("abuseipdb", "AbuseIPDB"), Map.entry("virustotal", "VirusTotal"),
            Map.entry("hybrid-analysis", "Hybrid Analysis"), Map.entry("nvd", "NVD"), Map.entry("cve-org", "CVE.org"), Map.entry("epss", "EPSS"),
            Map.entry("kev", "CISA KEV"), Map.entry("kev-enisa", "ENISA EUVD"), Map.entry("kev-vulncheck", "VulnCheck KEV"));

    private SourceNames() {
    }

    static String of(String source, Messages messages) {
        if (source.equals("vulnerability")) {
            return messages.say("source.vulnerability");
        }
        String name = NAMES.get(source);
        return name == null ? SafeText.words(source, 40) : name;
    }
}
