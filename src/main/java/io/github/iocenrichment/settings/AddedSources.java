package io.github.iocenrichment.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of sources that are added by a route: a route file that refers to <code>{{NAME.base-url}}</code> brings the whole family
 * {@code NAME.base-url}, {@code NAME.api-key}, {@code NAME.quota.per-...}, {@code NAME.max-in-flight} and {@code NAME.timeout}.
 */
final class AddedSources {
    private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9-]{0,40})\\.base-url");
    private static final List<String> WINDOWS = List.of("30s", "minute", "hour", "day", "month");

    private AddedSources() {
    }

    /**
     * @param catalog    what is there without them
     * @param referenced names that route files refer to; of outputs also those that are written anywhere
     */
    static SettingsCatalog in(SettingsCatalog catalog, Set<String> referenced) {
        List<Setting> settings = new ArrayList<>();
        for (String name : new TreeSet<>(referenced)) {
            Matcher address = ADDRESS.matcher(name);
            if (address.matches() && !catalog.prefixes().contains(address.group(1))) {
                settings.addAll(of(address.group(1)));
            }
        }
        return AddedOutputs.in(catalog.with(settings), referenced);
    }

    private static List<Setting> of(String source) {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.needed(source + ".base-url", Addresses.baseUrl(), Requirement.ALWAYS, "address of " + source),
                Setting.of(source + ".api-key", "", ValueKinds.key(), "empty disables the source"),
                Setting.of(source + ".max-in-flight", "4", ValueKinds.number(1, 500), "requests at one time from this node"),
                Setting.of(source + ".timeout", "20s", ValueKinds.duration("1s", "2m"), "longest wait for an answer")));
        WINDOWS.forEach(window -> settings.add(Setting.of(source + ".quota.per-" + window, "", ValueKinds.number(0, 100_000_000), "look-ups per " + window)));
        return settings;
    }
}
