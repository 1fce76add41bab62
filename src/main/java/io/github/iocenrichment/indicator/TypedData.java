package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the data around a name calls it, whatever its ending and its words look like: a domain or a file. It says so by the heading of a column or a list, by
 * the key or the type of a value, by a cell beside it, by a port or a path behind it. Looks at a bounded stretch of the text.
 */
final class TypedData {
    enum Called { DOMAIN, FILE, NOTHING }

    private static final int REACH = 250;
    private static final int LONGEST_CELL = 40;
    private static final int BLOCK = 64;
    /** Ports below 1024 that a name is written with; any other number there is that of a line. */
    private static final Set<Integer> PORTS = Set.of(20, 21, 22, 23, 25, 53, 80, 81, 82, 88, 110, 135, 139, 143, 389, 443,
            444, 445, 465, 514, 587, 636, 853, 989,
            990, 993, 995);
    private static final Set<String> ROW_TYPES = Set.of("domain", "domains", "hostname", "domain-name", "domain name", "domain_name", "domainname",
            "fqdn", "host name", "host-name", "network.domain", "c2 domain", "c2-domain", "malicious domain", "dns");
    /** Parts of keys that say nothing of the kind of their value. */
    private static final Set<String> NEUTRAL = Set.of("name", "names", "value", "values", "question", "questions", "observable",
            "indicator", "data", "text");
    private static final Pattern TYPE = Pattern.compile("(?:^|[^a-z0-9])(?:[a-z]{1,20}[_ -]?)?(?:type|kind|itype)"
            + "[\"'\\\\]{0,2}\\s{0,4}[:=]\\s{0,4}[\"'\\\\]{0,2}([a-z0-9_.| -]{1,40})");
    private static final Pattern WORDS = Pattern.compile("[^a-z0-9&\u00C0-\u024F]+");

    private final Scan scan;
    private final char[] t;
    private final ListHeading lists;
    private BitSet types;

    TypedData(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
        this.lists = new ListHeading(scan, this);
    }

    /**
     * What the data calls a name.
     *
     * @param from   where it begins
     * @param to     where it ends
     * @param behind where its port, if any, ends
     */
    Called of(String name, int from, int to, int behind) {
        boolean share = scan.at(from - 1) == '\\' && scan.at(to) == '\\' && scan.isShare(from);
        if (share || hasPort(name, to, behind) || hasPath(name, from, behind)) {
            return Called.DOMAIN;
        }
        Called called = byTag(from);
        called = called == Called.NOTHING ? byKey(from) : called;
        called = called == Called.NOTHING ? byType(from, to) : called;
        called = called == Called.NOTHING ? scan.columns.heading(from, to).map(this::heading).orElse(Called.NOTHING) : called;
        called = called == Called.NOTHING ? byCell(from, to) : called;
        return called == Called.NOTHING ? lists.of(from) : called;
    }

    /** What a heading, a key or a type says of what is below or behind it. */
    Called heading(String words) {
        boolean host = false;
        for (String word : WORDS.split(words.toLowerCase(Locale.ROOT))) {
            if (scan.rules.has(Topic.FILE_HEADINGS, word)) {
                return Called.FILE;
            }
            host |= scan.rules.has(Topic.HOST_HEADINGS, word);
        }
        return host ? Called.DOMAIN : Called.NOTHING;
    }

    private boolean hasPort(String name, int to, int behind) {
        if (scan.at(to) != ':' || behind <= to + 1 || behind - to > 6) {
            return false;
        }
        int port = Integer.parseInt(new String(t, to + 1, behind - to - 1));
        boolean line = scan.at(behind) == ':' && Chars.isDigit(scan.at(behind + 1));
        boolean source = scan.rules.has(Topic.FILE_HEADS, name.substring(0, name.indexOf('.')));
        return !line && port < 65_536 && (port >= 1024 && !source || PORTS.contains(port));
    }

