package io.github.iocenrichment.verdict;

import java.util.List;

/**
 * The combined judgement on one indicator.
 *
 * @param value      the verdict
 * @param confidence 0 to 100
 * @param rules      the rules that fired, in the order in which they were applied
 * @param bySource   each source's own verdict, in the order in which they were asked
 */
public record Verdict(VerdictValue value, int confidence, List<FiredRule> rules, List<SourceVerdict> bySource) {

    public Verdict {
        rules = List.copyOf(rules);
        bySource = List.copyOf(bySource);
    }
}
