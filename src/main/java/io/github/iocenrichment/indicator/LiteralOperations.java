package io.github.iocenrichment.indicator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Operations on nothing but literals, by which scripts hide a text: {@code -join} and {@code -f} of PowerShell, {@code Replace} in its notations, and a
 * literal written backwards. Each is replaced by the literal that it gives; what would need the value of a variable stays as it is written.
 */
final class LiteralOperations {
    private static final WordSearch SIGNS = new WordSearch("j{(-", List.of("-join", "{0}", "strreverse(", "strrev(", ".reverse()", "replace(", "replace\"(",
            "replace'(", "-replace", "-creplace", "-ireplace", ".split(", "join(", "implode(", "string.concat("));
    private static final String SHORT = "[\"']([^\"'\n]{0,40})[\"']";
    private static final Pattern OPERATOR = Pattern.compile("(?<join>-join)\\b|(?<format>-f)(?=[\\s'\"(])|(?<backwards>\\.split\\((?:''|\"\")\\)\\.reverse\\(\\)"
            + "\\.join\\((?:''|\"\")\\))|\\.split\\(" + SHORT + "\\)\\.join\\(" + SHORT + "\\)|\\.replace\\(/([^\\\\.\\[\\](){}*+?^$|/\\s]{1,40})/[gi]{0,2},\\s{0,4}"
            + SHORT + "\\)|(?<method>\\.[\"']?replace(?:all)?[\"']?\\()|(?<expression>-[ci]?replace)\\b|\\b(?<call>replace\\()|\\b(?<reverse>str(?:reverse|rev)\\()"
            + "|(?<python>\\.join\\()(?=\\s{0,4}[\\[(])"
            + "|(?<glue>::join\\(|\\bstring\\.(?:join|(?<concat>concat))\\(|\\bimplode\\()|\\b(?<basic>join\\(array\\()",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("\\{(\\d{1,3})}");
    /** What means nothing but itself in a regular expression. */
    private static final Pattern PLAIN = Pattern.compile("[^\\\\.\\[\\](){}*+?^$|]{1,40}");
    /** How often one literal is worked on: each time takes as long as it is. */
    private static final int MOST_IN_CHAIN = 12;
    private static final int MOST_GROWTH = 4;
    private static final int LEAST_GROWTH = 1_000;

    private final String code;
    private final StringBuilder out;
    /** How far the code is copied. */
    private int copied;
    /** Where in the output the last result begins and ends: a further operation may be on it, but on nothing before. */
    private int resultStart;
    private int resultEnd;
    private int chain;
    /** How many characters all results together may still be longer than what they stand for. */
    private int growthLeft;

    private LiteralOperations(String code) {
        this.code = code;
        this.out = new StringBuilder(code.length());
        this.growthLeft = code.length() + LEAST_GROWTH;
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
        } else if (operator.group("python") != null) {
            joinBehind(end);
        } else if (operator.group("glue") != null) {
            joinWithin(end, operator.group("concat") != null);
        } else if (operator.group("basic") != null) {
            joinArray(end);
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
            put(before.start(), new StringBuilder(before.values().get(0)).reverse().toString(), end);
        } else {
            int old = operator.group(4) != null ? 4 : 6;
            substitute(before.start(), before.values().get(0), List.of(operator.group(old), operator.group(old + 1)), end);
        }
    }

    /** {@code 'a','b' -join ''}, or {@code -join ('a','b')}. */
    private void join(int end) {
        Literals after = Literals.after(code, end, true);
        Literals before = after != null && after.values().size() == 1 ? before(true) : null;
        if (before != null) {
            putJoined(before.start(), after.values().get(0), before.values(), after.end());
        } else if (after != null && after.values().size() > 1) {
            putJoined(out.length(), "", after.values(), after.end());
        }
    }

    /** {@code ''.join(['a', 'b'])} of Python. */
    private void joinBehind(int end) {
        Literals before = before(false);
        Literals after = before == null ? null : Literals.after(code, end, true);
        int close = after == null ? -1 : Literals.closed(code, after.end(), ')');
        if (close > 0) {
            putJoined(before.start(), before.values().get(0), after.values(), close);
        }
    }

