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
            case '^', '~', '\u00A7' -> {
                return true;
            }
            case '=' -> {
                if (scan.at(from - 2) == '>' || scan.at(from - 2) == '<' || scan.at(from - 2) == '~') {
                    return true;
                }
            }
            default -> {
                // words decide
            }
        }
        Kind column = scan.columns.header(from).map(this::kind).orElse(Kind.OTHER);
        if (column == Kind.VERSION || column == Kind.ADDRESS) {
            return column == Kind.VERSION;
        }
        if (scan.at(from - 1) == ' ' && scan.at(from - 2) == '\u00A7') {
            return true;
        }
        return isVersionBefore(from, small, quad >> 24 == 10) || small && isVersionBehind(to);
    }

    /** Small numbers or many zeros: shaped like a version. */
    private static boolean isSmall(long quad) {
        int zeros = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            zeros += (quad >> shift & 255) == 0 ? 1 : 0;
        }
        return (quad >> 24) <= 30 && (quad >> 16 & 255) <= 30 || zeros >= 2 || (quad >> 16 & 255) == 0;
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

    private boolean isVersionBefore(int from, boolean small, boolean tens) {
        int end = from;
        int distance = 1;
        boolean sure = true;
        boolean named = true;
        String behind = null;
        String content = null;
        while (distance <= 4) {
            int word = wordEnd(end, from);
            if (word < 0) {
                return false;
            }
            if (word == scan.lastVersionEnd && distance == 1 && from - word < 16) {
                return true;
            }
            int start = word;
            while (start > 0 && word - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == '+' || t[start - 1] == '&')) {
                start--;
            }
            String name = new String(t, start, word - start).toLowerCase(Locale.ROOT);
            if (behind != null && rulesKnowPair(name + " " + behind) || content != null && rulesKnowPair(name + " " + content)) {
                return true;
            }
            Kind kind = kind(start, word, name);
            if (rules.has(Topic.JOINING_WORDS, name)) {
                return scan.lastVersionEnd >= 0 && wordEnd(start, from) == scan.lastVersionEnd;
            }
            if (kind == Kind.ADDRESS) {
                return isPartOfName(start, from, name, small && !tens);
            }
            if (kind == Kind.VERSION) {
                return sure || small;
            }
            if (kind == Kind.NAME) {
                // "nginx: 93.115.28.40" is the line of a log, not a version
                return distance == 1 && (small || t[word] != ':') || small && named && t[word] == ' ';
            }
            if (kind == Kind.OTHER) {
                boolean mixed = distance == 2 && named && isMixed(start, word);
                if (small && (mixed || distance == 1 && isProductLike(start, word, from, tens))) {
                    return true;
                }
                content = name;
                named &= word - start <= 6 && (Chars.isUpper(t[start]) || Chars.isDigit(t[start]));
                sure = false;
                distance++;
                if (!small) {
                    return false;
                }
            }
            behind = name;
            end = start;
        }
        return false;
    }

    private boolean rulesKnowPair(String pair) {
        return rules.has(Topic.VERSION_WORDS, pair) || rules.has(Topic.PRODUCT_NAMES, pair);
    }

    /** An address word that belongs to the name of a product: SQL Server 15.0.2.1, OpenVPN Connect 3.4.2.1. */
    private boolean isPartOfName(int start, int from, String name, boolean small) {
        int word = wordEnd(start, from);
        if (word < 0) {
            return false;
        }
        int begin = word;
        while (begin > 0 && word - begin < 40 && (Chars.of(t[begin - 1]) & Chars.WORD) != 0) {
            begin--;
        }
        String earlier = new String(t, begin, word - begin).toLowerCase(Locale.ROOT);
        boolean product = rules.has(Topic.PRODUCT_NAMES, earlier) || isMixed(begin, word);
        return rulesKnowPair(earlier + " " + name) || small && Chars.isUpper(t[start]) && product;
    }

    private Kind kind(String key) {
        return kind(key.toCharArray(), 0, key.length(), key.toLowerCase(Locale.ROOT));
    }

    private enum Kind { ADDRESS, VERSION, NAME, CONNECTING, OTHER }

    private Kind kind(int start, int end, String name) {
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
                    || c == '#' || c == '-' || c == '/' || c == '*' || c == '_' || c == '.' || c == '`' || c == '+' || c == '\\'
                    || c == '\n' && i > 1 && t[i - 2] == ':' || c == '\u00A7' || c == '\u2013';
            if (!passes && !(c == ',' && i - 1 == scan.lastVersionEnd && t[i] == ' ') && !(c == ')' && i == from)) {
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

    /** A word in mixed case, or a capitalised one inside a sentence, that is not known as anything else: the name of a product. */
    private boolean isProductLike(int start, int end, int number, boolean tens) {
        boolean lower = false;
        for (int i = start; i < end; i++) {
            if ((Chars.of(t[i]) & Chars.LETTER) == 0) {
                return false;
            }
            lower |= !Chars.isUpper(t[i]);
        }
        if (!lower) {
            return false;
        }
        if (isMixed(start, end)) {
            return true;
        }
        int i = start;
        while (i > 0 && (t[i - 1] == ' ' || t[i - 1] == '"' || t[i - 1] == '(' || t[i - 1] == '*')) {
            i--;
        }
        char before = scan.at(i - 1);
        boolean opens = i == 0 || before == '\n' || before == '.' || before == '!' || before == '?' || before == ':' || before == '-';
        return !opens && !tens && Chars.isUpper(t[start]) && end - start > 2 && t[end] == ' ' && end + 1 == number;
    }

    /** Upper case behind lower case, as in FortiClient. */
    private boolean isMixed(int start, int end) {
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
}
