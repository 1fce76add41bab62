package io.github.iocenrichment.source;

import io.github.iocenrichment.source.Source.Key;
import io.github.iocenrichment.source.Source.Trait;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every source there is, built-in and added, by name. One for the process, as the secrets that the log hides are: its titles stand in log, page, notes and
 * verdicts alike.
 */
public final class SourceCatalog {
    private static final List<Source> BUILT_IN = List.of(
            Source.builtIn(AbuseIpDbReader.SOURCE, "AbuseIPDB", "Key", List.of("www.abuseipdb.com")),
            Source.builtIn(HybridAnalysisReader.SOURCE, "Hybrid Analysis", "api-key", List.of("www.hybrid-analysis.com", "hybrid-analysis.com"),
                    Trait.SANDBOX),
            Source.builtIn(VirusTotalReader.SOURCE, "VirusTotal", "x-apikey", List.of("www.virustotal.com"), Trait.ENGINES,
                    Trait.FORBIDS_CALLS),
            cves(NvdReader.SOURCE, "NVD", "nvd", "nvd.base-url", List.of("nvd.nist.gov"), Key.OPTIONAL, "apiKey", Trait.ONE_AT_A_TIME,
                    Trait.FORBIDS_CALLS),
            cves(CveOrgReader.SOURCE, "CVE.org", "cve-org", "cve-org.base-url", List.of("www.cve.org"), Key.NONE, null),
            cves(EpssReader.SOURCE, "EPSS", "epss", "epss.base-url", List.of("api.first.org", "www.first.org"), Key.NONE, null),
            cves(KevCatalog.SOURCE, "CISA KEV", "cisa-kev", "kev.url", List.of("www.cisa.gov", "osv.dev"), Key.NONE, null, Trait.EXPLOITED_LIST,
                    Trait.COPIED),
            cves(EuvdList.SOURCE, "ENISA EUVD", "enisa-euvd", "kev.enisa.url", List.of("euvd.enisa.europa.eu"), Key.NONE, null, Trait.EXPLOITED_LIST,
                    Trait.COPIED),
            cves(VulnCheckReader.SOURCE, "VulnCheck KEV", "vulncheck-kev", "kev.vulncheck.url", List.of("vulncheck.com"), Key.NEEDED, "Authorization",
                    Trait.EXPLOITED_LIST));
    /** What is no source and is called by a name all the same. */
    private static final Map<String, String> OTHERS = Map.of("vulnerability", "Vulnerability sources", "ivanti", "Ivanti", "intelx", "Intel Exchange");
    private static volatile SourceCatalog known = new SourceCatalog(List.of());

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** @param added sources that route files have brought along */
    public SourceCatalog(Collection<Source> added) {
        Stream.concat(BUILT_IN.stream(), added.stream()).forEach(source -> sources.put(source.name(), source));
    }

    private static Source cves(String name, String title, String published, String address, List<String> linkHosts, Key key, @Nullable String keyHeader,
                               Trait... more) {
        return new Source(name, title, published, Set.of(), key, keyHeader, address, linkHosts, null,
                Stream.concat(Stream.of(Trait.CVES), Stream.of(more)).collect(Collectors.toSet()));
    }

    /** Those that the product brings along, in the order in which they are shown. */
    public static List<Source> builtIn() {
        return BUILT_IN;
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

    /** Whether this sets a source apart; false for what is not in the catalog. */
    public static boolean is(String name, Trait trait) {
        return known.find(name).map(source -> source.is(trait)).orElse(false);
    }

    /** Names of the built-in ones with a trait, in their order. */
    public static List<String> builtIn(Trait trait) {
        return BUILT_IN.stream().filter(source -> source.is(trait)).map(Source::name).toList();
    }

    /** Under this name it stands in published objects; for what is not in the catalog, the name as it is. */
    public static String published(String name) {
        return known.find(name).map(Source::published).orElse(name);
    }

    /** What the names of a source's settings begin with; for what is not in the catalog, its name. */
    public static String group(String name) {
        return known.find(name).map(Source::group).orElse(name);
    }

    /** The setting with its key. */
    public static String keySetting(String name) {
        return group(name) + ".api-key";
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
