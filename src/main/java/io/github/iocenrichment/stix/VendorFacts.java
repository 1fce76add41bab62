package io.github.iocenrichment.stix;

import io.github.iocenrichment.source.Answer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads the figures of an answer without trusting their shape: they come from vendors and through JSON in the store, where a number
 * may have become a text and a list a single value. Texts come out as clean, bounded lines.
 */
final class VendorFacts {
    private static final int MAX_CHARS = 200;
    private static final int MAX_WORDS = 20;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,18})?");

    private final Map<String, Object> facts;

    VendorFacts(Answer answer) {
        this.facts = answer.facts();
    }

    String text(String name) {
        return text(name, MAX_CHARS);
    }

    String text(String name, int maxChars) {
        Object fact = facts.get(name);
        return fact instanceof String || fact instanceof Number ? StixText.line(fact.toString(), maxChars) : null;
    }

    Integer integer(String name) {
        Double number = decimal(name);
        return number == null || Math.abs(number) > Integer.MAX_VALUE ? null : (Integer) (int) Math.round(number);
    }

    int count(String name) {
        Integer number = integer(name);
        return number == null ? 0 : number;
    }

    Double decimal(String name) {
        Object fact = facts.get(name);
        if (fact instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
        }
        return fact instanceof String text && NUMBER.matcher(text.strip()).matches() ? Double.valueOf(text.strip()) : null;
    }

    /** An ISO time with its zone. */
    Instant time(String name) {
        try {
            return facts.get(name) instanceof String text ? Instant.parse(text.strip()) : null;
        } catch (DateTimeParseException e) {
            return null; // no time that can be published; what else the answer says still can
        }
    }

    boolean isTrue(String name) {
        Object fact = facts.get(name);
        return fact instanceof Boolean flag ? flag : fact != null && "true".equalsIgnoreCase(fact.toString());
    }

    /** A list of words; a single word counts as a list of one. */
    List<String> words(String name) {
        Object fact = facts.get(name);
        Collection<?> items = fact instanceof Collection<?> list ? list : fact instanceof Map<?, ?> map ? map.values()
                : fact == null ? List.of() : List.of(fact);
        return items.stream().map(VendorFacts::word).filter(Objects::nonNull).distinct().limit(MAX_WORDS).toList();
    }

    private static String word(Object item) {
        return item instanceof String || item instanceof Number ? StixText.line(item.toString(), 80) : null;
    }
}
