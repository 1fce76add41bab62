package io.github.iocenrichment.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A source that a route file brings along.
 *
 * @param name  its name in the settings
 * @param file  the route file; empty when only its address is referred to
 * @param given what the file says of it, by the end of the setting's name ({@code base-url}, {@code title}, {@code quota.per-day}), besides {@code types},
 *              the types it is asked about, and {@code key}, {@code none} where it needs none
 */
public record DeclaredSource(String name, String file, Map<String, String> given) {
    static final String TYPES = "types";
    static final String KEY = "key";
    /** Those that ship and are off until somebody wants them; nobody has brought them along. */
    private static final Set<String> SHIPPED = Set.of("urlhaus", "malwarebazaar", "threatfox", "greynoise", "shodan-internetdb", "otx", "urlscan-io");
    /** Parameters of the Kamelet {@code look-up-source}, and the settings whose defaults they are. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("title", "title"), Map.entry("baseUrl", "base-url"),
            Map.entry("linkHosts", "link-hosts"), Map.entry("evidence", "evidence"), Map.entry("cacheTtl", "cache.ttl"), Map.entry("timeout", "timeout"),
            Map.entry("maxInFlight", "max-in-flight"), Map.entry("quotaPer30s", "quota.per-30s"), Map.entry("quotaPerMinute", "quota.per-minute"),
            Map.entry("quotaPerHour", "quota.per-hour"), Map.entry("quotaPerDay", "quota.per-day"), Map.entry("quotaPerMonth", "quota.per-month"),
            Map.entry(TYPES, TYPES), Map.entry(KEY, KEY));

    public DeclaredSource {
        given = Map.copyOf(given);
    }

    /** One of which a route file refers to the address, and says nothing more. */
    static DeclaredSource referredTo(String name) {
        return new DeclaredSource(name, "", Map.of());
    }

    /** @param parameters those of the Kamelet's call in the file */
    static DeclaredSource of(String file, Map<?, ?> parameters) {
        Map<String, String> given = new TreeMap<>();
        parameters.forEach((parameter, value) -> {
            String setting = SETTINGS.get(String.valueOf(parameter));
            if (setting != null && value != null) {
                given.put(setting, value.toString().strip());
            }
        });
        return new DeclaredSource(String.valueOf(parameters.get("source")), file, given);
    }

    /** The types it is asked about by itself. */
    public Set<String> types() {
        return Arrays.stream(given.getOrDefault(TYPES, "").split(",")).map(String::strip).filter(type -> !type.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it came with the product, off, and not by somebody who adds it. */
    public boolean isShipped() {
        return SHIPPED.contains(name);
    }

    public boolean needsKey() {
        return !"none".equals(given.get(KEY));
    }
}
