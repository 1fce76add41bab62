package io.github.iocenrichment.settings;

import java.util.function.UnaryOperator;

/**
 * What a setting's value may be.
 *
 * @param words      what to write, in words that fit behind "set it to"
 * @param secret     whether the value must never be shown
 * @param mayBeEmpty whether an empty value is meant, and not a value forgotten
 * @param normalise  returns the value in its one form; throws {@link BadValueException}
 */
public record ValueKind(String words, boolean secret, boolean mayBeEmpty, UnaryOperator<String> normalise) {

    static ValueKind of(String words, UnaryOperator<String> normalise) {
        return new ValueKind(words, false, false, normalise);
    }

    /** The same kind, where an empty value is meant. */
    public ValueKind orEmpty() {
        return new ValueKind(words, secret, true, normalise);
    }

    /** The same kind, never shown. */
    public ValueKind asSecret() {
        return new ValueKind(words, true, mayBeEmpty, normalise);
    }

    String check(String value) {
        if (value.isEmpty() && mayBeEmpty) {
            return value;
        }
        if (value.isEmpty()) {
            throw new BadValueException("is empty", "set it to " + words + " or delete the line to get the default");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new BadValueException("holds a line break or control character", "write the value on one line");
            }
        }
        if (value.contains("{{")) {
            throw new BadValueException("refers to another value, which is not resolved here", "write the value itself");
        }
        return normalise.apply(value);
    }
}
