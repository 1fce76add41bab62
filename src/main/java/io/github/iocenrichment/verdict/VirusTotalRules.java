package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.VirusTotalFacts;
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

    void judge(Judged.Draft draft, VirusTotalFacts facts) {
        facts.benign().forEach(words -> draft.benign.add(words + " (VirusTotal)"));
        votes(draft, facts);
        corroborate(draft, facts);
        assess(draft, facts);
        int rank = rules.whole("virustotal.popularity-rank");
        Optional.ofNullable(facts.popularityRank()).filter(best -> best <= rank)
                .ifPresent(best -> draft.benign.add("popular domain, rank " + best + " of the first " + rank));
    }

    private void votes(Judged.Draft draft, VirusTotalFacts facts) {
        long malicious = malicious(facts);
        long votes = malicious + facts.suspicious() + facts.harmless() + facts.undetected();
        long weighed = malicious + extra(draft, facts);
        long detections = weighed + facts.suspicious();
        BigDecimal share = rules.number("virustotal.malicious-share");
        int floor = rules.whole("virustotal.malicious-engines");
        boolean enough = BigDecimal.valueOf(malicious * 100).compareTo(share.multiply(BigDecimal.valueOf(votes))) >= 0;
        String limits = Wording.count(floor, "engine") + " and " + share.toPlainString() + " %";
        String said = Wording.say("VirusTotal: %d malicious of %s (%s)", malicious, Wording.count(votes, "vote"), Wording.percent(malicious, votes));
        if (malicious > 0 && weighed >= floor && enough) {
            malicious(draft, said, limits, malicious, votes);
        } else if (detections >= rules.whole("virustotal.suspicious-engines")) {
            suspicious(draft, said + ", " + facts.suspicious() + " suspicious", limits, detections);
        } else {
            quiet(draft, facts, said, detections);
        }
    }

    private static long malicious(VirusTotalFacts facts) {
        return facts.malicious() == null ? 0 : facts.malicious();
    }

    private void malicious(Judged.Draft draft, String said, String limits, long malicious, long votes) {
        int base = rules.whole("score.malicious");
        int points = rules.whole("virustotal.points-per-share");
        int score = Math.min(100, base + (int) (points * Wording.tenths(malicious, votes) / 1000));
        draft.strong = malicious >= rules.whole("virustotal.strong-engines");
        draft.is(VerdictValue.MALICIOUS, score).fired("virustotal.malicious", Wording.say("%s: reaches the limits of %s; score %d = %d + %d (%s of %d)",
                said, limits, score, base, score - base, Wording.percent(malicious, votes), points));
    }

    private void suspicious(Judged.Draft draft, String said, String limits, long detections) {
        int some = rules.whole("virustotal.suspicious-engines");
        int base = rules.whole("score.suspicious");
        int each = rules.whole("virustotal.points-per-engine");
        long raw = base + each * (detections - some);
        int score = (int) Math.min(raw, rules.whole("score.malicious") - 1L);
        draft.is(VerdictValue.SUSPICIOUS, score).fired("virustotal.suspicious",
                Wording.say("%s: reaches the limit of %s, not those of malicious (%s); score %d = %d + %d \u00d7 %d%s", said,
                        Wording.count(some, "detection"), limits, score, base, detections - some, each, raw > score ? ", at most " + score : ""));
    }

    /** Harmlessness is stated by engines that looked and saw nothing, not by the absence of those that saw something. */
    private void quiet(Judged.Draft draft, VirusTotalFacts facts, String said, long detections) {
        long benign = facts.harmless() + facts.undetected();
        int needed = rules.whole("virustotal.no-threat-votes");
        int score = (int) Math.min(100, detections * rules.whole("virustotal.points-per-engine"));
        if (benign >= needed) {
            draft.is(VerdictValue.NO_THREAT_FOUND, score).fired("virustotal.no-threat",
                    Wording.say("%s, %d suspicious: below the limit of %s, %s saw nothing", said, facts.suspicious(),
                            Wording.count(rules.whole("virustotal.suspicious-engines"), "detection"), Wording.count(benign, "engine")));
        } else if (!draft.benign.isEmpty() && detections == 0) {
            draft.is(VerdictValue.NO_THREAT_FOUND, score).fired("virustotal.no-threat", said + ", and " + draft.benign.get(0));
        } else {
            draft.is(VerdictValue.UNKNOWN, score).fired("virustotal.few-votes",
                    said + ": too few to say anything; no-threat-found needs " + needed + " engines that saw nothing");
        }
    }

    /** What the votes of trusted engines count beyond one each, looked up over the whole list of engines. */
    private long extra(Judged.Draft draft, VirusTotalFacts facts) {
        long extra = 0;
        List<String> words = new ArrayList<>();
        for (String engine : facts.maliciousEngines()) {
            long weight = rules.weight(engine);
            if (weight > 1) {
                extra += weight - 1;
                words.add(engine + " counts " + weight);
            }
        }
        if (extra > 0) {
            draft.fired("virustotal.trusted-engines", "VirusTotal: " + String.join(", ", words) + ": " + malicious(facts) + " malicious weigh "
                    + (malicious(facts) + extra));
        }
        return extra;
    }

    /** Raises by one step however much there is of it, and without detections never to malicious. */
    private void corroborate(Judged.Draft draft, VirusTotalFacts facts) {
        List<String> words = new ArrayList<>();
        reach(words, facts.yara(), "virustotal.yara-rules", "YARA rule", "YARA rules");
        reach(words, facts.sigma(), "virustotal.sigma-matches", "critical or high Sigma match",
                "critical or high Sigma matches");
        reach(words, facts.ids(), "virustotal.ids-matches", "critical or high IDS match",
                "critical or high IDS matches");
        reach(words, facts.sandboxes(), "virustotal.sandboxes", "sandbox that calls it malicious",
                "sandboxes that call it malicious");
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

    private void reach(List<String> words, long count, String limit, String thing, String things) {
        if (count >= rules.whole(limit)) {
            words.add(count + " " + (count == 1 ? thing : things));
        }
    }

    /** Google's own assessment, which only some keys see. */
    private void assess(Judged.Draft draft, VirusTotalFacts facts) {
        Optional<String> stated = Optional.ofNullable(facts.gtiVerdict());
        int score = (int) Math.max(draft.score, Math.min(100, facts.gtiScore() == null ? 0 : facts.gtiScore()));
        int base = rules.whole("score.malicious");
        switch (stated.orElse("")) {
            case "malicious" -> {
                draft.is(VerdictValue.MALICIOUS, Math.max(base, score));
                assessed(draft, facts);
            }
            case "suspicious" -> {
                if (!draft.verdict.isThreat()) {
                    draft.is(VerdictValue.SUSPICIOUS, Math.min(base - 1, Math.max(rules.whole("score.suspicious"), score)));
                    assessed(draft, facts);
                }
            }
            case "benign" -> draft.benign.add("called benign by Google Threat Intelligence");
            default -> { }
        }
    }

    private static void assessed(Judged.Draft draft, VirusTotalFacts facts) {
        Optional<Long> score = Optional.ofNullable(facts.gtiScore());
        draft.fired("virustotal.gti", "Google Threat Intelligence: " + draft.verdict.label() + ", "
                + score.map(s -> "threat score " + s).orElse("no threat score") + Wording.counted(score.orElse(-1L), draft.score));
    }
}
