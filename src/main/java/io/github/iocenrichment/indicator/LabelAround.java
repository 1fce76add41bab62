package io.github.iocenrichment.indicator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the data around a value calls it where its own key says nothing: the type or the name beside it in its object, element or entry, or the key around it,
 * as in {@code {"type": "imphash", "value": "…"}} and {@code "ja3": {"hash": "…"}}. Looks at a bounded stretch of the text.
 */
final class LabelAround {
    private static final int REACH = 250;
    private static final int LEVELS = 3;
    /** Keys that say nothing of the kind of their value. */
    private static final Set<String> NEUTRAL = Set.of("value", "val", "hash", "hashvalue", "digest", "data", "text", "content", "indicator", "observable",
            "ioc", "pattern", "id");
    private static final Set<String> HASHES = Set.of("hash", "hashvalue", "digest");
    private static final String WORD = "[\"'\\\\]{0,2}\\s{0,4}[:=]\\s{0,4}[\"'\\\\]{0,2}([A-Za-z][A-Za-z0-9_.| -]{1,40})";
    private static final String ATTRIBUTE = "(?i)(?:type|kind|algorithm|algo)" + WORD;
    private static final Pattern TYPE = Pattern.compile(ATTRIBUTE);
    private static final Pattern TYPE_OR_NAME = Pattern.compile(ATTRIBUTE + "|(?<![a-z0-9_-])(?:name|key|header|field|label)" + WORD);
    private static final String ELEMENT = "<(?:[a-z:]{1,20}[_-]?)?(?:type|kind|algorithm|name|key)\\b[^<>]{0,60}>\\s{0,8}([^<>]{1,40}?)\\s{0,8}</[^<>]{1,40}>";
    private static final String OTHERS = "\\s{0,40}(?:<[a-z:_-]{1,40}[^<>]{0,60}>[^<>]{0,80}</[^<>]{1,40}>\\s{0,40}){0,3}";
    private static final Pattern ELEMENT_BEFORE = Pattern.compile("(?i)" + ELEMENT + OTHERS + "$");
    private static final Pattern ELEMENT_BEHIND = Pattern.compile("(?i)^\\s{0,8}</[^<>]{1,40}>" + OTHERS + ELEMENT);

    private final Scan scan;
    private final char[] t;

    LabelAround(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /**
     * The first of what may name a value that is known, the nearest before the farther.
     *
     * @param key   its own key
     * @param from  where it begins
     * @param to    where it ends
     * @param known what a name says; empty when nothing
     */
    <T> Optional<T> of(String key, int from, int to, Function<String, Optional<T>> known) {
        String own = key.strip();
        int blank = own.lastIndexOf(' ');
        String last = own.substring(Math.max(blank, own.lastIndexOf('_')) + 1).toLowerCase(Locale.ROOT);
        if (!NEUTRAL.contains(last)) {
            return Optional.empty();
        }
        int border = from;
        while (border > 0 && from - border < REACH && !isBorder(border - 1)) {
            border--;
        }
        int end = to;
        while (end < scan.n && end - to < REACH && !isBorder(end)) {
            end++;
        }
        scan.steps += end - border;
        int start = border;
        int behind = end;
        Pattern beside = HASHES.contains(last) ? TYPE : TYPE_OR_NAME;
        Stream<Supplier<Optional<String>>> names = Stream.of(
                () -> blank > 0 ? Optional.of(own.substring(0, blank)) : Optional.empty(),
                () -> last(beside, stretch(start, from)),
                () -> first(beside, stretch(to, behind)),
                () -> element(from, to));
        return Stream.concat(names, around(start - 1, last.equals("id") ? " id" : ""))
                .flatMap(name -> name.get().stream()).flatMap(name -> known.apply(name).stream()).findFirst()
                .or(() -> section(from).flatMap(known));
    }

    /** The keys of the objects around, from the inside. */
    private Stream<Supplier<Optional<String>>> around(int border, String addition) {
        return Stream.iterate(border, open -> scan.at(open) == '{', this::enclosing).limit(LEVELS)
                .map(open -> () -> keyOf(open).map(name -> name + addition));
    }

    /** What an element beside the one that holds this value says: {@code <type>imphash</type><value>…</value>}. */
    Optional<String> element(int from, int to) {
        int close = from - 1;
        while (from - close < 10 && close >= 0 && t[close] <= ' ') {
            close--;
        }
        if (scan.at(close) != '>') {
            return Optional.empty();
        }
        int open = close;
        while (open > 0 && close - open < REACH && t[open] != '<') {
            open--;
        }
        scan.steps += REACH;
        Optional<String> before = first(ELEMENT_BEFORE, stretch(Math.max(0, open - REACH), open));
        return before.isPresent() ? before : first(ELEMENT_BEHIND, stretch(to, Math.min(scan.n, to + REACH)));
    }

    /** Between two objects, elements or entries. */
    private boolean isBorder(int i) {
        char c = t[i];
        return c == '{' || c == '}' || c == '<' || c == '>' || c == '\n' && (scan.at(i - 1) == '\n' || scan.at(i + 1) == '\n' || opensEntry(i + 1));
    }

    private boolean opensEntry(int line) {
        int i = line;
        while (i - line < 12 && scan.at(i) == ' ') {
            i++;
        }
        return scan.at(i) == '-' && scan.at(i + 1) == ' ';
    }

    /** The key whose value opens here: {@code "ja3": {}. */
    private Optional<String> keyOf(int open) {
        int colon = back(open - 1, " \n\r\t");
        if (scan.at(colon) != ':' && scan.at(colon) != '=') {
            return Optional.empty();
        }
        return word(back(colon - 1, "\"' \\") + 1);
    }

    /** The section above an indented key: {@code ja3:}, and below it {@code   hash: …}. */
    private Optional<String> section(int from) {
        int line = scan.lineStart(from, REACH);
        int indent = indent(line);
        int start = line;
        while (indent > 0 && start > 0 && from - start < REACH) {
            int above = scan.lineStart(start - 1, REACH);
            int end = back(start - 1, "\n\r ");
            if (indent(above) < indent && end > above) {
                return scan.at(end) == ':' ? word(back(end - 1, "\"' ") + 1) : Optional.empty();
            }
            start = above;
        }
        return Optional.empty();
    }

    private int enclosing(int open) {
        int depth = 1;
        int i = open - 1;
        while (i > 0 && open - i < REACH) {
            depth += t[i] == '}' ? 1 : t[i] == '{' ? -1 : 0;
            if (depth == 0) {
                break;
            }
            i--;
        }
        scan.steps += open - i;
        return i;
    }

    private Optional<String> word(int end) {
        int start = scan.runStart(end, 40, Chars.WORD);
        return start < end ? Optional.of(new String(t, start, end - start)) : Optional.empty();
    }

    private int back(int from, String skipped) {
        int i = from;
        while (i >= 0 && from - i < 40 && skipped.indexOf(t[i]) >= 0) {
            i--;
        }
        return i;
    }

    private int indent(int line) {
        int i = line;
        while (scan.at(i) == ' ') {
            i++;
        }
        return i - line;
    }

    private String stretch(int from, int to) {
        return new String(t, from, Math.max(0, to - from));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(group(found)) : Optional.empty();
    }

    private static Optional<String> last(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        Optional<String> last = Optional.empty();
        while (found.find()) {
            last = Optional.of(group(found));
        }
        return last;
    }

    private static String group(Matcher found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
