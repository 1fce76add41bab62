package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a condition as Ivanti's documentation allows it and names the first thing that Ivanti would misread. */
final class FilterCheck {
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final Set<String> JOINTS = Set.of("and", "or");
    private static final String OPERATORS = "eq, ne, lt, le, gt, ge, and, or";
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>'(?:[^']|'')*+')|(?<open>\\()|(?<close>\\))|(?<word>[^\\s()']+))");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VALUE = Pattern.compile(
            "true|false|[+-]?\\d{1,18}(?:\\.\\d{1,18})?|\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d)?)?");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private FilterCheck() {
    }

    static Optional<String> problemIn(String filter) {
        try {
            FilterCheck check = new FilterCheck();
            check.split(filter);
            check.group(0);
            if (check.next < check.tokens.size()) {
                throw new MisreadException("closes a bracket that was not opened");
            }
            return Optional.empty();
        } catch (MisreadException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The inside of a condition that stands as a whole in one pair of brackets; any other as it is. */
    static String withoutOuterBracket(String filter) {
        if (!filter.startsWith("(") || !filter.endsWith(")")) {
            return filter;
        }
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            inText = c == '\'' ? !inText : inText;
            depth += inText ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && i < filter.length() - 1) {
                return filter;
            }
        }
        return withoutOuterBracket(filter.substring(1, filter.length() - 1).strip());
    }

    private void split(String filter) {
        if (filter.chars().anyMatch(Character::isISOControl)) {
            throw new MisreadException("holds a line break or control character");
        }
        if (filter.chars().filter(c -> c == '\'').count() % 2 != 0) {
            throw new MisreadException("holds an unclosed quote; a quote inside a text is doubled");
        }
        Matcher token = TOKEN.matcher(filter);
        int end = 0;
        while (token.lookingAt()) {
            tokens.add(token.group().strip());
            end = token.end();
            token.region(end, filter.length());
        }
        if (!filter.substring(end).isBlank()) {
            throw new MisreadException("cannot be read from " + shown(filter.substring(end)) + " on");
        }
        int open = 0;
        for (String each : tokens) {
            open += each.equals("(") ? 1 : each.equals(")") ? -1 : 0;
            if (open < 0) {
                throw new MisreadException("closes a bracket that was not opened");
            }
        }
        if (open > 0) {
            throw new MisreadException("holds an unclosed bracket");
        }
        if (tokens.stream().filter(each -> each.equals("(")).count() > 20) {
            throw new MisreadException("nests too many brackets");
        }
    }

    /** One group: conditions joined by {@code and} and {@code or}; only its first may stand in brackets. */
    private void group(int depth) {
        boolean sawOr = false;
        boolean first = true;
        while (true) {
            if (!first && "(".equals(peek())) {
                throw new MisreadException("holds a bracket that is not at its start; put the part in brackets first");
            }
            if ("(".equals(peek())) {
                next++;
                group(depth + 1);
                next++;
            } else {
                comparison();
            }
            first = false;
            String joint = peek();
            if (joint == null || joint.equals(")")) {
                return;
            }
            if (!JOINTS.contains(joint)) {
                throw new MisreadException("holds " + shown(joint) + " where and or or must stand; the operators are " + OPERATORS);
            }
            if (joint.equals("and") && sawOr) {
                throw new MisreadException("holds an 'and' after an 'or'; put the 'and' first");
            }
            sawOr |= joint.equals("or");
            next++;
        }
    }

    private void comparison() {
        String field = take();
        if (field == null || field.equals(")")) {
            throw new MisreadException("lacks a condition" + (field == null ? " at its end" : " before ')'"));
        }
        if (field.equalsIgnoreCase("not")) {
            throw new MisreadException("uses 'not', which Ivanti ignores; use ne");
        }
        if ("(".equals(peek())) {
            throw new MisreadException("uses the function " + shown(field + "()") + ", which Ivanti ignores");
        }
        if (!FIELD.matcher(field).matches() || JOINTS.contains(field) || COMPARISONS.contains(field)) {
            throw new MisreadException("holds " + shown(field) + " where the name of a field must stand");
        }
        String operator = take();
        if (operator == null || !COMPARISONS.contains(operator)) {
            throw new MisreadException(operator == null ? "ends after " + shown(field)
                    : "holds the unknown operator " + shown(operator) + "; the operators are " + OPERATORS);
        }
        value(take());
    }

    private void value(@Nullable String value) {
        if (value == null || value.equals(")") || value.equals("(")) {
            throw new MisreadException("lacks a value after an operator");
        }
        String after = peek();
        if (after != null && after.startsWith("'") && !value.startsWith("'")) {
            throw new MisreadException("writes a value as " + shown(value + "'...'") + ", which Ivanti refuses; write a time bare, as 2026-02-11T09:30:00Z");
        }
        if ("(".equals(after)) {
            throw new MisreadException("uses the function " + shown(value + "()") + ", which Ivanti ignores");
        }
        if (value.toLowerCase(Locale.ROOT).equals("null")) {
            throw new MisreadException("compares with null; write '$NULL' for an empty field");
        }
        if (!value.startsWith("'") && !VALUE.matcher(value).matches()) {
            throw new MisreadException("holds the value " + shown(value) + "; a text stands in single quotes, a number or a time bare");
        }
    }

    private @Nullable String peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    private @Nullable String take() {
        String token = peek();
        next++;
        return token;
    }

    private static String shown(String text) {
        String line = OneLine.of(text);
        return "'" + (line.length() > 60 ? line.substring(0, 60) + "..." : line) + "'";
    }

    private static final class MisreadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MisreadException(String message) {
            super(message, null, false, false);
        }
    }
}
