package io.github.iocenrichment.report;

import io.github.iocenrichment.verdict.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rules a note names: those beside the plain threshold of a source, such as age, disagreement, too few reporters or an override. What a threshold
 * alone decided is seen in the source's own figures; the sums are on the incident's page.
 */
final class Why {
    private static final Set<String> PLAIN = Set.of("combined.confidence", "combined.agreement", "combined.same-evidence", "combined.unknown",
            "combined.not-checked", "combined.not-asked", CveStanding.RULE, "cve.kev", "cve.epss", "cve.cvss", "cve.cvss-epss", "cve.low", "cve.no-figures");
    private static final List<String> THRESHOLDS = List.of(".malicious", ".suspicious", ".no-threat", ".no-verdict");
    private static final int RULES_MAX = 20;
    /** A rule's words are cut at a length that none of ours reaches: its figures belong to it. */
    private static final int RULE_MAX = 500;

    private Why() {
    }

    static List<String> of(Finding finding, Messages messages) {
        return words(finding, rule -> !PLAIN.contains(rule) && THRESHOLDS.stream().noneMatch(rule::endsWith), messages);
    }

    /** What the sources' words alone do not explain: an analyst's override, or benign evidence that lowered the verdict. */
    static List<String> beyondSources(Finding finding, Messages messages) {
        return words(finding, rule -> rule.startsWith("override.") || rule.startsWith("warning-list.") || rule.equals("combined.benign-evidence"), messages);
    }

    private static List<String> words(Finding finding, Predicate<String> wanted, Messages messages) {
        return finding.verdict().rules().stream().filter(rule -> wanted.test(rule.id())).limit(RULES_MAX)
                .map(rule -> messages.translate(SafeText.words(rule.words(), RULE_MAX))).filter(words -> !words.isEmpty()).toList();
    }
}
