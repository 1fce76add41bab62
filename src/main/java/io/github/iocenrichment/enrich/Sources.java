package io.github.iocenrichment.enrich;

import io.github.iocenrichment.settings.DeclaredSource;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsException.Problem;
import io.github.iocenrichment.source.Source;
import io.github.iocenrichment.source.Source.Key;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.store.Budget;
import io.github.iocenrichment.store.QuotaWindow;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources as they are configured: which are on, what each is asked about, and what it may spend. What else is known of them is in its
 * {@link #catalog()}.
 */
public final class Sources {
    private static final List<String> KINDS = List.of("ip", "hash", "url", "domain", "cve");
    private static final String LOOK_UP = "direct:look-up-";
    private final Settings settings;
    private final SourceCatalog catalog;

    public Sources(Settings settings) {
        this.settings = settings;
        this.catalog = new SourceCatalog(settings.sources().stream().map(this::added).toList());
    }

    private Source added(DeclaredSource declared) {
        String name = declared.name();
        String hosts = settings.text(name + ".link-hosts");
        return Source.added(name, settings.text(name + ".title"), declared.types(), declared.needsKey() ? Key.NEEDED : Key.NONE,
                settings.text(name + ".evidence").equals("context"), hosts.isEmpty() ? hostOf(name) : List.of(hosts.split(",")),
                settings.optional(name + ".cache.ttl").map(ttl -> settings.duration(name + ".cache.ttl")).orElse(null));
    }

    private List<String> hostOf(String name) {
        return settings.optional(name + ".base-url").map(URI::create).map(URI::getAuthority).stream().toList();
    }

    /** Name, title and the like of each. */
    public SourceCatalog catalog() {
        return catalog;
    }

    boolean needsNoKey(String source) {
        return catalog.find(source).map(found -> found.key() == Key.NONE).orElse(false);
    }

    /** Whether it may be asked: one that needs a key has one, any other is switched on. */
    public boolean isEnabled(String source) {
        Optional<Source> ofCves = catalog.find(source).filter(found -> found.is(Trait.CVES));
        if (ofCves.isPresent()) {
            return settings.flag("vulnerability.enabled") && !settings.text(ofCves.get().address()).isEmpty();
        }
        return settings.optional(source + ".api-key").isPresent() || settings.optional(source + ".oauth2.client-id").isPresent()
                || Boolean.parseBoolean(settings.all().get(source + ".enabled"));
    }

    /**
     * The routes that look up an indicator of a type, one for each source that is asked about it: first those that the setting names, in its order, then
     * sources that are on, say themselves that they know the type, and are named by no such setting.
     *
     * @param kind {@code ip}, {@code hash}, {@code url}, {@code domain} or {@code cve}
     */
    public List<String> lookUps(String kind) {
        Stream<String> byThemselves = catalog.added().stream().filter(source -> isEnabled(source) && !isNamed(source)
                && catalog.find(source).orElseThrow().types().contains(kind));
        List<String> routes = Stream.concat(named(kind), byThemselves).map(source -> LOOK_UP + source).toList();
        return routes.isEmpty() ? List.of("direct:no-source") : routes;
    }

    private Stream<String> named(String kind) {
        return asked(settings.text("enrich." + kind));
    }

    private static Stream<String> asked(String names) {
        return Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private boolean isNamed(String source) {
        return KINDS.stream().flatMap(this::named).anyMatch(source::equals);
    }

    /** Whether an added source has anything to do: it is on, or a setting names it. */
    private boolean isUsed(String source) {
        return isEnabled(source) || isNamed(source);
    }

    /**
     * What was added and is off for want of a key or of being switched on, one sentence each: of sources that a route file brings, those left out that ship so,
     * and of others that a setting has asked. What the sandbox switches off is said there.
     */
    public List<String> off() {
        List<String> there = Arrays.asList(settings.all().getOrDefault("sandbox.off", "").split(","));
        return settings.sources().stream().filter(source -> !source.isShipped() && !isEnabled(source.name()) && !there.contains(source.name())
                && (!source.file().isEmpty() || isNamed(source.name()))).map(source -> "source " + settings.text(source.name() + ".title")
                + (source.file().isEmpty() ? "" : ", which routes/" + source.file() + " brings,") + " is off: " + source.name()
                + (source.needsKey() ? ".api-key is not set" : ".enabled is not true")).toList();
    }

    /** Names of route files of which no source is used; they need not be loaded. */
    public List<String> unusedFiles() {
        Set<String> used = settings.sources().stream().filter(source -> isUsed(source.name()) || source.file().isEmpty()).map(DeclaredSource::file)
                .collect(Collectors.toSet());
        return settings.sources().stream().map(DeclaredSource::file).filter(file -> !used.contains(file)).distinct().toList();
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

    /** Sources that a route file has brought along and that are used, by the name of their settings. */
    public List<String> added() {
        return catalog.added().stream().filter(this::isUsed).toList();
    }

    /** All that page, health and check look at: the built-in ones, and those that were added and are used. */
    public List<String> names() {
        return catalog.all().stream().map(Source::name).filter(name -> !catalog.added().contains(name) || isUsed(name)).toList();
    }

    /** Which domains it is asked about: {@code all}, {@code none}, or {@code standalone} for those of which no URL is known. */
    String lookUpDomains(String source) {
        return settings.all().getOrDefault(source + ".look-up-domains", "all");
    }

    /** How many calls to it there may be at one time from this node; one, unless a setting says otherwise. */
    public int maxInFlight(String source) {
        return settings.optional(source + ".max-in-flight").map(Integer::parseInt).orElse(1);
    }

    /** Every source that a route file has brought along, used or not, by settings that may not be complete yet. */
    public static List<String> addedTo(Map<String, String> values) {
        return values.keySet().stream().filter(name -> name.endsWith(".evidence")).map(name -> name.substring(0, name.indexOf('.'))).toList();
    }

    /** Whether its questions are asked one after the other, with a pause between two. */
    boolean isOneAtATime(String source) {
        return SourceCatalog.is(source, Trait.ONE_AT_A_TIME);
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
