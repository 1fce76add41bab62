package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import io.github.iocenrichment.indicator.VersionWords.Kind;
import java.util.Locale;

/** Distinguishes a version or chapter number from an IPv4 address by the words around it. */
final class VersionJudge {
    private static final int REACH = 80;
    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;
    private final VersionWords words;

    VersionJudge(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
        this.words = new VersionWords(scan);
    }

    boolean isVersion(int from, int to, long quad) {
        boolean small = isSmall(quad);
        switch (scan.at(from - 1)) {
            case '/' -> {
                return isNamed(from - 1, small);
            }
            case '\\' -> {
                return !scan.isShare(from);
            }
            case '^', '~', '\u00A7' -> {
                return true;
            }
            case '=' -> {
                if (scan.at(from - 2) == '=' && (small || quad >> 24 <= 30) && !isAddressKey(from - 2) || small && words.isLibrary(from - 1)) {
                    return true;
                }
                if (scan.at(from - 2) == '>' || scan.at(from - 2) == '<' || scan.at(from - 2) == '~') {
                    return true;
                }
            }
            default -> {
                // words decide
            }
        }
        Kind column = scan.columns.header(from).or(() -> scan.columns.heading(from, to).map(whole -> whole.substring(whole.lastIndexOf(' ') + 1)))
                .map(words::kind).orElse(Kind.OTHER);
        if (column == Kind.VERSION || column == Kind.ADDRESS) {
            return column == Kind.VERSION;
        }
        if (scan.at(from - 1) == ' ' && (scan.at(from - 2) == '\u00A7' || words.isCountryCode(from - 1))) {
            return true;
        }
        if (small && isBesideProduct(from)) {
            return true;
        }
        Kind before = before(from, to, quad);
        // nobody calls 2.0.0.0, and products do
        boolean round = (quad & 0xFFFFFF) == 0 && quad != 0 && quad >> 24 < 10;
        return before == Kind.VERSION || before == Kind.OTHER && (round || small && words.isVersionBehind(to));
    }

