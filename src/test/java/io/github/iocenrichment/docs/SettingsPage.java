package io.github.iocenrichment.docs;

import io.github.iocenrichment.settings.Requirement;
import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page {@code docs/settings.md}: what the catalog knows of each setting, in the groups and the order of {@code application.properties}. */
final class SettingsPage {
    private static final Path FILE = Path.of("application.properties");
    private static final Pattern GROUP = Pattern.compile("# ---- (.+?)\\.? ----");
    private static final Pattern NAMED = Pattern.compile("#?([a-z][A-Za-z0-9_.-]*)=.*");
    private static final String PERIOD_EXAMPLES = ", such as 30s, 10m, 1h or 2d";
    private static final String INTRODUCTION = """
            # Settings

            <!-- Generated from the code by "make docs"; changes by hand are lost. -->

            Every setting, in the order of [application.properties](../application.properties). Each may also be given as an environment variable, whose name
            is the name of the setting in upper case with `.` and `-` replaced by `_` (`ivanti.base-url` is `IVANTI_BASE_URL`), or by `-D` on the command line.
            Order of precedence: `-D`, environment, `secrets.properties`, `application.properties`.

            - **Default**: *mandatory* has none and must be given; *empty* may stay empty.
            - **Form**: what is accepted; any other value stops the start. The value of a *secret* setting is masked in logs, pages and notes.
            - **Unit**: periods and percentages are written with their unit (`500ms`, `30s`, `10m`, `1h`, `2d`, `25%`); a number without unit counts what its
              meaning names.

            In place of `ivanti.api-key` a session login may be given: all four of tenant, username, password and role. A source that is added by a route has
            settings of its own: [routes.md](routes.md#adding-a-source-without-java). How the numbers `verdict.*` are used: [verdicts.md](verdicts.md#settings).
            """;

    /** Units by the end of the name; the first that fits counts. */
    private static final Map<Pattern, String> UNITS = new LinkedHashMap<>();

    static {
        unit("bytes", "bytes");
        unit("max-chars|max-characters", "characters");
        unit("days", "days");
        unit("points|points-per-[a-z]+", "points");
        unit("failure-percent|malicious-share|suspicious-multiscan", "percent");
        unit("percentile|cvss-epss", "fraction of 1");
        unit("cvss", "CVSS score");
        unit("score|score\\.[a-z]+|confidence", "points of 100");
        unit("quota\\.per-[a-z0-9]+", "calls");
        unit("max-in-flight", "requests");
    }

    private SettingsPage() {
    }

    static String text() {
        SettingsCatalog catalog = SettingsCatalog.standard();
        Set<String> open = new LinkedHashSet<>(catalog.settings().stream().map(Setting::name).toList());
        StringBuilder page = new StringBuilder(INTRODUCTION);
        SettingsCatalog.Pattern family = null;
        for (String line : lines()) {
            Matcher group = GROUP.matcher(line);
            Matcher named = NAMED.matcher(line);
            if (group.matches()) {
                page.append(heading(group.group(1)));
            } else if (named.matches() && open.remove(named.group(1))) {
                Setting setting = catalog.find(named.group(1)).orElseThrow();
                SettingsCatalog.Pattern of = catalog.patterns().stream().filter(pattern -> setting.name().startsWith(pattern.prefix())).findFirst()
                        .orElse(null);
                if (of != null && of != family) {
                    page.append(row(of.prefix() + "*", "", of.kind().words(), "", "any name that begins so may be set; the rows below are those of the file"));
                }
                family = of;
                page.append(row(catalog, setting));
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(FILE + " has no line for " + open);
        }
        return page.toString();
    }

    private static String heading(String words) {
        String[] parts = words.split("\\. ", 2);
        return "\n## " + escaped(parts[0]) + "\n\n" + (parts.length > 1 ? escaped(parts[1]) + ".\n\n" : "")
                + "| Setting | Default | Form | Unit | Meaning |\n|---|---|---|---|---|\n";
    }

    private static String row(SettingsCatalog catalog, Setting setting) {
        String form = setting.kind().words().replace(PERIOD_EXAMPLES, "") + (setting.kind().secret() ? "; secret" : "") + needed(setting.need());
        return row(setting.name(), byDefault(catalog, setting), form, unit(setting), setting.meaning());
    }

    private static String row(String name, String byDefault, String form, String unit, String meaning) {
        return "| `" + name + "` | " + (byDefault.isEmpty() ? "empty" : byDefault) + " | " + escaped(form) + " | " + unit + " | " + escaped(meaning) + " |\n";
    }

    /** What is mandatory while nothing else is set counts as mandatory; for the rest the form names the condition. */
    private static String byDefault(SettingsCatalog catalog, Setting setting) {
        if (setting.need().applies().test(name -> catalog.find(name).map(Setting::defaultValue).orElse(""))) {
            return "*mandatory*";
        }
        return setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue().replace("|", "\\|") + "`";
    }

    private static String needed(Requirement need) {
        return (need.when().isEmpty() ? "" : "; mandatory " + need.when()) + (need.instead().isEmpty() ? "" : "; " + need.instead());
    }

    private static String unit(Setting setting) {
        String words = setting.kind().words();
        if (!words.startsWith("a whole number") && !words.startsWith("a number")) {
            return "";
        }
        return UNITS.entrySet().stream().filter(unit -> unit.getKey().matcher(setting.name()).matches()).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static void unit(String endings, String unit) {
        UNITS.put(Pattern.compile(".*[.-](" + endings + ")"), unit);
    }

    private static String escaped(String words) {
        return words.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
    }

    private static Iterable<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
