package io.github.iocenrichment.report;

import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The first line of a note: verdicts, then what is missing with source and reason, such as
 * {@code 1 malicious, 2 no threat found, 2 not answered; VirusTotal gave no result for 2 hashes: key refused}.
 */
public final class VerdictLine {
    private VerdictLine() {
    }

    /**
     * @param overLimit   indicators beyond {@code enrichment.max-indicators}, which were not asked about
     * @param countedOnly indicators beyond what is kept
     * @param at          the time of the report
     * @param messages    the language
     */
    public static String of(List<Finding> findings, int overLimit, long countedOnly, Instant at, Messages messages) {
        List<String> parts = new ArrayList<>(List.of(counts(findings, overLimit, countedOnly, messages)));
        parts.addAll(new Gaps(messages, at).of(findings, overLimit));
        return String.join("; ", parts);
    }

    /** The figures of it alone. What is private, our own or looked up in another form was not to be asked about, and is not counted as not asked. */
    static String counts(List<Finding> findings, int overLimit, long countedOnly, Messages messages) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Map<CveStanding, Integer> vulnerabilities = new EnumMap<>(CveStanding.class);
        for (Finding finding : findings) {
            if (NoteViews.isCve(finding) && Standing.of(finding).isAnswered()) {
                vulnerabilities.merge(CveStanding.of(finding), 1, Integer::sum);
            } else if (Standing.of(finding) != Standing.NOT_ASKED || Gaps.isUnasked(finding)) {
                counts.merge(Standing.of(finding), 1, Integer::sum);
            }
        }
        if (overLimit > 0) {
            counts.merge(Standing.NOT_ASKED, overLimit, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((standing, count) -> parts.add(messages.say("verdicts.count", "count", count, "standing", standing.words(messages))));
        int all = vulnerabilities.values().stream().mapToInt(Integer::intValue).sum();
        if (all > 0) {
            parts.add(messages.say("verdicts.vulnerabilities", "count", all, "high", vulnerabilities.getOrDefault(CveStanding.HIGH, 0)));
        }
        if (countedOnly > 0) {
            parts.add(messages.say("verdicts.counted-only", "count", countedOnly));
        }
        if (parts.isEmpty()) {
            return messages.say(findings.isEmpty() ? "verdicts.nothing" : "verdicts.nothing-looked-up");
        }
        return String.join(", ", parts);
    }
}
