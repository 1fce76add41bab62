package io.github.iocenrichment.source;

import io.github.iocenrichment.source.Source.Key;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every source there is, built-in and added, by name. One for the process, as the secrets that the log hides are: its titles stand in log, page, notes and
 * verdicts alike.
 */
public final class SourceCatalog {
    private static final List<Source> BUILT_IN = List.of(
            Source.builtIn(AbuseIpDbReader.SOURCE, "AbuseIPDB", Key.NEEDED, "www.abuseipdb.com"),
            Source.builtIn(HybridAnalysisReader.SOURCE, "Hybrid Analysis", Key.NEEDED, "www.hybrid-analysis.com", "hybrid-analysis.com"),
            Source.builtIn(VirusTotalReader.SOURCE, "VirusTotal", Key.NEEDED, "www.virustotal.com"),
            Source.ofCves(NvdReader.SOURCE, "NVD", Key.OPTIONAL, "nvd.base-url", "nvd.nist.gov"),
            Source.ofCves(CveOrgReader.SOURCE, "CVE.org", Key.NONE, "cve-org.base-url", "www.cve.org"),
            Source.ofCves(EpssReader.SOURCE, "EPSS", Key.NONE, "epss.base-url", "api.first.org", "www.first.org"),
            Source.ofCves(KevCatalog.SOURCE, "CISA KEV", Key.NONE, "kev.url", "www.cisa.gov", "osv.dev"),
            Source.ofCves(EuvdList.SOURCE, "ENISA EUVD", Key.NONE, "kev.enisa.url", "euvd.enisa.europa.eu"),
            Source.ofCves(VulnCheckReader.SOURCE, "VulnCheck KEV", Key.NEEDED, "kev.vulncheck.url", "vulncheck.com"));
    /** What is no source and is called by a name all the same. */
    private static final Map<String, String> OTHERS = Map.of("vulnerability", "Vulnerability sources", "ivanti", "Ivanti", "intelx", "Intel Exchange");
    private static volatile SourceCatalog known = new SourceCatalog(List.of());

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** @param added sources that route files have brought along */
    public SourceCatalog(Collection<Source> added) {
        Stream.concat(BUILT_IN.stream(), added.stream()).forEach(source -> sources.put(source.name(), source));
    }

    /** That of this process. */
    public static SourceCatalog known() {
        return known;
    }

    /** Makes it that of this process. */
    public static void use(SourceCatalog catalog) {
        known = catalog;
    }

    /** The name that people know; for what is not in the catalog, the name as it is. */
    public static String title(String name) {
        return known.find(name).map(Source::title).orElseGet(() -> OTHERS.getOrDefault(name, name));
    }

    /** Whether what it says is shown and never counted. */
    public static boolean isContext(String name) {
        return known.find(name).map(Source::context).orElse(false);
    }

    /** Whether it keeps records on CVEs, of which it may have none. */
    public static boolean isRecords(String name) {
        return known.find(name).map(Source::records).orElse(false);
    }

    /** What the names of a source's settings begin with; for what is not in the catalog, its name. */
    public static String group(String name) {
        return known.find(name).map(Source::group).orElse(name);
    }

    public Optional<Source> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** Built-in ones first, each group in the order of its names or as it was given. */
    public List<Source> all() {
        return List.copyOf(sources.values());
    }

    /** Names of those that came with a route file. */
    public List<String> added() {
        Set<String> builtIn = Set.copyOf(BUILT_IN.stream().map(Source::name).toList());
        return sources.keySet().stream().filter(name -> !builtIn.contains(name)).toList();
    }

    /** Hosts of the pages of all of them. */
    public List<String> linkHosts() {
        return sources.values().stream().flatMap(source -> source.linkHosts().stream()).distinct().toList();
    }
}
