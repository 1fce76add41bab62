package io.github.iocenrichment.report;

import io.github.iocenrichment.source.EpssFacts;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.ExploitedFacts;
import io.github.iocenrichment.source.KevCatalog;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a CVE stands in the note: by its priority, which is a scale of its own (KEV before EPSS before CVSS), never "malicious".
 * Scoring states it in the words of the rule {@code cve.priority} ({@code Priority high}).
 */
enum CveStanding {
    HIGH, MEDIUM, LOW, UNRATED;

    /** CISA's list weighs more than all others together. */
    private static final int LISTS = 100;
    static final String RULE = "cve.priority";
    /** Within a priority, what more lists name as exploited before the others, and then what is more likely to be. */
    static final Comparator<Finding> HIGHEST_FIRST = Comparator.<Finding, CveStanding>comparing(CveStanding::of)
            .thenComparing(finding -> -exploited(finding)).thenComparing(finding -> -likely(finding)).thenComparing(Standing.BY_VALUE);

    static CveStanding of(Finding finding) {
        return finding.verdict().rules().stream().filter(rule -> rule.id().equals(RULE)).map(CveStanding::named).findFirst().orElse(UNRATED);
    }

    private static int exploited(Finding finding) {
        return finding.answers().stream().filter(answer -> ExploitedFacts.of(answer).exploited())
                .mapToInt(answer -> answer.source().equals(KevCatalog.SOURCE) ? LISTS : 1).sum();
    }

    private static double likely(Finding finding) {
        return finding.answers().stream().filter(answer -> answer.source().equals(EpssReader.SOURCE)).map(answer -> EpssFacts.of(answer).probability())
                .filter(Objects::nonNull).mapToDouble(Double::doubleValue).max().orElse(0);
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
