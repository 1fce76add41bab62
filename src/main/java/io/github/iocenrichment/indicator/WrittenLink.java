package io.github.iocenrichment.indicator;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link in an attribute, in the form that a browser makes of it: backslashes are slashes, and any number of them is right. */
final class WrittenLink {
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ws", "wss");

    private WrittenLink() {
    }

    /** The link with its scheme, {@code http} where the page leaves it out; null when it is relative or of another scheme. @param value on one line */
    static @Nullable String absolute(String value) {
        int from = 0;
        while (from < value.length() && value.charAt(from) <= ' ') {
            from++;
        }
        int colon = value.indexOf(':');
        String scheme = colon > from && colon - from < 6 ? value.substring(from, colon).toLowerCase(Locale.ROOT) : "";
        boolean named = SCHEMES.contains(scheme);
        int rest = named ? colon + 1 : from;
        int slashes = rest;
        while (slashes < value.length() && (value.charAt(slashes) == '/' || value.charAt(slashes) == '\\')) {
            slashes++;
        }
        if (!named && slashes - rest < 2) {
            return null;
        }
        StringBuilder link = new StringBuilder(value.length() + 8).append(named ? scheme : "http").append("://");
        boolean path = true;
        for (int i = slashes; i < value.length(); i++) {
            char c = value.charAt(i);
            path &= c != '?' && c != '#';
            if (c == '\\' && path) {
                link.append('/');
            } else {
                link.append(c);
            }
        }
        return link.toString();
    }
}
