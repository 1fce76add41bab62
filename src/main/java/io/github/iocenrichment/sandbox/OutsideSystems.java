package io.github.iocenrichment.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** The systems of one sandbox, each with its state; the first incidents are there from the beginning. */
final class OutsideSystems {
    private static final String MARKER = "[ti-record:";

    private final RequestJournal journal;
    private final IvantiWorld ivantiWorld;
    private final IvantiSystem ivanti;
    private final AbuseIpDbSystem abuseIpDb;
    private final VirusTotalSystem virusTotal;
    private final HybridAnalysisSystem hybridAnalysis;
    private final IntelStore intelStore;
    private final IntelExchangeSystem intelExchange;
    private final VulnerabilitySystem vulnerabilities;
    private final CveRecordSystem cveRecords;
    private final UrlScanSystem urlScan;

    OutsideSystems(SandboxOptions options, Switches switches, RequestJournal journal) {
        this.journal = journal;
        Clock clock = options.clock();
        SandboxKeys keys = options.keys();
        Instant start = clock.instant();
        RelativeDates dates = new RelativeDates(start);
        ivantiWorld = new IvantiWorld(clock, options.seed(), switches);
        ivanti = new IvantiSystem(ivantiWorld, keys, switches, journal);
        abuseIpDb = new AbuseIpDbSystem(keys, switches, clock, journal, dates);
        virusTotal = new VirusTotalSystem(keys, switches, clock, dates);
        hybridAnalysis = new HybridAnalysisSystem(keys, switches, clock, journal, dates);
        intelStore = new IntelStore(clock, switches, journal);
        intelExchange = new IntelExchangeSystem(keys, switches, clock, intelStore);
        vulnerabilities = new VulnerabilitySystem(keys, switches, clock, dates);
        cveRecords = new CveRecordSystem(dates);
        urlScan = new UrlScanSystem(clock);
        if (options.sampleIncidents() > 0) {
            SampleIncidents.before(start).stream().limit(options.sampleIncidents()).forEach(ivantiWorld::add);
        }
    }

    /** Opens a port for each. */
    void openAll(SystemServers servers) throws IOException {
        servers.open(SandboxSystem.IVANTI, ivanti::answer);
        servers.open(SandboxSystem.ABUSEIPDB, abuseIpDb::answer);
        servers.open(SandboxSystem.VIRUSTOTAL, virusTotal::answer);
        servers.open(SandboxSystem.HYBRID_ANALYSIS, hybridAnalysis::answer);
        servers.open(SandboxSystem.INTEL_EXCHANGE, intelExchange::answer);
        servers.open(SandboxSystem.NVD, vulnerabilities::nvd);
        servers.open(SandboxSystem.EPSS, vulnerabilities::epss);
        servers.open(SandboxSystem.KEV, vulnerabilities::kev);
        servers.open(SandboxSystem.URLSCAN, urlScan::answer);
        servers.open(SandboxSystem.CVE_ORG, cveRecords::cveOrg);
        servers.open(SandboxSystem.EUVD, cveRecords::euvd);
        servers.open(SandboxSystem.VULNCHECK, cveRecords::vulnCheck);
    }

    /** How many incidents, records, notes, bundles, objects and violations there are: asked often by those who wait, so nothing is copied for it. */
    Map<String, IntSupplier> totals() {
        Map<String, IntSupplier> totals = new LinkedHashMap<>();
        totals.put("incidents", () -> ivantiWorld.size(IvantiKind.INCIDENT));
        totals.put("records", () -> (int) ivantiWorld.rows(IvantiKind.INCIDENT).stream().filter(OutsideSystems::isRecord).count());
        totals.put("notes", () -> ivantiWorld.size(IvantiKind.NOTE));
        totals.put("bundles", () -> intelStore.posts().size());
        totals.put("objects", intelStore::objectCount);
        totals.put("violations", () -> journal.violations().size());
        return totals;
    }

    /** One whose subject carries our marker and that was posted, not a sample that quotes it. */
    static boolean isRecord(IvantiRow row) {
        return row.posted && row.fields.path("Subject").asText().contains(MARKER);
    }

    /** The rows behind {@link #ivanti()}. */
    IvantiWorld ivantiWorld() {
        return ivantiWorld;
    }

    IvantiSystem ivanti() {
        return ivanti;
    }

    AbuseIpDbSystem abuseIpDb() {
        return abuseIpDb;
    }

    VirusTotalSystem virusTotal() {
        return virusTotal;
    }

    HybridAnalysisSystem hybridAnalysis() {
        return hybridAnalysis;
    }

    /** What Intel Exchange was given. */
    IntelStore intelStore() {
        return intelStore;
    }

    VulnerabilitySystem vulnerabilities() {
        return vulnerabilities;
    }
}