    /** {@code notes.pl/a}, but not {@code notes.pl/main.rs} and {@code scan.zip/a.exe}, which name files, nor a name within a path. */
    private boolean hasPath(String name, int from, int behind) {
        if (scan.at(behind) != '/' || !Chars.isAlnum(scan.at(behind + 1)) || scan.at(from - 1) == '/' || scan.at(from - 1) == '\\') {
            return false;
        }
        int end = behind + 1;
        int dot = -1;
        while (end < scan.n && end - behind < 60 && (Chars.of(t[end]) & Chars.WORD) != 0) {
            dot = t[end] == '.' && end + 1 < scan.n && Chars.isAlnum(t[end + 1]) ? end : dot;
            end++;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        boolean archive = ending.equals("zip") || ending.equals("cab");
        String inner = dot < 0 ? "" : new String(t, dot + 1, end - dot - 1).toLowerCase(Locale.ROOT);
        boolean files = scan.rules.has(Topic.FILE_EXTENSIONS, inner) && scan.at(end) != '/';
        return !archive && !files && scan.at(end) != '=';
    }

    /** The element around it: {@code <domain>notes.pl</domain>}. */
    private Called byTag(int from) {
        int close = from - 1;
        while (from - close < 4 && (scan.at(close) == ' ' || scan.at(close) == '\n')) {
            close--;
        }
        if (scan.at(close) != '>') {
            return Called.NOTHING;
        }
        int open = close;
        while (open > 0 && close - open < 120 && t[open] != '<' && t[open] != '\n') {
            open--;
        }
        if (t[open] != '<' || scan.at(open + 1) == '/') {
            return Called.NOTHING;
        }
        int end = open + 1;
        while (end < close && (Chars.of(t[end]) & Chars.WORD) != 0 || t[end] == ':') {
            end++;
        }
        return heading(apart(new String(t, open + 1, end - open - 1)));
    }

    /** The key right before it, in quotes or not: {@code "query": "notes.pl"}, {@code sni: notes.pl}, {@code "question": {"name": "notes.pl"}}. */
    private Called byKey(int from) {
        int place = from;
        for (int levels = 0; levels < 3; levels++) {
            int colon = back(place, "\"' \\[(\n{");
            if (levels == 0 && (scan.at(colon) | 32) == 'n' && (scan.at(colon - 1) | 32) == 'i' && scan.at(colon - 2) == ' ') {
                // a STIX pattern: domain-name:value IN ('notes.pl')
                return stixPath(back(colon - 1, " ") + 1);
            }
            if (scan.at(colon) != ':' && scan.at(colon) != '=') {
                return Called.NOTHING;
            }
            int end = back(colon, "\"' \\") + 1;
            int start = end;
            while (start > 0 && end - start < 40 && (Chars.of(t[start - 1]) & Chars.WORD) != 0) {
                start--;
            }
            String key = new String(t, start, end - start);
            if (scan.at(start - 1) == ':') {
                return stixPath(end);
            }
            if (!NEUTRAL.contains(key.toLowerCase(Locale.ROOT))) {
                return key.isEmpty() ? Called.NOTHING : lastWord(key);
            }
            if (scan.at(back(start, "\"' \\\n")) != '{') {
                return Called.NOTHING;
            }
            place = start;
        }
        return Called.NOTHING;
    }

    private Called stixPath(int end) {
        int start = end;
        while (start > 0 && end - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == ':')) {
            start--;
        }
        return new String(t, start, end - start).toLowerCase(Locale.ROOT).startsWith("domain-name:") ? Called.DOMAIN : Called.NOTHING;
    }

    /** The place of the nearest character to the left that is none of these. */
    private int back(int from, String skipped) {
        int i = from - 1;
        while (i >= 0 && from - i < 16 && skipped.indexOf(t[i]) >= 0) {
            i--;
        }
        return i;
    }

    /** The last word of a key decides, {@code name} and {@code value} aside: {@code dns.question.name}, {@code file_name}, {@code destHost}. */
    private Called lastWord(String key) {
        String[] words = WORDS.split(apart(key).toLowerCase(Locale.ROOT));
        int last = words.length - 1;
        while (last > 0 && NEUTRAL.contains(words[last])) {
            last--;
        }
        return last < 0 ? Called.NOTHING : heading(words[last]);
    }

    /** With blanks before capitals: {@code destHost}. */
    private static String apart(String key) {
        StringBuilder apart = new StringBuilder(key.length() + 4);
        for (int i = 0; i < key.length(); i++) {
            boolean hump = i > 0 && Chars.isUpper(key.charAt(i)) && !Chars.isUpper(key.charAt(i - 1));
            apart.append(hump ? " " : "").append(key.charAt(i));
        }
        return apart.toString();
    }

    /** The type that the same object or element states: {@code "type": "domain", "value": "notes.pl"}. */
    private Called byType(int from, int to) {
        int value = from - 1;
        while (from - value < 4 && (scan.at(value) == '"' || scan.at(value) == '\'' || scan.at(value) == ' ' || scan.at(value) == '\\')) {
            value--;
        }
        boolean isValue = value < from - 1 && scan.at(from - 1) != ' ' || ":=>\n".indexOf(scan.at(value)) >= 0;
        if (!isValue || !isTypeNear(from, to)) {
            return Called.NOTHING;
        }
        int start = from;
        while (start > 0 && from - start < REACH && !isBorder(start - 1)) {
            start--;
        }
        scan.steps += from - start;
        Called before = last(new String(t, start, from - start));
        if (before != Called.NOTHING) {
            return before;
        }
        int end = to;
        while (end < scan.n && end - to < REACH && !isBorder(end)) {
            end++;
        }
        scan.steps += end - to;
        Matcher behind = TYPE.matcher(new String(t, to, end - to).toLowerCase(Locale.ROOT));
        return behind.find() ? type(behind.group(1)) : Called.NOTHING;
    }

