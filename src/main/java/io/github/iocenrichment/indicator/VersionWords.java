package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import java.util.Locale;

/** What single words say about a dotted number next to them. */
final class VersionWords {
    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;

    VersionWords(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
    }

    /** A word that nothing but a version follows, however large its numbers. */
    static boolean isCertain(String name) {
        return name.equals("v") || name.equals("ver") || name.contains("version") || name.endsWith("build")
                || name.endsWith("firmware") || name.endsWith("agent");
    }

    boolean isPair(String pair) {
        return rules.has(Topic.VERSION_WORDS, pair) || rules.has(Topic.PRODUCT_NAMES, pair);
    }

    Kind kind(String key) {
        return kind(key.toCharArray(), 0, key.length(), key.toLowerCase(Locale.ROOT));
    }

    enum Kind { ADDRESS, VERSION, NAME, CONNECTING, OTHER }

    Kind kind(int start, int end, String name) {
        return kind(t, start, end, name);
    }

    private Kind kind(char[] t, int start, int end, String name) {
        Kind whole = known(name);
        if (whole != Kind.OTHER) {
            return whole;
        }
        // the last part of a key: agentVersion, fw_version, client.ip
        for (int i = end - 1; i > start; i--) {
            boolean part = t[i - 1] == '_' || t[i - 1] == '-' || t[i - 1] == '.' || Chars.isUpper(t[i]) && !Chars.isUpper(t[i - 1]);
            if (part) {
                Kind last = known(name.substring(i - start));
                return last == Kind.VERSION || last == Kind.ADDRESS ? last : Kind.OTHER;
            }
        }
        return name.endsWith("version") || name.endsWith("firmware") ? Kind.VERSION : Kind.OTHER;
    }

    Kind known(String name) {
        if (rules.has(Topic.ADDRESS_WORDS, name)) {
            return Kind.ADDRESS;
        }
        if (rules.has(Topic.VERSION_WORDS, name)) {
            return Kind.VERSION;
        }
        if (rules.has(Topic.PRODUCT_NAMES, name)) {
            return Kind.NAME;
        }
        return rules.has(Topic.CONNECTING_WORDS, name) ? Kind.CONNECTING : Kind.OTHER;
    }

    /** Upper case behind lower case, as in FortiClient. */
    boolean isMixed(int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (Chars.isUpper(t[i]) && !Chars.isUpper(t[i - 1]) && (Chars.of(t[i - 1]) & Chars.LETTER) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word from here on makes a version of the number before it: {@code -beta}, {@code -rc1}. */
    boolean isTail(int from, int to) {
        int end = from;
        while (end < to && (Chars.of(t[end]) & Chars.LETTER) != 0) {
            end++;
        }
        String word = scan.lowerCase(from, end);
        return rules.has(Topic.VERSION_TAILS, word) || rules.has(Topic.VERSION_TAILS, scan.lowerCase(from, to));
    }

    boolean isVersionBehind(int to) {
        int i = to;
        while (i - to < 3 && (scan.at(i) == ' ' || scan.at(i) == '(')) {
            i++;
        }
        int first = i == to ? unspacedEnd(i) : lettersEnd(i);
        if (first == to) {
            return false;
        }
        String word = scan.lowerCase(i, first);
        if (scan.at(first) == '_') {
            return false;
        }
        if (rules.has(Topic.VERSION_TAILS, word)) {
            return true;
        }
        if (scan.at(first) != ' ') {
            return false;
        }
        int second = lettersEnd(first + 1);
        return rules.has(Topic.VERSION_TAILS, word + " " + new String(t, first + 1, second - first - 1).toLowerCase(Locale.ROOT));
    }

    /** Where one word of two characters ends in a script without blanks: {@code 8.1.0.22以降}. */
    private int unspacedEnd(int from) {
        int i = from;
        while (i - from < 2 && (Chars.of(scan.at(i)) & Chars.UNSPACED) != 0) {
            i++;
        }
        return rules.has(Topic.VERSION_TAILS, new String(t, from, Math.min(1, i - from))) ? from + 1 : i;
    }

    private int lettersEnd(int from) {
        int i = Math.min(from, scan.n);
        while (i - from < 20 && Chars.isAlnum(scan.at(i))) {
            i++;
        }
        return i;
    }

    /** {@code libssl1.1=1.1.1.4}. */
    boolean isLibrary(int end) {
        int start = scan.runStart(end, 40, Chars.WORD);
        return end - start > 4 && t[start] == 'l' && t[start + 1] == 'i' && t[start + 2] == 'b';
    }

    /** The number behind it is that of a telephone: {@code +47 22.33.44.55}. */
    boolean isCountryCode(int end) {
        int start = end;
        while (end - start < 4 && Chars.isDigit(scan.at(start - 1))) {
            start--;
        }
        return start < end && scan.at(start - 1) == '+';
    }
}
