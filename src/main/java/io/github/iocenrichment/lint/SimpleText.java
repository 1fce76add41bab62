package io.github.iocenrichment.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of the language simple, or a call of a bean with such texts as arguments: its functions, arguments and operators. */
final class SimpleText {
    static final Set<String> OPERATORS = Set.of("==", "!=", "=~", "!=~", ">", ">=", "<", "<=", "contains", "!contains", "~~", "!~~", "regex", "!regex",
            "in", "!in", "is", "!is", "range", "!range", "startsWith", "!startsWith", "endsWith", "!endsWith", "&&", "||", "?", ":", "?:", "++", "--",
                    "~>", "->");
    private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("===", "=="), Map.entry("=", "=="), Map.entry("equals", "=="),
            Map.entry("eq", "=="), Map.entry("=>", ">="), Map.entry("=<", "<="), Map.entry("=!", "!="), Map.entry("~=", "=~"),
            Map.entry("<>", "!="), Map.entry("and", "&&"), Map.entry("or", "||"), Map.entry("matches", "regex"), Map.entry("gt", ">"), Map.entry("lt", "<"),
            Map.entry("not", "!="), Map.entry("starts", "startsWith"), Map.entry("ends", "endsWith"), Map.entry("&", "&&"), Map.entry("|", "||"));
    private static final Pattern AFTER_FUNCTION = Pattern.compile("\\G\\s+([^\\s'\"$]+)");

    private SimpleText() {
    }

    /** What stands between <code>${</code> and its brace, innermost ones too. */
    static List<String> functions(String text) {
        List<String> found = new ArrayList<>();
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 2)) {
            int end = closing(text, start + 2);
            if (end >= 0) {
                found.add(text.substring(start + 2, end));
            }
        }
        return found;
    }

    /** Whether a <code>${</code> is never closed. */
    static boolean isUnclosed(String text) {
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 2)) {
            if (closing(text, start + 2) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the brace that was opened before {@code from} closes; -1 when it does not. */
    static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** A function without those within it: they stand for some text. */
    static String withoutInner(String function) {
        String text = function;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${")) {
            int end = closing(text, start + 2);
            if (end < 0) {
                return text;
            }
            text = text.substring(0, start) + "x" + text.substring(end + 1);
        }
        return text;
    }

    /** The only function of a text that consists of nothing else. */
    static Optional<String> only(String text) {
        String stripped = text.strip();
        return stripped.startsWith("${") && closing(stripped, 2) == stripped.length() - 1 ? Optional.of(stripped.substring(2, stripped.length() - 1))
                : Optional.empty();
    }

    /** The first operator of a condition that is none. */
    static Optional<String> unknownOperator(String condition) {
        for (int start = condition.indexOf("${"); start >= 0; start = condition.indexOf("${", start)) {
            int end = closing(condition, start + 2);
            if (end < 0) {
                return Optional.empty();
            }
            Matcher next = AFTER_FUNCTION.matcher(condition).region(end + 1, condition.length());
            if (next.find() && !OPERATORS.contains(next.group(1))) {
                return Optional.of(next.group(1));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** What was meant by an operator that is none. */
    static Optional<String> meant(String operator) {
        return Optional.ofNullable(MEANT.get(operator.toLowerCase(Locale.ROOT)));
    }

    /** The arguments of {@code name(a, b)}: commas inside brackets and quotes part nothing; empty without brackets. */
    static Optional<List<String>> arguments(String call) {
        int bracket = call.indexOf('(');
        if (bracket < 0) {
            return Optional.empty();
        }
        int end = call.lastIndexOf(')');
        String text = call.substring(bracket + 1, end > bracket ? end : call.length());
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            }
            if (c == ',' && depth == 0 && quote == 0) {
                arguments.add(argument.toString().strip());
                argument.setLength(0);
            } else {
                argument.append(c);
            }
        }
        if (!text.isBlank()) {
            arguments.add(argument.toString().strip());
        }
        return Optional.of(arguments);
    }

    /** {@code name} of {@code name(a, b)}. */
    static String name(String call) {
        int bracket = call.indexOf('(');
        return (bracket < 0 ? call : call.substring(0, bracket)).strip();
    }
}
