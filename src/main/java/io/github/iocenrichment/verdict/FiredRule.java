package io.github.iocenrichment.verdict;

/**
 * A rule that had a part in a verdict.
 *
 * @param id    the rule's name, as in the settings and docs/verdicts.md
 * @param words what it did with which figures, so that an analyst can repeat it by hand
 */
public record FiredRule(String id, String words) {
}
