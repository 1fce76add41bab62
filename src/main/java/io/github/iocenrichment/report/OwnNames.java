package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of our own settings, which look like host names: a note that says what to fix names them as they are written in the file.
 * Only whole names count, and no name stays whole that could be a host in the internet.
 */
final class OwnNames {
    private static final Set<String> STANDARD = SettingsCatalog.standard().settings().stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());
    /** Those of which operators make up a part: fields of the record incident, sources that are added by a route. */
    private static final Pattern MADE_UP = Pattern.compile("ivanti\\.record\\.fields\\.[A-Za-z_][A-Za-z0-9_]{0,99}"
            + "|[a-z][a-z0-9-]{0,40}\\.(?:base-url|api-key|max-in-flight|timeout|quota\\.per-(?:30s|minute|hour|day|month))");
    /** A source that is called as its host is; in this spelling it is the name. */
    private static final String SOURCE = "CVE.org";
    /** Before and behind these a name is a part of an address. */
    private static final String ADDRESS_BEFORE = "/\\@]";
    private static final String ADDRESS_BEHIND = "/\\@[";

    private OwnNames() {
    }

    /**
     * @param from where the name begins in {@code text}
     * @param to   behind its end
     */
    static boolean isOne(String text, int from, int to) {
        String name = text.substring(from, to);
        return (SOURCE.equals(name) || (STANDARD.contains(name) || MADE_UP.matcher(name).matches()) && !isHost(name))
                && (from == 0 || ADDRESS_BEFORE.indexOf(text.charAt(from - 1)) < 0)
                && (to == text.length() || ADDRESS_BEHIND.indexOf(text.charAt(to)) < 0 && !isPort(text, to));
    }

    private static boolean isHost(String name) {
        return HostNames.isTopLevel(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isPort(String text, int at) {
        return text.charAt(at) == ':' && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
    }
}
