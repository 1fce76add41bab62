package io.github.iocenrichment.verdict;

/**
 * One number that a rule uses, as a property.
 *
 * @param name         the property's whole name
 * @param defaultValue what holds when it is not set
 * @param min          smallest value allowed; null when the value is no number
 * @param max          largest value allowed; null when the value is no number
 * @param words        what it is, in one line, with its unit
 */
public record RuleSetting(String name, String defaultValue, String min, String max, String words) {
}