    /** Whether a word for a type stands in reach; where such words stand is looked up once for the text. */
    private boolean isTypeNear(int from, int to) {
        if (types == null) {
            types = new BitSet();
            for (int i = 0; i + 3 < scan.n; i++) {
                boolean type = (t[i] | 32) == 't' && (t[i + 1] | 32) == 'y' && (t[i + 2] | 32) == 'p' && (t[i + 3] | 32) == 'e';
                boolean kind = (t[i] | 32) == 'k' && (t[i + 1] | 32) == 'i' && (t[i + 2] | 32) == 'n' && (t[i + 3] | 32) == 'd';
                if (type || kind) {
                    types.set(i / BLOCK);
                }
            }
            scan.steps += scan.n;
        }
        int next = types.nextSetBit(Math.max(0, from - REACH) / BLOCK);
        return next >= 0 && next <= (to + REACH) / BLOCK;
    }

    /** Between two objects: braces, blank lines, the dash of a list, a closing tag. */
    private boolean isBorder(int i) {
        char c = t[i];
        return c == '{' || c == '}' || c == '\n' && (scan.at(i - 1) == '\n' || scan.at(i + 1) == '-') || c == '<' && scan.at(i + 1) == '/';
    }

    private Called last(String before) {
        Matcher types = TYPE.matcher(before.toLowerCase(Locale.ROOT));
        Called last = Called.NOTHING;
        while (types.find()) {
            last = type(types.group(1));
        }
        return last;
    }

    private Called type(String written) {
        for (String part : written.split("\\|")) {
            String type = part.strip();
            if (ROW_TYPES.contains(type) || type.equals("host") || type.startsWith("domain") || type.startsWith("hostname")) {
                return Called.DOMAIN;
            }
            if (type.startsWith("file") || type.equals("attachment")) {
                return Called.FILE;
            }
        }
        return Called.NOTHING;
    }

    /** A cell beside it that names the type: {@code notes.pl,domain}. */
    private Called byCell(int from, int to) {
        char mark = mark(from, to);
        if (mark == 0) {
            return Called.NOTHING;
        }
        int left = from;
        for (int cells = 0; cells < 2; cells++) {
            int close = cells == 0 ? borderBefore(left, mark) : left - 1;
            if (close < 0 || t[close] != mark) {
                break;
            }
            left = borderBefore(close, mark) + 1;
            if (isRowType(left, close)) {
                return Called.DOMAIN;
            }
        }
        int right = borderBehind(to, mark);
        for (int cells = 0; cells < 2 && right < scan.n && t[right] == mark; cells++) {
            int open = right + 1;
            right = borderBehind(open, mark);
            if (isRowType(open, right)) {
                return Called.DOMAIN;
            }
        }
        return Called.NOTHING;
    }

    private int borderBefore(int from, char mark) {
        int i = from - 1;
        while (i >= 0 && from - i < LONGEST_CELL && t[i] != mark && t[i] != '\n') {
            i--;
        }
        scan.steps += from - i;
        return i;
    }

    private int borderBehind(int from, char mark) {
        int i = from;
        while (i < scan.n && i - from < LONGEST_CELL && t[i] != mark && t[i] != '\n') {
            i++;
        }
        scan.steps += i - from;
        return i;
    }

    private boolean isRowType(int from, int to) {
        boolean fits = to > from && to - from < 30;
        return fits && ROW_TYPES.contains(new String(t, from, to - from).replace('"', ' ').replace('`', ' ').strip().toLowerCase(Locale.ROOT));
    }

    private char mark(int from, int to) {
        int before = from - 1;
        while (from - before < 4 && (scan.at(before) == ' ' || scan.at(before) == '"' || scan.at(before) == '`')) {
            before--;
        }
        int behind = to;
        while (behind - to < 4 && (scan.at(behind) == ' ' || scan.at(behind) == '"' || scan.at(behind) == '`')) {
            behind++;
        }
        char mark = TableColumns.isMark(scan.at(before)) ? scan.at(before) : scan.at(behind);
        return TableColumns.isMark(mark) ? mark : 0;
    }
}
