package io.github.iocenrichment.indicator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the label right before a value. Both expressions are tied to the value's beginning, which a search from the left would reach from every letter; so
 * the characters before the value are looked at first, and only the stretch that can be a label is searched.
 */
final class LabelBefore {
    private static final int REACH = 100;
    private static final Pattern LABEL = Pattern.compile("([A-Za-z][A-Za-z0-9 _.-]{0,60})[\"'`*\\]]{0,3}\\s{0,12}(?:\\(([A-Za-z0-9"
            + " -]{0,20})\\)\\s{0,3})?(?:[:=>]{1,2}|\\b(?:is|was))\\s{0,12}[\\[\"'`<(*\\\\]{0,3}(?:0x|W/\")?$");
    private static final Pattern ARROW = Pattern.compile("[\u2190-\u21FF](?=[\\s\"'`]{0,4}$)");
    private static final Pattern WORD = Pattern.compile("([A-Za-z][A-Za-z0-9 _.-]{0,60}?)[\"'`*]{0,3}(?:[ \\t]{1,8}[\"'`\\[<(]{0,2}|[\\[<(][\"'`]?)$");

    private LabelBefore() {
    }

    /**
     * A label, with what stands in brackets behind it after a bar, that a colon, an equals sign, a tag, {@code is} or {@code was}
     * ends: {@code "ja3s_hash": "}, {@code <imphash>}, {@code NTLM     : }.
     */
    static Optional<String> marked(String written) {
        String line = endsInArrow(written) ? ARROW.matcher(written).replaceFirst(":") : written;
        int mark = line.length() - 1;
        while (mark >= 0 && (isOpening(line.charAt(mark)) || isBlank(line.charAt(mark)))) {
            mark--;
        }
        boolean verb = mark > 0 && line.charAt(mark) == 's' && (line.charAt(mark - 1) == 'i' || line.charAt(mark - 1) == 'a');
        boolean marked = mark >= 0 && (isMark(line.charAt(mark)) || verb);
        return marked ? find(LABEL, line, beginning(line, verb ? mark - (line.charAt(mark - 1) == 'i' ? 2 : 3) : mark)) : Optional.empty();
    }

    /** Where the label begins at the earliest that ends with a mark, or right before a verb: behind the last character that stands in no label. */
    private static int beginning(String line, int last) {
        int first = Math.max(0, line.length() - REACH);
        int i = last;
        while (i >= first && (isMark(line.charAt(i)) || isBlank(line.charAt(i)) || isQuote(line.charAt(i)) || "*])".indexOf(line.charAt(i)) >= 0)) {
            int addition = line.charAt(i) == ')' ? line.lastIndexOf('(', i) : i;
            if (addition < 0) {
                break;
            }
            i = addition - 1;
        }
        while (i >= first && (line.charAt(i) == ' ' || (Chars.of(line.charAt(i)) & Chars.WORD) != 0 && line.charAt(i) < 128)) {
            i--;
        }
        return Math.max(first, i + 1);
    }

    private static boolean endsInArrow(String line) {
        for (int i = line.length() - 1; i >= Math.max(0, line.length() - 5); i--) {
            if (line.charAt(i) >= '\u2190' && line.charAt(i) <= '\u21FF') {
                return true;
            }
        }
        return false;
    }

    /** A label with a blank behind it. */
    static Optional<String> spaced(String line) {
        int blank = line.length() - 1;
        while (blank >= 0 && (isQuote(line.charAt(blank)) || isBracket(line.charAt(blank)) || line.charAt(blank) == '\r' || line.charAt(blank) > 127)) {
            blank--;
        }
        boolean bracket = blank + 1 < line.length() && isBracket(line.charAt(blank + 1));
        boolean spaced = blank >= 0 && (bracket || line.charAt(blank) == ' ' || line.charAt(blank) == '\t');
        if (!spaced) {
            return Optional.empty();
        }
        int from = blank;
        int first = Math.max(0, line.length() - REACH);
        while (from > first && isOfLabel(line.charAt(from - 1))) {
            from--;
        }
        return find(WORD, line, Math.max(first, from));
    }

    private static Optional<String> find(Pattern pattern, String line, int from) {
        Matcher label = pattern.matcher(line.substring(from));
        if (!label.find()) {
            return Optional.empty();
        }
        boolean added = label.groupCount() > 1 && label.group(2) != null && !label.group(2).isBlank();
        return Optional.of(added ? label.group(1) + "|" + label.group(2) : label.group(1));
    }

    /** What may stand in a label, behind it and around its addition in brackets. */
    private static boolean isOfLabel(char c) {
        return (Chars.of(c) & Chars.WORD) != 0 && c < 128 || isBlank(c) || isMark(c) || isQuote(c) || isBracket(c) || c == ']' || c == ')' || c == '*'
                || c == '\\';
    }

    /** What may open a value: {@code ["0x}, {@code W/"}. */
    private static boolean isOpening(char c) {
        return isQuote(c) || isBracket(c) || c == '*' || c == '\\' || c == '0' || c == 'x' || c == 'W' || c == '/';
    }

    private static boolean isBracket(char c) {
        return c == '[' || c == '(' || c == '<';
    }

    private static boolean isMark(char c) {
        return c == ':' || c == '=' || c == '>';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** White space, and what an expression may take for the end of a line. */
    private static boolean isBlank(char c) {
        return c <= ' ' || c > 127;
    }
}
