package io.github.iocenrichment.stix;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back the patterns that this product writes: equality comparisons joined by OR in one observation. */
final class PatternSyntax {
    private static final Pattern COMPARISON = Pattern.compile(
            "(ipv4-addr:value|ipv6-addr:value|domain-name:value|url:value|file:hashes\\.(?:MD5|'SHA-1'|'SHA-256'|'SHA-512'))"
                    + " = '([^'\\\\]*+(?:\\\\['\\\\][^'\\\\]*+)*+)'");
    private static final Set<String> ADDRESSES = Set.of("ipv4-addr:value", "ipv6-addr:value");

    private PatternSyntax() {
    }

    /** What is wrong with a pattern; empty when nothing is. */
    static Optional<String> fault(String pattern) {
        if (!pattern.startsWith("[") || !pattern.endsWith("]")) {
            return Optional.of("has a pattern that is not one observation in square brackets");
        }
        String inside = pattern.substring(1, pattern.length() - 1);
        Matcher comparison = COMPARISON.matcher(inside);
        int at = 0;
        while (true) {
            comparison.region(at, inside.length());
            if (!comparison.lookingAt()) {
                return Optional.of("has a pattern that cannot be read from character " + (at + 1));
            }
            String value = comparison.group(2).replaceAll("\\\\(.)", "$1");
            if (value.isBlank()) {
                return Optional.of("has a pattern that compares with nothing");
            }
            boolean internal = ADDRESSES.contains(comparison.group(1)) && PublicAddress.isInternal(value)
                    || comparison.group(1).equals("url:value") && PublicAddress.isInternalUrl(value);
            if (internal) {
                return Optional.of("has a pattern on an address that must not leave the organisation");
            }
            at = comparison.end();
            if (at == inside.length()) {
                return Optional.empty();
            }
            if (!inside.startsWith(" OR ", at)) {
                return Optional.of("has a pattern that goes on after its end");
            }
            at += 4;
        }
    }
}
