package io.github.iocenrichment.attachment;

import java.util.Locale;

/**
 * What the formula of a cell says, with each text that is put together in it in one: {@code "ht"&"tp://…"}, {@code CHAR(104)&…},
 * {@code CONCATENATE("a","b")}.
 */
final class FormulaText {
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

    private void run() {
        while (at < formula.length()) {
            char character = formula.charAt(at);
            if (character == '"') {
                literal();
            } else if (formula.regionMatches(true, at, "CHAR(", 0, 5) || formula.regionMatches(true, at, "UNICHAR(", 0, 8)) {
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
        while (end < formula.length() && end - digits < 6 && Character.isDigit(formula.charAt(end))) {
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
        if (next < formula.length() && (formula.charAt(next) == '&' || concatenates && ",;".indexOf(formula.charAt(next)) >= 0)) {
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
