package io.github.iocenrichment.verdict;

import org.jspecify.annotations.Nullable;

/**
 * One number that a rule uses, as a property.
 *
 * @param name         the property's whole name
 * @param defaultValue what holds when it is not set
 * @param min          smallest value allowed; null when the value is no number
 * @param max          largest value allowed; null when the value is no number
 * @param words        what it is, in one line, with its unit
 */
public record RuleSetting(String name, String defaultValue, @Nullable String min, @Nullable String max, String words) {
}
