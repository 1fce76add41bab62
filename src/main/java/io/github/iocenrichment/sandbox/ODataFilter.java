package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $filter} as Ivanti reads it, its misreadings included: functions and {@code not} are dropped without a word, brackets count only
 * at the very start, and everything else is read from left to right, so that an {@code and} after an {@code or} gives wrong rows.
 */
final class ODataFilter {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:('(?:[^']++|'')*+')|([()])|([^\\s()']+))");
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "lt", "le", "gt", "ge");

    private static final int SHORTEST_DATE = "2026-01-01T00:00Z".length();

    private final List<String> tokens;
    private final Set<String> fields;
    private int next;

    private ODataFilter(List<String> tokens, Set<String> fields) {
        this.tokens = tokens;
        this.fields = fields;
    }

    /**
     * @param fields names of all fields of the object, in lower case
     * @throws IvantiRefusalException when Ivanti refuses the filter
     */
    static Predicate<ObjectNode> parse(String text, Set<String> fields) {
        ODataFilter filter = new ODataFilter(tokens(text), fields);
        Predicate<ObjectNode> rows = filter.sequence(0);
        if (filter.next < filter.tokens.size()) {
            throw misread(text);
        }
        return rows;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw misread(text);
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        long opened = tokens.stream().filter("("::equals).count();
        if (opened != tokens.stream().filter(")"::equals).count()) {
            throw misread(text);
        }
        return tokens;
    }

    private static IvantiRefusalException misread(String text) {
        return IvantiRefusalException.badRequest("Syntax error in filter '" + text + "'.");
    }

    /** Conditions from left to right; an opening bracket is honoured at the start only, later ones are passed over. */
    private Predicate<ObjectNode> sequence(int depth) {
        Predicate<ObjectNode> rows;
        if (peekIs("(")) {
            next++;
            rows = sequence(depth + 1);
        } else {
            rows = condition();
        }
        while (next < tokens.size()) {
            if (peekIs(")")) {
                next++;
                if (depth > 0) {
                    return rows;
                }
                continue;
            }
            String joint = take().toLowerCase(Locale.ROOT);
            int ignored = 0;
            while (peekIs("(")) {
                next++;
                ignored++;
            }
            Predicate<ObjectNode> right = condition();
            rows = switch (joint) {
                case "and" -> rows.and(right);
                case "or" -> rows.or(right);
                default -> throw IvantiRefusalException.badRequest("Operator '" + joint + "' is not supported.");
            };
            if (ignored > 0) {
                rows = ignoredGroup(rows, ignored);
            }
        }
        return rows;
    }

    /** Inside a later bracket reading goes on from left to right, as if the bracket were not there. */
    private Predicate<ObjectNode> ignoredGroup(Predicate<ObjectNode> start, int opened) {
        Predicate<ObjectNode> rows = start;
        int open = opened;
        while (next < tokens.size() && open > 0) {
            String token = take().toLowerCase(Locale.ROOT);
            switch (token) {
                case "(" -> open++;
                case ")" -> open--;
                case "and" -> rows = rows.and(inner());
                case "or" -> rows = rows.or(inner());
                default -> throw IvantiRefusalException.badRequest("Operator '" + token + "' is not supported.");
            }
        }
        return rows;
    }

    private Predicate<ObjectNode> inner() {
        while (peekIs("(")) {
            // an inner bracket is passed over too; its partner is met in the loop of the group
            tokens.remove(next);
            dropPartner();
        }
        return condition();
    }

    private void dropPartner() {
        int depth = 1;
        for (Iterator<String> rest = tokens.listIterator(next); rest.hasNext();) {
            String token = rest.next();
            depth += "(".equals(token) ? 1 : ")".equals(token) ? -1 : 0;
            if (depth == 0) {
                rest.remove();
                return;
            }
        }
    }

    private Predicate<ObjectNode> condition() {
        String field = take();
        if (field.equalsIgnoreCase("not")) {
            if (peekIs("(")) {
                tokens.remove(next);
                dropPartner();
            }
            return condition();
        }
        if (peekIs("(")) {
            dropCall();
            return row -> true;
        }
        String operator = take().toLowerCase(Locale.ROOT);
        if (!OPERATORS.contains(operator)) {
            throw IvantiRefusalException.badRequest("Operator '" + operator + "' is not supported.");
        }
        if (!fields.contains(field.toLowerCase(Locale.ROOT))) {
            throw IvantiRefusalException.badRequest("Field '" + field + "' does not exist.");
        }
        String literal = take();
        if (literal.equalsIgnoreCase("datetime")) {
            throw IvantiRefusalException.badRequest("Field '" + field + "' is not valid.");
        }
        return comparison(field, operator, literal);
    }

    /** Drops {@code (…)} of a function together with what compares its value. */
    private void dropCall() {
        int depth = 0;
        do {
            String token = take();
            depth += "(".equals(token) ? 1 : ")".equals(token) ? -1 : 0;
        } while (depth > 0);
        if (next + 1 < tokens.size() && OPERATORS.contains(tokens.get(next).toLowerCase(Locale.ROOT))) {
            next += 2;
        }
    }

    private static Predicate<ObjectNode> comparison(String field, String operator, String literal) {
        boolean quoted = literal.startsWith("'");
        String wanted = quoted ? literal.substring(1, literal.length() - 1).replace("''", "'") : literal;
        if (!quoted && !wanted.matches("-?\\d+(\\.\\d+)?|true|false") && instant(wanted).isEmpty()) {
            throw IvantiRefusalException.badRequest("Value '" + wanted + "' of field '" + field + "' is not valid.");
        }
        Instant wantedDate = instant(wanted).orElse(null);
        return row -> {
            JsonNode value = value(row, field);
            boolean empty = value == null || value.isNull() || value.asText().isEmpty();
            if (quoted && wanted.equals("$NULL")) {
                return operator.equals("eq") == empty;
            }
            if (empty) {
                return operator.equals("ne");
            }
            if (wantedDate == null && value.isTextual() && (operator.equals("eq") || operator.equals("ne"))) {
                // what is asked most, over all rows: most texts differ in length already
                return operator.equals("eq") == value.textValue().equalsIgnoreCase(wanted);
            }
            int order = order(value, wanted, wantedDate);
            return switch (operator) {
                case "eq" -> order == 0;
                case "ne" -> order != 0;
                case "lt" -> order < 0;
                case "le" -> order <= 0;
                case "gt" -> order > 0;
                default -> order >= 0;
            };
        };
    }

    static @Nullable JsonNode value(ObjectNode row, String field) {
        JsonNode exact = row.get(field);
        if (exact != null) {
            return exact;
        }
        return row.properties().stream().filter(one -> one.getKey().equalsIgnoreCase(field)).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    private static int order(JsonNode value, String wanted, @Nullable Instant wantedDate) {
        if (wantedDate != null) {
            Optional<Instant> date = instant(value.asText());
            if (date.isPresent()) {
                return date.get().compareTo(wantedDate);
            }
        }
        if (value.isNumber() && wanted.matches("-?\\d+(\\.\\d+)?")) {
            return value.decimalValue().compareTo(new java.math.BigDecimal(wanted));
        }
        return value.asText().compareToIgnoreCase(wanted);
    }

    static Optional<Instant> instant(String text) {
        if (text.length() < SHORTEST_DATE || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // not a date: compared as text or number
        }
    }

    private boolean peekIs(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private String take() {
        if (next >= tokens.size()) {
            throw IvantiRefusalException.badRequest("Syntax error at the end of the filter.");
        }
        return tokens.get(next++);
    }
}
