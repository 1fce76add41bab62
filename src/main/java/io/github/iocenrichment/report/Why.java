package io.github.iocenrichment.report;

import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import java.util.List;
import java.util.Set;

/**
 * Which rules a note names: those beside the plain threshold of a source, such as age, disagreement, too few reporters or an override. What a threshold
 * alone decided is seen in the source's own figures; the sums are on the incident's page.
 */
final class Why {
    private static final Set<String> PLAIN = Set.of("combined.confidence", "combined.agreement", "combined.same-evidence", "combined.unknown",
            "combined.not-checked", "combined.not-asked", CveStanding.RULE, "cve.kev", "cve.epss", "cve.cvss", "cve.cvss-epss", "cve.low", "cve.no-figures");
    private static final List<String> THRESHOLDS = List.of(".malicious", ".suspicious", ".no-threat", ".no-verdict");
    private static final int RULES_MAX = 20;

    private Why() {
    }

    static List<FiredRule> of(Finding finding) {
        return finding.verdict().rules().stream().filter(rule -> !PLAIN.contains(rule.id()) && THRESHOLDS.stream().noneMatch(rule.id()::endsWith))
                .limit(RULES_MAX).toList();
    }
}
