package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Operations on nothing but literals, by which scripts hide a text: {@code -join} and {@code -f} of PowerShell, {@code Replace} in its notations, and a
 * literal written backwards. Each is replaced by the literal that it gives; what would need the value of a variable stays as it is written.
 */
final class LiteralOperations {
    private static final WordSearch SIGNS = new WordSearch("j{vp", List.of("-join", "{0}", "strreverse(", ".reverse()", ".replace", "replace(\"", "-replace",
            "-creplace", "-ireplace", ".split("));
    private static final String SHORT = "[\"']([^\"'\n]{0,40})[\"']";
    private static final Pattern OPERATOR = Pattern.compile("(?<join>-join)\\b|(?<format>-f)(?=[\\s'\"(])|(?<backwards>\\.split\\((?:''|\"\")\\)\\.reverse\\(\\)"
            + "\\.join\\((?:''|\"\")\\))|\\.split\\(" + SHORT + "\\)\\.join\\(" + SHORT + "\\)|\\.replace\\(/([^\\\\.\\[\\](){}*+?^$|/\\s]{1,40})/[gi]{0,2},\\s{0,4}"
            + SHORT + "\\)|(?<method>\\.[\"']?replace(?:all)?[\"']?\\()|(?<expression>-[ci]?replace)\\b|\\b(?<call>replace\\()|\\b(?<reverse>strreverse\\()",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("\\{(\\d{1,3})}");
    /** What means nothing but itself in a regular expression. */
    private static final Pattern PLAIN = Pattern.compile("[^\\\\.\\[\\](){}*+?^$|]{1,40}");
    private static final int LONGEST = 8_000;
    private static final int MOST_LITERALS = 1_000;
    /** How often one literal is worked on: each time takes as long as it is. */
    private static final int MOST_IN_CHAIN = 12;
    private static final int MOST_GROWTH = 4;
    private static final int LEAST_ROOM = 1_000;

    private final String code;
    private final StringBuilder out;
    /** How far the code is copied. */
    private int copied;
    /** Where in the output the last result begins and ends: a further operation may be on it, but on nothing before. */
    private int resultStart;
    private int resultEnd;
    private int chain;
    /** How many characters all results together may still be longer than what they stand for. */
    private int room;

    private LiteralOperations(String code) {
        this.code = code;
        this.out = new StringBuilder(code.length());
        this.room = code.length() + LEAST_ROOM;
    }

    /** The code with what such operations give; where it has one, literals that a plus sign joins are joined first. */
    static String undone(String code) {
        return SIGNS.matches(code) ? new LiteralOperations(ScriptText.joined(code)).run() : code;
    }

    private String run() {
        Matcher operator = OPERATOR.matcher(code);
        int from = 0;
        while (operator.find(from)) {
            out.append(code, copied, operator.start());
            copied = operator.start();
            from = operator.end();
            apply(operator);
            from = Math.max(from, copied);
        }
        return out.append(code, copied, code.length()).toString();
    }

    private void apply(Matcher operator) {
        int end = operator.end();
        if (operator.group("join") != null) {
            join(end);
        } else if (operator.group("format") != null) {
            format(end);
        } else if (operator.group("method") != null || operator.group("expression") != null) {
            replace(end, operator.group("expression") != null);
        } else if (operator.group("call") != null || operator.group("reverse") != null) {
            call(end, operator.group("call") != null);
        } else {
            onOne(operator, end);
        }
    }

    /** Operations that are wholly in the match: a literal written backwards, or one with a short text for another. */
    private void onOne(Matcher operator, int end) {
        Literals before = before(false);
        if (before == null) {
            return;
        }
        if (operator.group("backwards") != null) {
            put(before.start, new StringBuilder(before.values.get(0)).reverse().toString(), end);
        } else {
            int old = operator.group(4) != null ? 4 : 6;
            substitute(before.start, before.values.get(0), List.of(operator.group(old), operator.group(old + 1)), end);
        }
    }

    /** {@code 'a','b' -join ''}, or {@code -join ('a','b')}. */
    private void join(int end) {
        Literals after = after(end, true);
        Literals before = after != null && after.values.size() == 1 ? before(true) : null;
        if (before != null) {
            put(before.start, String.join(after.values.get(0), before.values), after.end);
        } else if (after != null && after.values.size() > 1) {
            put(out.length(), String.join("", after.values), after.end);
        }
    }

    /** {@code '{1}{0}' -f 'b','a'}. */
    private void format(int end) {
        Literals before = before(false);
        Literals after = before == null ? null : after(end, true);
        if (after == null) {
            return;
        }
        Matcher field = FIELD.matcher(before.values.get(0));
        StringBuilder text = new StringBuilder();
        while (field.find()) {
            int index = Integer.parseInt(field.group(1));
            if (index >= after.values.size() || text.length() > LONGEST) {
                return;
            }
            field.appendReplacement(text, Matcher.quoteReplacement(after.values.get(index)));
        }
        put(before.start, field.appendTail(text).toString(), after.end);
    }

    /** {@code 'a#b'.Replace('#','.')} or {@code 'a#b' -replace '#','.'}; the latter is a regular expression. */
    private void replace(int end, boolean expression) {
        Literals before = before(false);
        Literals after = before == null ? null : after(end, false);
        if (after == null || after.values.size() != 2 || expression && !PLAIN.matcher(after.values.get(0)).matches()) {
            return;
        }
        int close = expression ? after.end : closed(after.end);
        if (close > 0) {
            substitute(before.start, before.values.get(0), after.values, close);
        }
    }

    /** {@code Replace("a#b", "#", ".")} or {@code StrReverse("a.b")}. */
    private void call(int end, boolean replace) {
        Literals in = after(end, false);
        int close = in == null || in.values.size() != (replace ? 3 : 1) ? -1 : closed(in.end);
        if (close > 0 && replace) {
            substitute(out.length(), in.values.get(0), in.values.subList(1, 3), close);
        } else if (close > 0) {
            put(out.length(), new StringBuilder(in.values.get(0)).reverse().toString(), close);
        }
    }

    private void substitute(int start, String text, List<String> oldAndNew, int end) {
        String old = oldAndNew.get(0);
        if (!old.isEmpty() && oldAndNew.get(1).length() <= MOST_GROWTH * old.length()) {
            put(start, text.replace(old, oldAndNew.get(1)), end);
        }
    }

    private int closed(int at) {
        int close = blanks(code, at);
        return close < code.length() && code.charAt(close) == ')' ? close + 1 : -1;
    }

    /** Writes a result in place of what is in the output from a place on, and goes on in the code behind the operation. */
    private void put(int start, String value, int end) {
        int growth = value.length() - (out.length() - start) - (end - copied);
        if (growth > room || value.indexOf('"') >= 0) {
            return;
        }
        room -= Math.max(0, growth);
        chain = start < resultEnd ? chain + 1 : 0;
        out.setLength(start);
        resultStart = start;
        out.append('"').append(value).append('"');
        resultEnd = out.length();
        copied = end;
        int open = start - 1;
        if (copied < code.length() && code.charAt(copied) == ')' && open >= 0 && out.charAt(open) == '(' && (open == 0 || !Chars.isAlnum(out.charAt(open - 1)))) {
            // brackets around the whole
            out.deleteCharAt(open);
            copied++;
            resultStart--;
            resultEnd--;
        }
    }

    /**
     * Literals with commas between.
     *
     * @param start where the first begins, with the bracket before it
     * @param end   where the last ends, with the bracket behind it
     */
    private record Literals(List<String> values, int start, int end) {
    }

    /** The literal at the end of the output, or the literals of a list there; null when there is none. */
    private @Nullable Literals before(boolean list) {
        int floor = Math.max(chain < MOST_IN_CHAIN ? resultStart : resultEnd, out.length() - LONGEST);
        int end = blanksBefore(out.length(), floor);
        int brackets = 0;
        while (end > floor && out.charAt(end - 1) == ')') {
            end = blanksBefore(end - 1, floor);
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
            int comma = blanksBefore(open, floor);
            if (!list || comma <= floor || out.charAt(comma - 1) != ',') {
                break;
            }
            end = blanksBefore(comma - 1, floor);
        }
        if (start < 0) {
            return null;
        }
        for (; brackets > 0; brackets--) {
            start = blanksBefore(start, floor) - 1;
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
    private @Nullable Literals after(int from, boolean brackets) {
        int start = blanks(code, from);
        int first = start < code.length() && code.charAt(start) == '@' ? start + 1 : start;
        boolean bracket = brackets && first < code.length() && code.charAt(first) == '(';
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
        int close = bracket ? closed(end) : end;
        return close < 0 ? null : new Literals(values, start, close);
    }

    private int blanksBefore(int end, int floor) {
        int at = end;
        while (at > floor && out.charAt(at - 1) <= ' ') {
            at--;
        }
        return at;
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
