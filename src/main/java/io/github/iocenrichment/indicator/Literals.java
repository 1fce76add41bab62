package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Literals of a script with commas between.
 *
 * @param values what stands in their quotes, each on one line
 * @param start  where the first begins, with the bracket before it
 * @param end    where the last ends, with the bracket behind it
 */
record Literals(List<String> values, int start, int end) {
    /** How far one of them and a list of them are read, in characters. */
    static final int LONGEST = 8_000;
    private static final int MOST_LITERALS = 1_000;

    /** The literal at the end of a text, or the literals of a list there; null when there is none. @param floor before which nothing is looked at */
    static @Nullable Literals before(StringBuilder out, int floor, boolean list) {
        int end = blanksBefore(out, out.length(), floor);
        int brackets = 0;
        while (end > floor && out.charAt(end - 1) == ')') {
            end = blanksBefore(out, end - 1, floor);
            brackets++;
        }
        List<String> values = new ArrayList<>();
        int start = -1;
        while (end > floor && values.size() < MOST_LITERALS) {
            char quote = out.charAt(end - 1);
            int open = quote == '\'' || quote == '"' ? out.lastIndexOf(String.valueOf(quote), end - 2) : -1;
            if (open < floor || out.substring(open, end).indexOf('\n') >= 0) {
                break;
            }
            values.add(0, out.substring(open + 1, end - 1));
            start = open;
            int comma = blanksBefore(out, open, floor);
            if (!list || comma <= floor || out.charAt(comma - 1) != ',') {
                break;
            }
            end = blanksBefore(out, comma - 1, floor);
        }
        if (start < 0) {
            return null;
        }
        for (; brackets > 0; brackets--) {
            start = blanksBefore(out, start, floor) - 1;
            if (start < floor || out.charAt(start) != '(') {
                return null;
            }
        }
        if (start > floor && out.charAt(start) == '(') {
            // the arguments of a function are none of its result
            char name = out.charAt(start - 1);
            start -= name == '@' ? 1 : 0;
            return Chars.isAlnum(name) || name == '_' ? null : new Literals(values, start, end);
        }
        return new Literals(values, start, end);
    }

    /** The literals in the code from a place on, in brackets where that is allowed; null when there is none. */
    static @Nullable Literals after(String code, int from, boolean brackets) {
        int start = blanks(code, from);
        int first = start < code.length() && code.charAt(start) == '@' ? start + 1 : start;
        boolean bracket = brackets && first < code.length() && (code.charAt(first) == '(' || code.charAt(first) == '[');
        char closing = bracket && code.charAt(first) == '[' ? ']' : ')';
        int at = blanks(code, bracket ? first + 1 : start);
        List<String> values = new ArrayList<>();
        int end = -1;
        while (at < code.length() && at - from < LONGEST && values.size() < MOST_LITERALS) {
            char quote = code.charAt(at);
            int close = quote == '\'' || quote == '"' ? code.indexOf(quote, at + 1) : -1;
            if (close < 0 || close - from > LONGEST || code.substring(at, close).indexOf('\n') >= 0) {
                break;
            }
            values.add(code.substring(at + 1, close));
            end = close + 1;
            int comma = blanks(code, end);
            if (comma >= code.length() || code.charAt(comma) != ',') {
                break;
            }
            at = blanks(code, comma + 1);
        }
        if (end < 0) {
            return null;
        }
        int close = bracket ? closed(code, end, closing) : end;
        return close < 0 ? null : new Literals(values, start, close);
    }

    private static int blanksBefore(StringBuilder out, int end, int floor) {
        int at = end;
        while (at > floor && out.charAt(at - 1) <= ' ') {
            at--;
        }
        return at;
    }

    /** Behind the bracket that comes next; -1 when something else does. */
    static int closed(String code, int at, char bracket) {
        int close = blanks(code, at);
        return close < code.length() && code.charAt(close) == bracket ? close + 1 : -1;
    }

    static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
