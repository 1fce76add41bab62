package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import java.util.Locale;

/** Tells a version or chapter number from an IPv4 address by the words around it. */
final class VersionJudge {
    private static final int REACH = 80;
    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;

    VersionJudge(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
    }

    boolean isVersion(int from, int to, long quad) {
        boolean small = isSmall(quad);
        switch (scan.at(from - 1)) {
            case '/' -> {
                return isNamed(from - 1, small);
            }
            case '\\' -> {
                return !isShare(from);
            }
            case '^', '~' -> {
                return true;
            }
            case '=' -> {
                if (scan.at(from - 2) == '>' || scan.at(from - 2) == '<' || scan.at(from - 2) == '~') {
                    return true;
                }
            }
            case '@' -> {
                if (small && Chars.isAlnum(scan.at(from - 2))) {
                    return true;
                }
            }
            default -> {
                // words decide
            }
        }
        return isVersionBefore(from, small) || small && isVersionBehind(to) || small && isHeading(from, to);
    }

    /** Small numbers or many zeros: shaped like a version. */
    private static boolean isSmall(long quad) {
        int zeros = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            zeros += (quad >> shift & 255) == 0 ? 1 : 0;
        }
        return (quad >> 24) <= 30 && (quad >> 16 & 255) <= 30 || zeros >= 2;
    }

    /** {@code Name/1.2.3.4}; a path; but not {@code /1.2.3.4}, {@code host.example/1.2.3.4} or {@code tcp/1.2.3.4}. */
    private boolean isNamed(int slash, boolean small) {
        int start = slash;
        while (start > 0 && slash - start < REACH && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == '+')) {
            start--;
        }
        if (start == slash) {
            return scan.at(slash - 1) == '/' ? false : scan.at(slash - 1) == ')' && small;
        }
        String name = new String(t, start, slash - start).toLowerCase(Locale.ROOT);
        boolean host = name.indexOf('.') > 0 && (Chars.isDigit(t[slash - 1]) || HostNames.endsInTopLevel(name));
        return !rules.has(Topic.ADDRESS_WORDS, name) && !host;
    }

    private boolean isShare(int from) {
        int run = from;
        while (run > 0 && from - run < 8 && t[run - 1] == '\\') {
            run--;
        }
        return from - run >= 2 && !Chars.isAlnum(scan.at(run - 1)) && scan.at(run - 1) != ':';
    }

    private boolean isVersionBefore(int from, boolean small) {
        int end = from;
        int distance = 1;
        boolean sure = true;
        String behind = null;
        int behindStart = from;
        while (distance <= 4) {
            int word = wordEnd(end, from);
            if (word < 0) {
                return false;
            }
            if (word == scan.lastVersionEnd && isJoint(word, from)) {
                return true;
            }
            int start = word;
            while (start > 0 && word - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == '+' || t[start - 1] == '&')) {
                start--;
            }
            String name = new String(t, start, word - start).toLowerCase(Locale.ROOT);
            if (behind != null && rulesKnowPair(name + " " + behind)) {
                return true;
            }
            Kind kind = kind(start, word, name);
            if (rules.has(Topic.JOINING_WORDS, name)) {
                return scan.lastVersionEnd >= 0 && wordEnd(start, from) == scan.lastVersionEnd;
            }
            if (kind == Kind.ADDRESS) {
                String earlier = pairBefore(start, from);
                return earlier != null && (rules.has(Topic.PRODUCT_NAMES, earlier + " " + name) || rules.has(Topic.VERSION_WORDS, earlier + " " + name));
            }
            if (kind == Kind.VERSION) {
                return sure || small;
            }
            if (kind == Kind.NAME) {
                return distance == 1 && (small || rules.has(Topic.PRODUCT_NAMES, name)) || small && sure;
            }
            if (kind == Kind.OTHER) {
                if (distance == 1 && small && isProductLike(start, word)) {
                    return true;
                }
                sure = false;
                distance++;
                if (!small) {
                    return false;
                }
            }
            behind = name;
            behindStart = start;
            end = behindStart;
        }
        return false;
    }

    private boolean rulesKnowPair(String pair) {
        return rules.has(Topic.VERSION_WORDS, pair) || rules.has(Topic.PRODUCT_NAMES, pair);
    }

    private String pairBefore(int start, int from) {
        int word = wordEnd(start, from);
        if (word < 0) {
            return null;
        }
        int begin = word;
        while (begin > 0 && word - begin < 40 && (Chars.of(t[begin - 1]) & Chars.WORD) != 0) {
            begin--;
        }
        return new String(t, begin, word - begin).toLowerCase(Locale.ROOT);
    }

    private enum Kind { ADDRESS, VERSION, NAME, CONNECTING, OTHER }

    private Kind kind(int start, int end, String name) {
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

    private Kind known(String name) {
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

    /** The end of the next word to the left, -1 when a sentence or a list item ends in between. */
    private int wordEnd(int from, int number) {
        int i = from;
        while (i > 0 && number - i < REACH) {
            char c = t[i - 1];
            int kind = Chars.of(c);
            if (c == '.' && i > 1 && Chars.isAlnum(t[i - 2])) {
                // "ver. 1" is one thing, "Done. 1" is two
                return isAbbreviation(i - 1) || i == from ? i - 1 : -1;
            }
            if ((kind & Chars.ALNUM) != 0) {
                return i;
            }
            boolean passes = c == ' ' || c == '\t' || c == ':' || c == '=' || c == '"' || c == '\'' || c == '(' || c == '[' || c == '|' || c == '>' || c == '<'
                    || c == '#' || c == '-' || c == '/' || c == '*' || c == '_' || c == '.' || c == '`' || c == '+' || c == '\u00A7' || c == '\u2013';
            if (!passes && !(c == ',' && i - 1 == scan.lastVersionEnd) && !(c == ')' && i == from)) {
                return -1;
            }
            if (c == '\u00A7') {
                return -1;
            }
            i--;
        }
        return -1;
    }

    private boolean isAbbreviation(int dot) {
        int start = dot;
        while (start > 0 && dot - start < 8 && Chars.isAlnum(t[start - 1])) {
            start--;
        }
        String word = new String(t, start, dot - start).toLowerCase(Locale.ROOT);
        return known(word) != Kind.OTHER || word.equals("v");
    }

    /** Whether only a joint ({@code ,}, {@code and}, {@code to}, a dash) lies between the last version and this number. */
    private boolean isJoint(int last, int from) {
        return from - last < 16;
    }

    /** A capitalised or mixed-case word that is not known as anything else: the name of a product. */
    private boolean isProductLike(int start, int end) {
        boolean upper = Chars.isUpper(t[start]);
        boolean inner = false;
        boolean letters = false;
        for (int i = start; i < end; i++) {
            letters |= (Chars.of(t[i]) & Chars.LETTER) != 0;
            inner |= i > start && Chars.isUpper(t[i]) && !Chars.isUpper(t[i - 1]) && Chars.isAlnum(t[i - 1]);
        }
        if (!letters) {
            return false;
        }
        return inner || upper && end - start > 2 && scan.at(end) == ' ';
    }

    /** Whether the word from here on makes a version of the number before it: {@code -beta}, {@code -rc1}. */
    boolean isTail(int from, int to) {
        int end = from;
        while (end < to && (Chars.of(t[end]) & Chars.LETTER) != 0) {
            end++;
        }
        String word = new String(t, from, end - from).toLowerCase(Locale.ROOT);
        return rules.has(Topic.VERSION_TAILS, word) || rules.has(Topic.VERSION_TAILS, new String(t, from, to - from).toLowerCase(Locale.ROOT));
    }

    private boolean isVersionBehind(int to) {
        int i = to;
        while (i - to < 3 && (scan.at(i) == ' ' || scan.at(i) == '(')) {
            i++;
        }
        if (i == to) {
            return false;
        }
        int first = lettersEnd(i);
        String word = new String(t, i, first - i).toLowerCase(Locale.ROOT);
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

    private int lettersEnd(int from) {
        int i = Math.min(from, scan.n);
        while (i - from < 20 && Chars.isAlnum(scan.at(i))) {
            i++;
        }
        return i;
    }

    /** {@code 3.1.4.2 Logging} at the start of a line, or a number behind a section sign. */
    private boolean isHeading(int from, int to) {
        int i = from;
        while (i > 0 && (t[i - 1] == ' ' || t[i - 1] == '\t')) {
            i--;
        }
        if (scan.at(i - 1) == '\u00A7') {
            return true;
        }
        boolean lineStart = i == 0 || t[i - 1] == '\n';
        for (int k = from; lineStart && k < to; k++) {
            int digits = 0;
            while (k + digits < to && Chars.isDigit(t[k + digits])) {
                digits++;
            }
            if (digits > 2 || digits == 2 && t[k] > '1') {
                return false;
            }
            k += digits;
        }
        boolean title = scan.at(to) == ' ' && Chars.isUpper(scan.at(to + 1)) && (Chars.of(scan.at(to + 2)) & Chars.LETTER) != 0 && !Chars.isUpper(scan.at(to + 2));
        return lineStart && title && t[from] != '0' && !(to - from == 7 && t[from] == t[from + 2] && t[from] == t[from + 4] && t[from] == t[from + 6]);
    }
}
