package io.github.iocenrichment.attachment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the formula of a cell or the source of a macro says, with each text that is put together in it in one: {@code "ht"&"tp://…"}, {@code CHAR(104)&…},
 * {@code CONCATENATE("a","b")}.
 */
final class FormulaText {
    private static final List<String> CODES = List.of("CHAR(", "UNICHAR(", "CHR(", "CHR$(", "CHRW(", "CHRW$(");
    private static final Pattern PAGE_MARKS = Pattern.compile("(?<!&)&(?:[LCRPNDTZFAGBIUESXY+-]|\"[^\"]{0,100}\"|\\d{1,3}|K[0-9A-F]{6})");
    private final String formula;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private boolean inText;
    private boolean concatenates;
    private int at;

    private FormulaText(String formula) {
        this.formula = formula;
    }

    /** The formula in which texts that are joined stand as one. */
    static String of(String formula) {
        FormulaText text = new FormulaText(formula);
        text.run();
        return text.out.toString();
    }

    /** The words of a page header or footer without the marks for sides, fonts, sizes and colours. */
    static String pageLine(@Nullable String line) {
        return line == null ? "" : PAGE_MARKS.matcher(line).replaceAll(" ").replace("&&", "&");
    }

    private void run() {
        while (at < formula.length()) {
            char character = formula.charAt(at);
            if (character == '"') {
                literal();
            } else if (isCode()) {
                code();
            } else if (Character.isLetter(character)) {
                name();
            } else if (inText && (character == '(' || Character.isWhitespace(character))) {
                at++;
            } else {
                end();
                out.append(character);
                at++;
            }
        }
        end();
    }

    private boolean isCode() {
        boolean begins = at == 0 || !Character.isLetterOrDigit(formula.charAt(at - 1));
        return begins && CODES.stream().anyMatch(code -> formula.regionMatches(true, at, code, 0, code.length()));
    }

    /** A doubled quotation mark stands for one. */
    private void literal() {
        at++;
        while (at < formula.length()) {
            char character = formula.charAt(at++);
            if (character == '"') {
                if (at >= formula.length() || formula.charAt(at) != '"') {
                    break;
                }
                at++;
            }
            value.append(character);
        }
        endOfPart();
    }

    private void code() {
        int digits = formula.indexOf('(', at) + 1;
        int end = digits;
        int number = 0;
        while (end < formula.length() && end - digits < 6 && formula.charAt(end) >= '0' && formula.charAt(end) <= '9') {
            number = number * 10 + formula.charAt(end++) - '0';
        }
        if (end > digits && end < formula.length() && formula.charAt(end) == ')') {
            value.appendCodePoint(number);
            at = end + 1;
            endOfPart();
        } else {
            name();
        }
    }

    /** Goes on behind the sign that joins the next part, if there is one; a comma joins within CONCATENATE and CONCAT only. */
    private void endOfPart() {
        inText = true;
        int next = at;
        while (next < formula.length() && (Character.isWhitespace(formula.charAt(next)) || formula.charAt(next) == ')')) {
            next++;
        }
        if (next < formula.length() && ("&+".indexOf(formula.charAt(next)) >= 0 || concatenates && ",;".indexOf(formula.charAt(next)) >= 0)) {
            at = next + 1;
        } else {
            end();
        }
    }

    private void name() {
        end();
        int start = at;
        while (at < formula.length() && (Character.isLetterOrDigit(formula.charAt(at)) || formula.charAt(at) == '.' || formula.charAt(at) == '_')) {
            at++;
        }
        String name = formula.substring(start, at).toUpperCase(Locale.ROOT);
        concatenates = at < formula.length() && formula.charAt(at) == '(' && (name.equals("CONCATENATE") || name.endsWith("CONCAT"));
        out.append(formula, start, at);
    }

    private void end() {
        if (inText) {
            out.append('"').append(value).append('"');
            value.setLength(0);
            inText = false;
        }
    }
}
