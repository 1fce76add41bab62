package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the data around a name calls it, whatever its ending and its words look like: a domain or a file. It says so by the heading of a column or a list, by
 * the key or the type of a value, by a cell beside it, by a port or a path behind it. Looks at a bounded stretch of the text.
 */
final class TypedData {
    enum Called { DOMAIN, FILE, NOTHING }
    /** Ports below 1024 that a name is written with; any other number there is that of a line. */
    private static final Set<Integer> PORTS = Set.of(20, 21, 22, 23, 25, 53, 80, 81, 82, 88, 110, 135, 139, 143, 389, 443,
            444, 445, 465, 514, 587, 636, 853, 989,
            990, 993, 995);
    /** Parts of keys that say nothing of the kind of their value. */
    private static final Set<String> NEUTRAL = Set.of("name", "names", "value", "values", "question", "questions", "observable",
            "indicator", "data", "text");
    private static final Pattern WORDS = Pattern.compile("[^a-z0-9&\u00C0-\u024F]+");

    private final Scan scan;
    private final char[] t;
    private final ListHeading lists;
    private final StatedType stated;
    private final NeighbourCells cells;
    private final HostNotations notations;
    private final FieldsDirective fields;

    TypedData(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
        this.lists = new ListHeading(scan, this);
        this.stated = new StatedType(scan);
        this.cells = new NeighbourCells(scan);
        this.notations = new HostNotations(scan);
        this.fields = new FieldsDirective(scan);
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
        if (share || hasPort(name, to, behind) || hasPath(name, from, behind) || notations.hold(from, to)) {
            return Called.DOMAIN;
        }
        Called called = byTag(from);
        called = called == Called.NOTHING ? byKey(from) : called;
        called = called == Called.NOTHING ? stated.of(from, to) : called;
        called = called == Called.NOTHING ? scan.columns.heading(from, to).map(this::heading).orElse(Called.NOTHING) : called;
        called = called == Called.NOTHING ? fields.heading(from).map(this::heading).orElse(Called.NOTHING) : called;
        called = called == Called.NOTHING ? cells.of(from, to) : called;
        return called == Called.NOTHING ? lists.of(from) : called;
    }

    /** What a heading, a key or a type says of what is below or behind it. */
    Called heading(String words) {
        boolean host = false;
        for (String word : WORDS.split(apart(words).toLowerCase(Locale.ROOT))) {
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
        boolean source = scan.rules.has(Topic.FILE_HEADS, name.substring(0, name.indexOf('.')));
        return !archive && !files && !source && scan.at(end) != '=';
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
        return heading(new String(t, open + 1, end - open - 1));
    }

    /** The key right before it, in quotes or not: {@code "query": "notes.pl"}, {@code sni: notes.pl}, {@code "question": {"name": "notes.pl"}}. */
    private Called byKey(int from) {
        int place = from;
        for (int levels = 0; levels < 3; levels++) {
            int colon = back(place, "\"' \\[(\n{<");
            if (levels == 0 && (scan.at(colon) | 32) == 'n' && (scan.at(colon - 1) | 32) == 'i' && scan.at(colon - 2) == ' ') {
                // a STIX pattern: domain-name:value IN ('notes.pl')
                return inList(back(colon - 1, " ") + 1);
            }
            if (scan.at(colon) != ':' && scan.at(colon) != '=') {
                return Called.NOTHING;
            }
            int end = back(colon, "\"' \\") + 1;
            int start = scan.runStart(end, 40, Chars.WORD);
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

    /** The field before {@code in}: {@code domain-name:value}, {@code DomainName}. */
    private Called inList(int end) {
        int start = scan.runStart(end, 40, Chars.WORD);
        return scan.at(start - 1) == ':' ? stixPath(end) : lastWord(new String(t, start, end - start));
    }

    private Called stixPath(int end) {
        int start = end;
        while (start > 0 && end - start < 40 && ((Chars.of(t[start - 1]) & Chars.WORD) != 0 || t[start - 1] == ':')) {
            start--;
        }
        return scan.lowerCase(start, end).startsWith("domain-name:") ? Called.DOMAIN : Called.NOTHING;
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
        if (scan.rules.has(Topic.HOST_HEADINGS, key.toLowerCase(Locale.ROOT))) {
            return Called.DOMAIN;
        }
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
}
