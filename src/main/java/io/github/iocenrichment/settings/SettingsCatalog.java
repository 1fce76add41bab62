package io.github.iocenrichment.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every setting there is, in the order of the file, each once. */
public final class SettingsCatalog {
    private final Map<String, Setting> settings;
    private final List<Pattern> patterns;

    private SettingsCatalog(Map<String, Setting> settings, List<Pattern> patterns) {
        this.settings = settings;
        this.patterns = patterns;
    }

    /**
     * Names of which operators make up the end.
     *
     * @param prefix what the names start with, the last dot included
     * @param ending what the rest of the name may be
     * @param kind   what the values may be
     */
    public record Pattern(String prefix, java.util.regex.Pattern ending, ValueKind kind) {
        boolean matches(String name) {
            return name.startsWith(prefix) && ending.matcher(name.substring(prefix.length())).matches();
        }
    }

    /** The product's own settings. */
    public static SettingsCatalog standard() {
        return new SettingsCatalog(Map.of(), List.of(IvantiSettings.RECORD_FIELDS, IvantiSettings.FIELDS)).with(StandardSettings.all());
    }

    /** The same catalog with more settings at its end; a name that is already there keeps its place and gets the new meaning. */
    public SettingsCatalog with(List<Setting> more) {
        Map<String, Setting> all = new LinkedHashMap<>(settings);
        more.forEach(setting -> all.put(setting.name(), setting));
        return new SettingsCatalog(all, patterns);
    }

    public Collection<Setting> settings() {
        return settings.values();
    }

    public List<Pattern> patterns() {
        return patterns;
    }

    public Optional<Setting> find(String name) {
        Setting known = settings.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return patterns.stream().filter(pattern -> pattern.matches(name)).findFirst()
                .map(pattern -> Setting.of(name, "", pattern.kind(), "value of " + name.substring(pattern.prefix().length())));
    }

    /** Beginnings of names that belong to this product: {@code ivanti}, {@code abuseipdb} and so on. */
    public List<String> prefixes() {
        return settings.keySet().stream().map(name -> name.substring(0, name.indexOf('.'))).distinct().toList();
    }

    /** The known name that was meant by one that is none: the only one that ends with it, or the nearest when one is near. */
    public Optional<String> nearest(String name) {
        String written = name.toLowerCase(Locale.ROOT);
        List<String> longer = settings.keySet().stream().filter(known -> known.endsWith("." + written)).toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : NearestName.of(written, settings.keySet());
    }

    /** The known environment variable nearest to a mistyped one, when one is near. */
    public Optional<String> nearestVariable(String name) {
        return NearestName.of(name, settings.keySet().stream().map(Setting::environmentName).toList());
    }
}
