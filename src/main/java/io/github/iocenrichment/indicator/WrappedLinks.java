package io.github.iocenrichment.indicator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How links that mail gateways rewrote hold their target. */
final class WrappedLinks {
    private static final String RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private WrappedLinks() {
    }

    /** The link in one of Proofpoint's three forms; null when it holds none. */
    static @Nullable String proofpoint(String tail) {
        if (tail.startsWith("/v3/")) {
            return version3(tail);
        }
        String url = parameter(tail, "u");
        if (url == null) {
            return null;
        }
        return PercentEncoding.decoded(tail.startsWith("/v2/") ? url.replace('-', '%').replace('_', '/') : url);
    }

    /** The last segment of the path that holds an escaped link, or the last of all; null when there is none. */
    static @Nullable String lastSegment(String tail) {
        int query = tail.indexOf('?');
        String path = query < 0 ? tail : tail.substring(0, query);
        String lower = path.toLowerCase(Locale.ROOT);
        int open = lower.indexOf("/http");
        if (open >= 0 && (lower.startsWith("://", open + 5) || lower.startsWith("s://", open + 5))) {
            // a link that was written as it is
            return tail.substring(open + 1);
        }
        // a slash behind the escaped link is the mail program's
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        return last.isEmpty() ? null : last;
    }

    /** A link in a query parameter of another link, decoded; null when there is none. */
    static @Nullable String inQuery(String tail) {
        int query = tail.indexOf('?');
        if (query < 0) {
            return null;
        }
        String lower = tail.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("=http", query);
        while (at >= 0) {
            int colon = at + 5 + (lower.startsWith("s", at + 5) ? 1 : 0);
            if (lower.startsWith("://", colon) || lower.startsWith("%3a%2f%2f", colon)) {
                int end = tail.indexOf('&', at);
                return PercentEncoding.decoded(tail.substring(at + 1, end < 0 ? tail.length() : end));
            }
            at = lower.indexOf("=http", at + 5);
        }
        return null;
    }

    static @Nullable String parameter(String tail, String name) {
        int from = tail.indexOf('?');
        while (from >= 0) {
            int end = tail.indexOf('&', from + 1);
            int value = from + 1 + name.length();
            if (tail.startsWith("amp;", from + 1)) {
                value += 4;
            }
            if (tail.regionMatches(true, value - name.length(), name, 0, name.length()) && value < tail.length() && tail.charAt(value) == '=') {
                String found = tail.substring(value + 1, end < 0 ? tail.length() : end);
                return found.isEmpty() ? null : found;
            }
            from = end;
        }
        return null;
    }

    /**
     * {@code /v3/__LINK__;CHARS!!…$}: every {@code *} in the link stands for the next of the characters, {@code **X} for as many of them as X says.
     */
    private static @Nullable String version3(String tail) {
        int from = tail.indexOf("__");
        if (from < 0) {
            return null;
        }
        int end = tail.lastIndexOf("__;");
        boolean closed = end > from + 1;
        String link = tail.substring(from + 2, closed ? end : tail.length());
        String chars = "";
        if (closed) {
            int bang = tail.indexOf('!', end);
            chars = decoded64(tail.substring(end + 3, bang < 0 ? tail.length() : bang));
        }
        if (chars == null) {
            return link;
        }
        StringBuilder whole = new StringBuilder(link.length() + chars.length());
        int used = 0;
        for (int i = 0; i < link.length(); i++) {
            int star = i;
            int run = link.charAt(i) == '*' ? 1 : 0;
            if (run == 1 && i + 2 < link.length() && link.charAt(i + 1) == '*' && RUN_LENGTHS.indexOf(link.charAt(i + 2)) >= 0) {
                run = RUN_LENGTHS.indexOf(link.charAt(i + 2)) + 2;
                i += 2;
            }
            if (run > 0 && used + run <= chars.length()) {
                whole.append(chars, used, used + run);
                used += run;
            } else {
                // what the characters do not suffice for stays as it is written, so that three characters never grow to 65
                whole.append(link, star, i + 1);
            }
        }
        return oneSlashRepaired(whole.toString());
    }

    private static @Nullable String decoded64(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    /** Browsers and gateways fold the two slashes of a link inside a path into one. */
    private static String oneSlashRepaired(String link) {
        int colon = link.indexOf(":/");
        return colon > 0 && colon < 7 && !link.startsWith("://", colon) ? link.substring(0, colon) + "://" + link.substring(colon + 2) : link;
    }
}
