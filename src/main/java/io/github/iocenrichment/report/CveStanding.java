package io.github.iocenrichment.report;

import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import java.util.Comparator;
import java.util.Locale;

/**
 * Where a CVE stands in the note: by its priority, which is a scale of its own (KEV before EPSS before CVSS), never "malicious".
 * Scoring states it in the words of the rule {@code cve.priority} ({@code Priority high}).
 */
enum CveStanding {
    HIGH, MEDIUM, LOW, UNRATED;

    static final String RULE = "cve.priority";
    static final Comparator<Finding> HIGHEST_FIRST = Comparator.<Finding, CveStanding>comparing(CveStanding::of).thenComparing(Standing.BY_VALUE);

    static CveStanding of(Finding finding) {
        return finding.verdict().rules().stream().filter(rule -> rule.id().equals(RULE)).map(CveStanding::named).findFirst().orElse(UNRATED);
    }

    /** {@code VULNERABILITY, HIGH PRIORITY}. */
    String heading(Messages messages) {
        return messages.say("heading." + level());
    }

    /** {@code vulnerability, high priority}. */
    String words(Messages messages) {
        return messages.say("standing." + level());
    }

    String level() {
        return "priority-" + name().toLowerCase(Locale.ROOT);
    }

    private static CveStanding named(FiredRule rule) {
        String word = rule.words().substring(rule.words().lastIndexOf(' ') + 1);
        for (CveStanding standing : values()) {
            if (standing.name().equalsIgnoreCase(word)) {
                return standing;
            }
        }
        return UNRATED;
    }
}
