package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.HybridAnalysisFacts;
import java.util.List;
import java.util.Optional;

/** What Hybrid Analysis' verdict, threat score and multiscan come to. They can contradict each other; then that is stated and costs confidence. */
final class HybridAnalysisRules {
    private static final List<String> HARMLESS = List.of("no specific threat", "whitelisted");
    private final Rules rules;

    HybridAnalysisRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft, HybridAnalysisFacts facts) {
        String verdict = facts.verdict() == null ? "no verdict" : facts.verdict();
        if (facts.whitelisted() || verdict.equals("whitelisted")) {
            draft.benign.add("on Hybrid Analysis' white list");
        }
        verdict(draft, facts, verdict);
        contradictions(draft, facts);
    }

    private void verdict(Judged.Draft draft, HybridAnalysisFacts facts, String verdict) {
        Optional<Long> score = Optional.ofNullable(facts.threatScore());
        int stated = score.orElse(0L).intValue();
        boolean harmless = HARMLESS.contains(verdict) || facts.whitelisted();
        draft.strong = stated >= rules.whole("hybrid-analysis.strong-score");
        int malicious = rules.whole("hybrid-analysis.malicious-score");
        int suspicious = rules.whole("hybrid-analysis.suspicious-score");
        int base = rules.whole("score.malicious");
        String said = "Hybrid Analysis: verdict '" + verdict + "', " + score.map(s -> "threat score " + s).orElse("no threat score");
        if (verdict.equals("malicious") && (score.isEmpty() || stated >= malicious)) {
            int points = Math.max(base, stated);
            draft.is(VerdictValue.MALICIOUS, points).fired("hybrid-analysis.malicious", said
                    + (score.isEmpty() ? ": static analysis alone, score " + base : ": reaches the limit of " + malicious + Wording.counted(stated, points)));
        } else if (verdict.equals("malicious") || stated >= malicious) {
            int points = Math.min(base - 1, Math.max(rules.whole("score.suspicious"), stated));
            draft.is(VerdictValue.SUSPICIOUS, points).fired("hybrid-analysis.suspicious",
                    said + ": malicious needs both that verdict and a threat score of " + malicious + Wording.counted(stated, points));
        } else if (verdict.equals("suspicious") || stated >= suspicious) {
            int points = Math.min(base - 1, Math.max(rules.whole("score.suspicious"), stated));
            draft.is(VerdictValue.SUSPICIOUS, points).fired("hybrid-analysis.suspicious",
                    said + ": suspicious by " + (verdict.equals("suspicious") ? "its verdict" : "the limit of " + suspicious)
                    + Wording.counted(stated, points));
        } else if (harmless && !figuresAccuse(facts)) {
            draft.is(VerdictValue.NO_THREAT_FOUND, stated).fired("hybrid-analysis.no-threat",
                    said + (HARMLESS.contains(verdict) ? "" : ", on its white list"));
        } else {
            withoutVerdict(draft, facts, said);
        }
    }

    private static long multiscan(HybridAnalysisFacts facts) {
        return facts.multiscan() == null ? 0 : facts.multiscan();
    }

    private boolean figuresAccuse(HybridAnalysisFacts facts) {
        return multiscan(facts) >= rules.whole("hybrid-analysis.suspicious-multiscan") || isAccusing(facts);
    }

    /** Threat levels 1 (suspicious) and 2 (malicious); 0 is no threat, 3 unknown. */
    private static boolean isAccusing(HybridAnalysisFacts facts) {
        return Optional.ofNullable(facts.threatLevel()).filter(level -> level == 1 || level == 2).isPresent();
    }

    /** Nothing but engine results, or a level that nothing else supports: at most suspicious. */
    private void withoutVerdict(Judged.Draft draft, HybridAnalysisFacts facts, String said) {
        long multiscan = multiscan(facts);
        int limit = rules.whole("hybrid-analysis.suspicious-multiscan");
        int base = rules.whole("score.suspicious");
        if (multiscan >= limit) {
            draft.shared = true;
            int points = (int) Math.max(base, Math.min(rules.whole("score.malicious") - 1L, multiscan));
            draft.is(VerdictValue.SUSPICIOUS, points).fired("hybrid-analysis.multiscan", said + ", but " + multiscan + " % of engines detect it, limit " + limit
                    + " %; engine results alone are at most suspicious, score " + points);
        } else if (isAccusing(facts)) {
            draft.is(VerdictValue.SUSPICIOUS, base).fired("hybrid-analysis.threat-level", said + ", but threat level " + facts.threatLevel()
                    + ": suspicious, score " + base);
        } else {
            draft.fired("hybrid-analysis.no-verdict", said + ": says nothing");
        }
    }

    private void contradictions(Judged.Draft draft, HybridAnalysisFacts facts) {
        int points = rules.whole("hybrid-analysis.contradiction-points");
        List<String> files = facts.fileVerdicts();
        long all = files.size() + facts.filesNotAsked();
        if (all > 1) {
            long differing = files.stream().distinct().count();
            boolean capped = differing > 1 && draft.verdict == VerdictValue.MALICIOUS;
            if (capped) {
                draft.is(VerdictValue.SUSPICIOUS, Math.min(draft.score, rules.whole("score.malicious") - 1));
            }
            draft.deducted += points;
            draft.fired("hybrid-analysis.several-files", "Hybrid Analysis: " + all + " different files have this hash, the worst "
                    + (all == files.size() ? "" : "of the " + files.size() + " asked about ") + "counts"
                    + (capped ? "; their verdicts differ, so at most suspicious, score " + draft.score : "") + "; confidence " + Wording.minus(points));
        }
        long disagreeing = facts.disagreeing();
        if (disagreeing > 0) {
            draft.deducted += points;
            draft.fired("hybrid-analysis.reports-disagree", "Hybrid Analysis: " + disagreeing + " of "
                    + Wording.count(Math.max(facts.finishedReports(), disagreeing), "finished report") + " give another verdict; confidence "
                    + Wording.minus(points));
        }
        if (draft.verdict.isThreat() && facts.verdict() != null && HARMLESS.contains(facts.verdict())) {
            draft.deducted += points;
            draft.fired("hybrid-analysis.contradiction", "Hybrid Analysis: its verdict and its figures contradict each other; confidence "
                    + Wording.minus(points));
        }
        if (draft.verdict == VerdictValue.MALICIOUS && facts.multiscan() != null && facts.multiscan() == 0) {
            draft.deducted += points;
            draft.fired("hybrid-analysis.no-engine", "Hybrid Analysis: malicious, though no engine of its multiscan detects it; confidence "
                    + Wording.minus(points));
        }
    }
}
