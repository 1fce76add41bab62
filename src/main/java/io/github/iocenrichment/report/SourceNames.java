package io.github.iocenrichment.report;

import java.util.Map;

/** The sources' names as people know them. */
final class SourceNames {
    private static final Map<String, String> NAMES = Map.of("abuseipdb", "AbuseIPDB", "virustotal", "VirusTotal", "hybrid-analysis", "Hybrid Analysis",
            "nvd", "NVD", "epss", "EPSS", "kev", "CISA KEV");

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