    /** In a table of commas or semicolons, the cell before it holds the name of a product and nothing else: {@code "FortiOS","7.2.0.1"}. */
    private boolean isBesideProduct(int from) {
        int mark = back(from);
        if (scan.at(mark) != ',' && scan.at(mark) != ';') {
            return false;
        }
        int end = back(mark) + 1;
        int start = end;
        while (start > 0 && end - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == ' ')) {
            start--;
        }
        String cell = new String(t, start, end - start).strip().toLowerCase(Locale.ROOT);
        char border = scan.at(back(start));
        boolean alone = border == 0 || border == '\n' || border == ',' || border == ';';
        return alone && (rules.has(Topic.PRODUCT_NAMES, cell) || rules.has(Topic.PRODUCT_NAMES, cell.substring(cell.lastIndexOf(' ') + 1)));
    }

    /** The place of the next character to the left that is neither a blank nor a quote. */
    private int back(int from) {
        int i = from - 1;
        while (from - i < 4 && (scan.at(i) == ' ' || scan.at(i) == '"' || scan.at(i) == '\r')) {
            i--;
        }
        return i;
    }

    /** The key of a filter: {@code ip.addr==8.8.4.4}, but not {@code package==8.1.0.22}. */
    private boolean isAddressKey(int end) {
        int start = scan.runStart(end, 40, Chars.WORD);
        return words.kind(start, end, scan.lowerCase(start, end)) == Kind.ADDRESS;
    }

    /** Large numbers throughout, as no product counts. */
    private static boolean isLarge(long quad) {
        int hundreds = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            hundreds += (quad >> shift & 255) > 99 ? 1 : 0;
        }
        return quad >> 24 > 30 && hundreds >= 2;
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
        String name = scan.lowerCase(start, slash);
        boolean host = name.indexOf('.') > 0 && (Chars.isDigit(t[slash - 1]) || HostNames.endsInTopLevel(name));
        return !rules.has(Topic.ADDRESS_WORDS, name) && !host;
    }

    /** What the words before the number say; {@link Kind#OTHER} when they say nothing. */
    private Kind before(int from, int to, long quad) {
        boolean small = isSmall(quad);
        boolean large = isLarge(quad);
        boolean tens = quad >> 24 == 10;
        int end = from;
        int distance = 1;
        boolean sure = true;
        boolean named = true;
        String behind = null;
        String content = null;
        int columns = 0;
        // a table set with blanks: two numbers of several digits in the middle are seldom a version's
        boolean roomy = (quad >> 16 & 255) > 9 && (quad >> 8 & 255) > 9;
        while (distance <= 4) {
            int word = wordEnd(end, from);
            if (word < 0) {
                return Kind.OTHER;
            }
            columns += columns(word, end, roomy);
            if (columns > 1) {
                return Kind.OTHER;
            }
            if (word == scan.lastVersionEnd && distance == 1 && from - word < 16 && (small || columns == 0)) {
                return Kind.VERSION;
            }
            int start = word;
            while (start > 0 && word - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == '+' || t[start - 1] == '&')) {
                start--;
            }
            String name = scan.lowerCase(start, word);
            if (behind != null && words.isPair(name + " " + behind) || content != null && words.isPair(name + " " + content)) {
                return Kind.VERSION;
            }
            Kind kind = words.kind(start, word, name);
            if (rules.has(Topic.JOINING_WORDS, name)) {
                return scan.lastVersionEnd >= 0 && wordEnd(start, from) == scan.lastVersionEnd ? Kind.VERSION : Kind.OTHER;
            }
            if (kind == Kind.ADDRESS) {
                return isPartOfName(start, from, name, small, tens) ? Kind.VERSION : Kind.ADDRESS;
            }
            if (kind == Kind.VERSION) {
                return sure && columns == 0 && (!large || VersionWords.isCertain(name)) || small ? Kind.VERSION : Kind.OTHER;
            }
            if (kind == Kind.NAME) {
                boolean line = t[word] == ':' && (!small || !Chars.isUpper(t[start]) && scan.at(to) == ' ');
                // "nginx: 93.115.28.40 GET" is the line of a log, not a version
                return distance == 1 && !large && !line && columns == 0 || small && named && (t[word] == ' ' || columns > 0) ? Kind.VERSION : Kind.OTHER;
            }
            if (kind == Kind.OTHER) {
                boolean mixed = distance == 2 && named && words.isMixed(start, word);
                if (small && (mixed || distance == 1 && isProductLike(start, word, from, tens))) {
                    return Kind.VERSION;
                }
                content = name;
                named &= word - start <= 6 && (Chars.isUpper(t[start]) || Chars.isDigit(t[start]));
                sure = false;
                distance++;
                if (!small) {
                    return Kind.OTHER;
                }
            }
            behind = name;
            end = start;
        }
        return Kind.OTHER;
    }

    /** Borders of columns between the two places; what a product's name says holds in its own column and, for a number like a version's, in the next. */
    private int columns(int from, int to, boolean blanks) {
        int columns = 0;
        for (int i = from; i < to; i++) {
            boolean wide = blanks && t[i] == ' ' && i - 2 >= from && t[i - 1] == ' ' && t[i - 2] == ' ' && (i - 3 < from || t[i - 3] != ' ');
            columns += wide || t[i] == '|' || t[i] == '\t' && t[i - 1] != ':' && t[i - 1] != '=' && t[i - 1] != '\t' ? 1 : 0;
        }
        return columns;
    }

    /** An address word that belongs to the name of a product: SQL Server 15.0.2.1, OpenVPN Connect 3.4.2.1. */
    private boolean isPartOfName(int start, int from, String name, boolean small, boolean tens) {
        int word = wordEnd(start, from);
        if (word < 0) {
            return false;
        }
        int begin = word;
        while (begin > 0 && word - begin < 40 && (Chars.of(t[begin - 1]) & Chars.WORD) != 0) {
            begin--;
        }
        String earlier = scan.lowerCase(begin, word);
        boolean product = rules.has(Topic.PRODUCT_NAMES, earlier) || words.isMixed(begin, word);
        String pair = earlier + " " + name;
        boolean known = rules.has(Topic.PRODUCT_NAMES, pair) && small && (!tens || Chars.isUpper(t[start]));
        return known || rules.has(Topic.VERSION_WORDS, pair) || small && !tens && Chars.isUpper(t[start]) && product;
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
        int start = scan.runStart(dot, 8, Chars.ALNUM);
        String word = scan.lowerCase(start, dot);
        return words.known(word) != Kind.OTHER || word.equals("v");
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
        if (words.isMixed(start, end)) {
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
}
