package io.github.iocenrichment.privacy;

import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.indicator.PercentEncoding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL that stands inside another one. */
final class NestedUrl {
    private static final Pattern START = Pattern.compile("(?i)(?:(?:https?|ftp|hxxps?):|(?:[a-z][a-z0-9+.-]{0,20}:)?[/\\\\])[/\\\\].*", Pattern.DOTALL);
    /** Gateways and proxies fold two slashes of a link in a path into one. */
    private static final Pattern IN_PATH = Pattern.compile("(?i)(?<=/)(?:https?|ftp|hxxps?):[/\\\\]{1,3}(?=[^/\\\\])");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)^(?:[a-z][a-z0-9+.-]{0,20}:)?[/\\\\]{1,3}([^/\\\\?#]*)");
    private static final Pattern PLAIN_HOST = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?(?:[/?#].*)?", Pattern.DOTALL);

    private static final Pattern PLAIN_IPV6 = Pattern.compile("(?=.*::)[0-9A-Fa-f:.]{2,45}");

    private static final Pattern NOTHING_BUT_MASKS = Pattern.compile("(?:/(?:masked)?)*+(?:\\?(?:masked|[&;])*+)?");

    private NestedUrl() {
    }

    static boolean is(String text) {
        return START.matcher(text).matches();
    }

    /** Where in a path a URL begins; -1 when none does. */
    static int inPath(String path) {
        Matcher nested = IN_PATH.matcher(path);
        return nested.find() ? nested.start() : -1;
    }

    /** The host of a URL, or of an address without a scheme; lower case, without port, user and brackets. Empty when there is none. */
    static Optional<String> host(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        if (authority.find()) {
            return Optional.of(canonical(withoutUserAndPort(authority.group(1)), true));
        }
        Matcher plain = PLAIN_HOST.matcher(text);
        return plain.matches() ? Optional.of(canonical(withoutUserAndPort(plain.group(1)), false))
                .filter(host -> host.indexOf('.') > 0 || host.indexOf(':') >= 0)
                : Optional.of(text).filter(PLAIN_IPV6.asMatchPredicate());
    }

    private static String withoutUserAndPort(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        if (host.startsWith("[")) {
            return host.indexOf(']') > 0 ? host.substring(1, host.indexOf(']')) : host.substring(1);
        }
        return host.lastIndexOf(':') >= 0 ? host.substring(0, host.lastIndexOf(':')) : host;
    }

    /** @param numeric whether a number is an address, as it is in a link and nowhere else */
    private static String canonical(String written, boolean numeric) {
        String host = PercentEncoding.decoded(written);
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return (numeric ? HostNames.canonicalHost(bare) : HostNames.canonicalName(bare)).orElse(bare.toLowerCase(Locale.ROOT));
    }

    /** The path in lower case, escapes undone, dot segments and doubled slashes taken out; {@code /} when there is none. */
    static String path(String url) {
        Matcher authority = AUTHORITY.matcher(url);
        String rest = authority.find() ? url.substring(authority.end()) : url;
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        List<String> levels = Encodings.levels(rest.substring(0, end));
        Deque<String> segments = new ArrayDeque<>();
        String plain = levels.get(levels.size() - 1).replace('\\', '/').toLowerCase(Locale.ROOT);
        for (String segment : plain.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments) + (plain.endsWith("/") && !segments.isEmpty() ? "/" : "");
    }

    /** Whether nothing is left of a masked URL that distinguishes it from the front page of its host: every segment is a mask. The name of a parameter does. */
    static boolean isNothingButMasks(String masked) {
        Matcher authority = AUTHORITY.matcher(masked);
        String rest = authority.find() ? masked.substring(authority.end()) : masked;
        return NOTHING_BUT_MASKS.matcher(rest).matches();
    }
}