    /** {@code [string]::Join('', 'a', 'b')}, {@code implode('', array('a', 'b'))} of PHP, {@code String.Concat("a", "b")}. */
    private void joinWithin(int end, boolean concat) {
        Literals in = Literals.after(code, end, false);
        if (in == null) {
            return;
        }
        Literals list = concat || in.values().size() > 1 ? in : array(in.end());
        int close = list == null ? -1 : Literals.closed(code, list.end(), ')');
        if (close > 0) {
            List<String> values = concat || list != in ? list.values() : in.values().subList(1, in.values().size());
            putJoined(out.length(), concat ? "" : in.values().get(0), values, close);
        }
    }

    /** The array behind a comma; null when there is none. */
    private @Nullable Literals array(int from) {
        int comma = Literals.blanks(code, from);
        if (comma >= code.length() || code.charAt(comma) != ',') {
            return null;
        }
        int word = Literals.blanks(code, comma + 1);
        return Literals.after(code, code.regionMatches(true, word, "array(", 0, 6) ? word + 5 : word, true);
    }

    /** {@code Join(Array("a", "b"), "")} of Visual Basic. */
    private void joinArray(int end) {
        Literals list = Literals.after(code, end, false);
        int behind = list == null ? -1 : Literals.closed(code, list.end(), ')');
        int comma = behind < 0 ? code.length() : Literals.blanks(code, behind);
        Literals glue = comma < code.length() && code.charAt(comma) == ',' ? Literals.after(code, comma + 1, false) : null;
        int close = glue == null || glue.values().size() != 1 ? -1 : Literals.closed(code, glue.end(), ')');
        if (close > 0) {
            putJoined(out.length(), glue.values().get(0), list.values(), close);
        }
    }

    /** {@code '{1}{0}' -f 'b','a'}. */
    private void format(int end) {
        Literals before = before(false);
        Literals after = before == null ? null : Literals.after(code, end, true);
        if (after == null) {
            return;
        }
        Matcher field = FIELD.matcher(before.values().get(0));
        StringBuilder text = new StringBuilder();
        while (field.find()) {
            int index = Integer.parseInt(field.group(1));
            if (index >= after.values().size() || text.length() > Literals.LONGEST) {
                return;
            }
            field.appendReplacement(text, Matcher.quoteReplacement(after.values().get(index)));
        }
        put(before.start(), field.appendTail(text).toString(), after.end());
    }

    /** {@code 'a#b'.Replace('#','.')} or {@code 'a#b' -replace '#','.'}; the latter is a regular expression. */
    private void replace(int end, boolean expression) {
        Literals before = before(false);
        Literals after = before == null ? null : Literals.after(code, end, false);
        if (after == null || after.values().size() != 2 || expression && !PLAIN.matcher(after.values().get(0)).matches()) {
            return;
        }
        int close = expression ? after.end() : Literals.closed(code, after.end(), ')');
        if (close > 0) {
            substitute(before.start(), before.values().get(0), after.values(), close);
        }
    }

    /** {@code Replace("a#b", "#", ".")} or {@code StrReverse("a.b")}. */
    private void call(int end, boolean replace) {
        Literals in = Literals.after(code, end, false);
        int close = in == null || in.values().size() != (replace ? 3 : 1) ? -1 : Literals.closed(code, in.end(), ')');
        if (close > 0 && replace) {
            substitute(out.length(), in.values().get(0), in.values().subList(1, 3), close);
        } else if (close > 0) {
            put(out.length(), new StringBuilder(in.values().get(0)).reverse().toString(), close);
        }
    }

    private void substitute(int start, String text, List<String> oldAndNew, int end) {
        String old = oldAndNew.get(0);
        if (!old.isEmpty() && oldAndNew.get(1).length() <= MOST_GROWTH * old.length()) {
            put(start, text.replace(old, oldAndNew.get(1)), end);
        }
    }

    /** A long text between many literals is refused before it is made. */
    private void putJoined(int start, String glue, List<String> values, int end) {
        if ((long) glue.length() * values.size() <= Literals.LONGEST) {
            put(start, String.join(glue, values), end);
        }
    }

    /** Writes a result in place of what is in the output from a place on, and goes on in the code behind the operation. */
    private void put(int start, String value, int end) {
        int growth = value.length() - (out.length() - start) - (end - copied);
        if (growth > growthLeft || value.indexOf('"') >= 0) {
            return;
        }
        growthLeft -= Math.max(0, growth);
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

    /** What ends at the end of the output. */
    private @Nullable Literals before(boolean list) {
        return Literals.before(out, Math.max(chain < MOST_IN_CHAIN ? resultStart : resultEnd, out.length() - Literals.LONGEST), list);
    }
}
