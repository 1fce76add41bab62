package io.github.iocenrichment.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of sources that are added by a route: a route file that calls the Kamelet {@code look-up-source}, or refers to
 * <code>{{NAME.base-url}}</code>, brings the whole family {@code NAME.*}. What the call says of the source are the defaults.
 */
final class AddedSources {
    private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9-]{0,40})\\.base-url");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Set<String> TYPES = Set.of("ip", "hash", "url", "domain", "cve");
    private static final List<String> WINDOWS = List.of("30s", "minute", "hour", "day", "month");

    private AddedSources() {
    }

    /**
     * Which sources are added, by name.
     *
     * @param catalog  what is there without them
     * @param names    names that route files refer to
     * @param declared what route files say of sources
     */
    static List<DeclaredSource> of(SettingsCatalog catalog, Set<String> names, Collection<DeclaredSource> declared) {
        Map<String, DeclaredSource> added = new TreeMap<>();
        for (String name : names) {
            Matcher address = ADDRESS.matcher(name);
            if (address.matches()) {
                added.put(address.group(1), DeclaredSource.referredTo(address.group(1)));
            }
        }
        declared.forEach(source -> added.merge(source.name(), source, (one, other) -> other.given().size() < one.given().size() ? one : other));
        return added.values().stream().filter(source -> !isOwn(catalog, source.name())).toList();
    }

    /** Whether the product itself has settings of that name, with dashes in it or dots. */
    private static boolean isOwn(SettingsCatalog catalog, String source) {
        String dotted = source.replace('-', '.') + ".";
        return catalog.prefixes().contains(source) || catalog.settings().stream().anyMatch(setting -> setting.name().startsWith(dotted));
    }

    /** The catalog with the settings of added sources at its end. @throws SettingsException when a file says what no setting may be */
    static SettingsCatalog in(SettingsCatalog catalog, Collection<DeclaredSource> added) {
        List<Setting> settings = new ArrayList<>();
        added.forEach(source -> settings.addAll(new Family(source).settings()));
        return catalog.with(settings);
    }

    /** The settings of one source. */
    private record Family(DeclaredSource source) {
        List<Setting> settings() {
            sound();
            List<Setting> settings = new ArrayList<>(List.of(
                    of("title", source.name(), ValueKinds.text(), "name of the source for people"),
                    address(),
                    of("max-in-flight", "4", ValueKinds.number(1, 500), "requests at one time from this node"),
                    of("timeout", "20s", TimeKinds.duration("1s", "2m"), "longest wait for an answer"),
                    of("cache.ttl", "", TimeKinds.duration("0s", "365d"), "how long an answer is reused; empty as enrichment.cache.* says"),
                    of("link-hosts", "", Addresses.hostNames(), "hosts of the source's pages, comma separated; empty takes the host of base-url"),
                    of("evidence", "verdict", ValueKinds.oneOf("verdict", "context"), "verdict, or context: shown, never counted or published"),
                    of("enabled", "false", ValueKinds.flag(), "ask the source though it has no key")));
            if (source.needsKey()) {
                settings.add(of("api-key", "", ValueKinds.key(), "empty disables the source"));
                settings.addAll(AddedOutputs.logIn(source.name() + "."));
            }
            WINDOWS.forEach(window -> settings.add(of("quota.per-" + window, "", ValueKinds.number(0, 100_000_000), "look-ups per " + window)));
            return settings;
        }

        private Setting address() {
            String meaning = "address of " + source.given().getOrDefault("title", source.name());
            return source.given().containsKey("base-url") ? of("base-url", "", Addresses.baseUrl(), meaning)
                    : Setting.needed(source.name() + ".base-url", Addresses.baseUrl(), Requirement.ALWAYS, meaning);
        }

        private Setting of(String ending, String otherwise, ValueKind kind, String meaning) {
            String said = source.given().get(ending);
            try {
                return Setting.of(source.name() + "." + ending, said == null ? otherwise : kind.check(said), kind, meaning);
            } catch (BadValueException e) {
                throw new SettingsException(source.name() + "." + ending, e.getMessage() + " in routes/" + source.file(), e.fix());
            }
        }

        private void sound() {
            if (!NAME.matcher(source.name()).matches()) {
                throw new SettingsException(source.file(), "calls a source " + Lines.quoted(source.name()),
                        "give it a name of small letters, digits and dashes that begins with a letter");
            }
            source.types().stream().filter(type -> !TYPES.contains(type)).findFirst().ifPresent(type -> {
                throw new SettingsException(source.file(), "names the type " + Lines.quoted(type) + " for " + source.name(),
                        "take of ip, hash, url, domain and cve");
            });
        }
    }
}
