package io.github.iocenrichment.enrich;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsException.Problem;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.EuvdList;
import io.github.iocenrichment.source.KevCatalog;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.VulnCheckReader;
import io.github.iocenrichment.store.Budget;
import io.github.iocenrichment.store.QuotaWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sources as they are configured: which have a key, and what they may spend.
 * A source added by a route alone is described by its properties {@code NAME.api-key} and {@code NAME.quota.per-minute|hour|day|month}.
 */
public final class Sources {
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("abuseipdb", "AbuseIPDB"), Map.entry("virustotal", "VirusTotal"),
            Map.entry("hybrid-analysis", "Hybrid Analysis"), Map.entry("nvd", "NVD"), Map.entry("cve-org", "CVE.org"), Map.entry("epss", "EPSS"), Map.entry("kev", "CISA KEV"),
            Map.entry("kev-enisa", "ENISA EUVD"), Map.entry("kev-vulncheck", "VulnCheck KEV"), Map.entry("ivanti", "Ivanti"), Map.entry("intelx", "Intel Exchange"));
    private static final Set<String> OWN = Set.of("ivanti", "abuseipdb", "virustotal", "hybrid-analysis", "intelx");
    private static final Set<String> VULNERABILITIES = Set.of(NvdReader.SOURCE, EpssReader.SOURCE, KevCatalog.SOURCE);
    /** Sources about CVEs that are asked only when their address is set. */
    private static final Map<String, String> MORE_VULNERABILITIES = Map.of(CveOrgReader.SOURCE, "cve-org.base-url", EuvdList.SOURCE, "kev.enisa.url",
            VulnCheckReader.SOURCE, "kev.vulncheck.url");
    private static final List<String> KINDS = List.of("ip", "hash", "url", "domain", "cve");
    private static final String LOOK_UP = "direct:look-up-";
    private final Settings settings;

    public Sources(Settings settings) {
        this.settings = settings;
    }

    /** The name that people know. */
    public static String title(String source) {
        return NAMES.getOrDefault(source, source);
    }

    /** A source without a key is disabled; one that needs none has no such property. */
    public boolean isEnabled(String source) {
        if (VULNERABILITIES.contains(source)) {
            return settings.flag("vulnerability.enabled");
        }
        if (MORE_VULNERABILITIES.containsKey(source)) {
            return settings.flag("vulnerability.enabled") && !settings.text(MORE_VULNERABILITIES.get(source)).isEmpty();
        }
        String key = settings.all().get(source + ".api-key");
        return key == null || !key.isEmpty();
    }

    /**
     * The routes that look up an indicator of a type, one for each source that is asked about it, in the order of the settings.
     *
     * @param kind {@code ip}, {@code hash}, {@code url}, {@code domain} or {@code cve}
     */
    public List<String> lookUps(String kind) {
        List<String> routes = asked(settings.text("enrich." + kind)).map(source -> LOOK_UP + source).toList();
        return routes.isEmpty() ? List.of("direct:no-source") : routes;
    }

    private static Stream<String> asked(String names) {
        return Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    /**
     * That each source which the settings name has a route; to be called when the routes are loaded.
     *
     * @param isThere whether a route starts from that endpoint
     * @throws SettingsException when one has none
     */
    public void check(Predicate<String> isThere) {
        missing(settings.all(), isThere).ifPresent(problem -> {
            throw new SettingsException(problem.property(), problem.wrong(), problem.fix());
        });
    }

    /** What {@link #check} would say, of settings that may not be complete yet. */
    public static Optional<Problem> missing(Map<String, String> values, Predicate<String> isThere) {
        for (String kind : KINDS) {
            Optional<String> without = asked(values.getOrDefault("enrich." + kind, "")).filter(source -> !isThere.test(LOOK_UP + source)).findFirst();
            if (without.isPresent()) {
                return Optional.of(new Problem("enrich." + kind, "names '" + without.get() + "', but no route starts from " + LOOK_UP + without.get(),
                        "correct the name, or put the source's route file into routes/"));
            }
        }
        return Optional.empty();
    }

    /** Sources that a route file has brought along, by the name of their settings. */
    public List<String> added() {
        return addedTo(settings.all());
    }

    /** The same of settings that may not be complete yet. */
    public static List<String> addedTo(Map<String, String> values) {
        return values.keySet().stream().filter(name -> name.endsWith(".max-in-flight") && !name.startsWith("output.")).map(name -> name.substring(0, name.indexOf('.')))
                .filter(name -> !OWN.contains(name)).toList();
    }

    /** The NVD cuts off clients that ask several questions at once, and asks them to pause between two. */
    boolean isOneAtATime(String source) {
        return source.equals(NvdReader.SOURCE);
    }

    /** The largest part of a source's day that one incident may take, in percent. */
    int share() {
        return settings.percent("enrichment.source-share");
    }

    List<Budget> budgets(String source) {
        return Arrays.stream(QuotaWindow.values()).flatMap(window -> budget(source, window).stream()).toList();
    }

    private Optional<Budget> budget(String source, QuotaWindow window) {
        return Optional.ofNullable(settings.all().get(source + ".quota.per-" + window.label())).filter(value -> !value.isBlank())
                .map(value -> new Budget(window, Long.parseLong(value.strip()), isOneAtATime(source)));
    }
}
