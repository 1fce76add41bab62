package io.github.iocenrichment.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The product properties that point every address at a sandbox, with the keys it accepts. */
final class SandboxSettings {
    private static final String PRODUCER_ID = "identity--5a4e4442-0000-4f00-8000-50524f445543";

    private SandboxSettings() {
    }

    static Map<String, String> of(Sandbox sandbox) {
        SandboxKeys keys = sandbox.keys();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ivanti.base-url", sandbox.ivantiUrl());
        settings.put("ivanti.api-key", keys.ivanti());
        settings.put("abuseipdb.base-url", sandbox.abuseIpDbUrl());
        settings.put("abuseipdb.api-key", keys.abuseIpDb());
        settings.put("virustotal.base-url", sandbox.virusTotalUrl());
        settings.put("virustotal.api-key", keys.virusTotal());
        // the sandbox's key is a premium one
        settings.put("virustotal.quota.per-minute", "1000");
        settings.put("virustotal.quota.per-day", "100000");
        settings.put("hybrid-analysis.base-url", sandbox.hybridAnalysisUrl());
        settings.put("hybrid-analysis.api-key", keys.hybridAnalysis());
        settings.put("vulnerability.enabled", "true");
        settings.put("nvd.base-url", sandbox.nvdUrl());
        settings.put("nvd.api-key", keys.nvd());
        settings.put("nvd.quota.per-30s", "50");
        settings.put("epss.base-url", sandbox.epssUrl());
        settings.put("kev.url", sandbox.kevUrl());
        settings.put("cve-org.base-url", sandbox.cveOrgUrl());
        settings.put("kev.enisa.url", sandbox.euvdUrl());
        settings.put("kev.vulncheck.url", sandbox.vulnCheckUrl());
        settings.put("kev.vulncheck.api-key", CveRecordSystem.VULNCHECK_KEY);
        // nobody asks it unless a route does
        settings.put("urlscan.base-url", sandbox.urlScanUrl());
        settings.put("urlscan.api-key", UrlScanSystem.KEY);
        settings.put("intelx.base-url", sandbox.intelExchangeUrl());
        settings.put("intelx.access-id", keys.intelxAccessId());
        settings.put("intelx.secret-key", keys.intelxSecret());
        settings.put("intelx.source-name", IntelExchangeSystem.SOURCE);
        settings.put("intelx.collection-name", IntelExchangeSystem.COLLECTION);
        settings.put("intelx.taxii.discovery-url", sandbox.taxiiDiscoveryUrl());
        settings.put("intelx.taxii.username", keys.taxiiUser());
        settings.put("intelx.taxii.password", keys.taxiiPassword());
        settings.put("intelx.taxii.collection-id", TaxiiSystem.COLLECTION_ID);
        // one of the samples is a record of an earlier installation
        settings.put("ivanti.service-account", IvantiWorld.SERVICE_ACCOUNT);
        settings.put("stix.producer.id", PRODUCER_ID);
        settings.put("stix.producer.name", "Fjord Bank SOC (sandbox)");
        settings.put("indicators.own-domains", "fjord-bank.no");
        return settings;
    }
}
