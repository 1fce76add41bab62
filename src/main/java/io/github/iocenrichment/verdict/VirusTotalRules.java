package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What VirusTotal's figures come to: floor and share of votes, then corroboration, then the vendor's own assessment. Votes are malicious,
 * suspicious, harmless and undetected; engines that timed out or do not support the object are none.
 */
final class VirusTotalRules {
    private final Rules rules;

    VirusTotalRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft) {
        Facts facts = Facts.of(draft.answer);
        facts.texts("benign").forEach(words -> draft.benign.add(words + " (VirusTotal)"));
        votes(draft, facts);
        corroborate(draft, facts);
        assess(draft, facts);
        int rank = rules.whole("virustotal.popularity-rank");
        facts.number("popularityRank").filter(best -> best <= rank)
                .ifPresent(best -> draft.benign.add("popular domain, rank " + best + " of the first " + rank));
    }

    private void votes(Judged.Draft draft, Facts facts) {
        long malicious = facts.count("malicious");
        long suspicious = facts.count("suspicious");
        long votes = malicious + suspicious + facts.count("harmless") + facts.count("undetected");
        long weighed = malicious + extra(draft, facts);
        int floor = rules.whole("virustotal.malicious-engines");
        BigDecimal share = rules.number("virustotal.malicious-share");
        int some = rules.whole("virustotal.suspicious-engines");
        boolean enough = BigDecimal.valueOf(malicious * 100).compareTo(share.multiply(BigDecimal.valueOf(votes))) >= 0;
        int base = rules.whole("score.malicious");
        String said = "VirusTotal: " + malicious + " malicious of " + Wording.count(votes, "vote") + " (" + Wording.percent(malicious, votes) + ")";
        if (malicious > 0 && weighed >= floor && enough) {
            int score = base + (int) (rules.whole("virustotal.points-per-share") * malicious / votes);
            draft.strong = malicious >= rules.whole("virustotal.strong-engines");
            draft.is(VerdictValue.MALICIOUS, score).fired("virustotal.malicious", said + ": reaches the limits of " + Wording.count(floor, "engine")
                    + " and " + share.toPlainString() + " %; score " + Math.min(100, score) + " = " + base + " + " + Wording.percent(malicious, votes) + " of "
                    + rules.whole("virustotal.points-per-share"));
        } else if (weighed + suspicious >= some) {
            int first = rules.whole("score.suspicious");
            int each = rules.whole("virustotal.points-per-engine");
            long raw = first + each * (weighed + suspicious - some);
            int score = (int) Math.min(raw, base - 1L);
            draft.is(VerdictValue.SUSPICIOUS, score).fired("virustotal.suspicious", said + ", " + suspicious + " suspicious: reaches the limit of "
                    + Wording.count(some, "detection") + ", not those of " + floor + " malicious and " + share.toPlainString() + " %; score " + score + " = "
                    + first + " + " + each + " for each of " + (weighed + suspicious - some) + " further" + (raw > score ? ", at most " + score : ""));
        } else {
            quiet(draft, facts, said, weighed + suspicious);
        }
    }

    private void quiet(Judged.Draft draft, Facts facts, String said, long detections) {
        long benign = facts.count("harmless") + facts.count("undetected");
        int needed = rules.whole("virustotal.no-threat-votes");
        int score = (int) Math.min(100, detections * rules.whole("virustotal.points-per-engine"));
        if (benign >= needed) {
            draft.is(VerdictValue.NO_THREAT_FOUND, score).fired("virustotal.no-threat", said + ", " + facts.count("suspicious") + " suspicious: below the limit of "
                    + Wording.count(rules.whole("virustotal.suspicious-engines"), "detection") + ", " + benign + " engines saw nothing");
        } else if (!draft.benign.isEmpty() && detections == 0) {
            draft.is(VerdictValue.NO_THREAT_FOUND, score).fired("virustotal.no-threat", said + ", and " + draft.benign.get(0));
        } else {
            draft.is(VerdictValue.UNKNOWN, score).fired("virustotal.few-votes", said + ": too few to say anything; no-threat-found needs "
                    + needed + " engines that saw nothing");
        }
    }

    /** What the votes of trusted engines count beyond one each, looked up over the whole list of engines. */
    private long extra(Judged.Draft draft, Facts facts) {
        long extra = 0;
        List<String> words = new ArrayList<>();
        for (String engine : facts.texts("maliciousEngines")) {
            long weight = rules.weight(engine);
            if (weight > 1) {
                extra += weight - 1;
                words.add(engine + " counts " + weight);
            }
        }
        if (extra > 0) {
            draft.fired("virustotal.trusted-engines", "VirusTotal: " + String.join(", ", words) + ": " + facts.count("malicious") + " malicious weigh "
                    + (facts.count("malicious") + extra));
        }
        return extra;
    }

    /** Raises by one step however much there is of it, and without detections never to malicious. */
    private void corroborate(Judged.Draft draft, Facts facts) {
        List<String> words = new ArrayList<>();
        reach(words, facts.count("yara"), "virustotal.yara-rules", "YARA rule");
        reach(words, facts.count("sigmaCritical") + facts.count("sigmaHigh"), "virustotal.sigma-matches", "critical or high Sigma match");
        reach(words, facts.count("idsCritical") + facts.count("idsHigh"), "virustotal.ids-matches", "critical or high IDS match");
        reach(words, facts.count("sandboxMalicious"), "virustotal.sandboxes", "sandbox that calls it malicious");
        if (words.isEmpty() || draft.verdict == VerdictValue.MALICIOUS) {
            return;
        }
        boolean wasSuspicious = draft.verdict == VerdictValue.SUSPICIOUS;
        int score = rules.whole(wasSuspicious ? "score.malicious" : "score.suspicious");
        String from = draft.verdict.label();
        draft.is(wasSuspicious ? VerdictValue.MALICIOUS : VerdictValue.SUSPICIOUS, score);
        draft.fired("virustotal.corroboration", "VirusTotal: corroborated by " + String.join(", ", words) + ": one step up, from " + from + " to "
                + draft.verdict.label() + ", score " + score);
    }

    private void reach(List<String> words, long count, String limit, String thing) {
        if (count >= rules.whole(limit)) {
            words.add(thing.startsWith("sandbox") ? count + (count == 1 ? " sandbox that calls" : " sandboxes that call") + " it malicious"
                    : count + " " + thing + (count == 1 ? "" : thing.endsWith("h") ? "es" : "s"));
        }
    }

    /** Google's own assessment, which only some keys see. */
    private void assess(Judged.Draft draft, Facts facts) {
        Optional<String> told = facts.text("gtiVerdict");
        int score = (int) Math.max(draft.score, Math.min(100, facts.count("gtiScore")));
        int base = rules.whole("score.malicious");
        switch (told.orElse("")) {
            case "malicious" -> draft.is(VerdictValue.MALICIOUS, Math.max(base, score)).fired("virustotal.gti",
                    "Google Threat Intelligence: malicious, threat score " + facts.count("gtiScore"));
            case "suspicious" -> {
                if (!draft.verdict.isThreat()) {
                    draft.is(VerdictValue.SUSPICIOUS, Math.min(base - 1, Math.max(rules.whole("score.suspicious"), score))).fired("virustotal.gti",
                            "Google Threat Intelligence: suspicious, threat score " + facts.count("gtiScore"));
                }
            }
            case "benign" -> draft.benign.add("called benign by Google Threat Intelligence");
            default -> { }
        }
    }
}
