package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.verdict.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How urgent a CVE is: a scale of its own (KEV before EPSS before CVSS), never "malicious". Taken from the fact {@code priority}
 * ({@code high}, {@code medium}, {@code low}) of an answer, or from a fired rule whose id starts with {@code cve-priority}.
 */
enum CvePriority {
    HIGH, MEDIUM, LOW, UNRATED;

    static final Comparator<Finding> HIGHEST_FIRST = Comparator.<Finding, CvePriority>comparing(CvePriority::of).thenComparing(NoteViews.BY_VALUE);

    static CvePriority of(Finding finding) {
        for (Answer answer : finding.answers()) {
            CvePriority told = named(answer.facts().get("priority"));
            if (told != UNRATED) {
                return told;
            }
        }
        List<CvePriority> byRule = finding.verdict().rules().stream().filter(rule -> rule.id().contains("priority"))
                .map(rule -> named(rule.id().substring(rule.id().lastIndexOf('-') + 1))).filter(p -> p != UNRATED).toList();
        return byRule.isEmpty() ? UNRATED : byRule.get(0);
    }

    String heading() {
        return this == UNRATED ? "VULNERABILITY" : name() + " PRIORITY";
    }

    String level() {
        return this == UNRATED ? "vulnerability" : "priority-" + name().toLowerCase(Locale.ROOT);
    }

    private static CvePriority named(Object word) {
        for (CvePriority priority : values()) {
            if (word != null && priority.name().equalsIgnoreCase(word.toString())) {
                return priority;
            }
        }
        return UNRATED;
    }
}
