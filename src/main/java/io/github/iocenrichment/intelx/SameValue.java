package io.github.iocenrichment.intelx;

import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a value of ours with the platform's spelling of it: what others reported is shown there as they wrote it. */
final class SameValue {
    private static final Pattern URL = Pattern.compile("(?s)([^/?#]*://[^/?#@]*)(.*)");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    /** A host name is no longer, and neither is an address. */
    private static final int HOST_CHARS = 254;

    private SameValue() {
    }

    /** Whether both stand for the same value. Of a URL case counts, but not that of its scheme, its host and the digits of its escapes. */
    static boolean is(IndicatorType type, String ours, String theirs) {
        return switch (type) {
            case URL -> Math.abs(ours.length() - theirs.length()) <= 1 && url(ours).equals(url(theirs));
            case IPV6, DOMAIN -> ours.equalsIgnoreCase(theirs) || isWrittenOtherwise(theirs) && host(ours).equals(host(theirs));
            default -> ours.equalsIgnoreCase(theirs);
        };
    }

    /** Whether it can be a host in another spelling: an IPv6 address, a name that is not in ASCII, or one with the closing dot. */
    private static boolean isWrittenOtherwise(String host) {
        return host.length() <= HOST_CHARS && (host.indexOf(':') >= 0 || host.endsWith(".") || host.chars().anyMatch(c -> c > 127));
    }

    private static String host(String written) {
        String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        return HostNames.canonicalName(name).orElse(written);
    }

    private static String url(String written) {
        Matcher url = URL.matcher(written);
        if (!url.matches()) {
            return written;
        }
        String rest = url.group(2).startsWith("/") ? url.group(2) : "/" + url.group(2);
        return url.group(1).toLowerCase(Locale.ROOT) + ESCAPE.matcher(rest).replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
    }
}
