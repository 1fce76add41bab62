package io.github.iocenrichment.settings;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * When a value must be given.
 *
 * @param when    the condition in words, such as {@code while intelx.route is taxii}; empty for always
 * @param applies decides on the effective values of all settings, looked up by name
 * @param instead what else would do, as the end of the sentence "set it …"; empty when nothing else does
 */
public record Requirement(String when, Predicate<Function<String, String>> applies, String instead) {
    public static final Requirement NEVER = new Requirement("", values -> false, "");
    public static final Requirement ALWAYS = new Requirement("", values -> true, "");

    static Requirement when(String words, Predicate<Function<String, String>> applies) {
        return new Requirement(words, applies, "");
    }

    /** While another setting has a value. */
    static Requirement whileSet(String name) {
        return when("while " + name + " is", values -> !Objects.requireNonNullElse(values.apply(name), "").isEmpty());
    }

    Requirement orInstead(String words) {
        return new Requirement(when, applies, words);
    }
}
