package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Setting.of;
import static io.github.iocenrichment.settings.TimeKinds.duration;
import static io.github.iocenrichment.settings.ValueKinds.oneOf;

import java.util.List;

/** What people know about values beforehand: analysts' overrides and warning lists. */
final class KnownValueSettings {
    private KnownValueSettings() {
    }

    static List<Setting> all() {
        return List.of(
                of("verdict.overrides", "verdicts.txt", ValueKinds.path().orEmpty(),
                        "analysts' verdicts for all incidents, one a line: value, malicious | suspicious | false positive, reason; reloaded on change"),
                of("verdict.override-authors", "", ValueKinds.texts().orEmpty(),
                        "accounts (CreatedBy) whose journal notes 'ti: false positive VALUE' and 'ti: malicious VALUE' count, comma separated; empty ="
                        + " notes are never read"),
                of("verdict.override-for", "180d", duration("1d", "3650d"), "how long such a note holds, in all incidents"),
                of("warning-lists.folder", "", ValueKinds.path().orEmpty(),
                        "folder with warning lists in MISP's form (*.json, NAME/list.json) that replace the built-in ones of the same kind; empty = built-in"),
                of("warning-lists.cdn", "lower", mode(), "addresses of content delivery networks: lower (the verdict by a step), skip (ask nobody) or off"),
                of("warning-lists.cloud", "lower", mode(), "addresses of cloud providers: lower, skip or off"),
                of("warning-lists.popular", "lower", mode(), "popular domains: lower, skip or off"),
                of("warning-lists.mail", "lower", mode(), "relays of mail providers: lower, skip or off"),
                of("warning-lists.other", "lower", mode(), "lists in the folder that are of none of these kinds: lower, skip or off"));
    }

    private static ValueKind mode() {
        return oneOf("lower", "skip", "off");
    }
}
