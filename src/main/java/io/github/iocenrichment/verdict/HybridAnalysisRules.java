package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Facts;
import java.util.List;
import java.util.Optional;

/** What Hybrid Analysis' verdict, threat score and multiscan come to. They can contradict each other; then that is told and costs confidence. */
final class HybridAnalysisRules {
    private static final List<String> HARMLESS = List.of("no specific threat", "whitelisted");
    private final Rules rules;

    HybridAnalysisRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft) {
        Facts facts = Facts.of(draft.answer);
        String verdict = facts.text("verdict").orElse("no verdict");
        if (facts.is("whitelisted") || verdict.equals("whitelisted")) {
            draft.benign.add("on Hybrid Analysis' white list");
        }
        verdict(draft, facts, verdict);
        contradictions(draft, facts);
    }

    private void verdict(Judged.Draft draft, Facts facts, String verdict) {
        Optional<Long> score = facts.number("threatScore");
        int malicious = rules.whole("hybrid-analysis.malicious-score");
        int suspicious = rules.whole("hybrid-analysis.suspicious-score");
        int base = rules.whole("score.malicious");
        String said = "Hybrid Analysis: verdict '" + verdict + "', " + score.map(s -> "threat score " + s).orElse("no threat score");
        if (verdict.equals("malicious") && (score.isEmpty() || score.get() >= malicious)) {
            draft.strong = score.orElse(0L) >= rules.whole("hybrid-analysis.strong-score");
            draft.is(VerdictValue.MALICIOUS, Math.max(base, score.orElse(0L).intValue())).fired("hybrid-analysis.malicious",
                    said + score.map(s -> ": reaches the limit of " + malicious).orElse(": static analysis alone, score " + base));
        } else if (verdict.equals("malicious") || score.orElse(0L) >= malicious) {
            int points = Math.min(base - 1, Math.max(rules.whole("score.suspicious"), score.orElse(0L).intValue()));
            draft.is(VerdictValue.SUSPICIOUS, points).fired("hybrid-analysis.suspicious",
                    said + ": malicious needs both that verdict and a threat score of " + malicious + "; score counted as " + points);
        } else if (verdict.equals("suspicious") || score.orElse(0L) >= suspicious) {
            int points = Math.max(rules.whole("score.suspicious"), score.orElse(0L).intValue());
            draft.is(VerdictValue.SUSPICIOUS, Math.min(base - 1, points)).fired("hybrid-analysis.suspicious",
                    said + ": suspicious by " + (verdict.equals("suspicious") ? "its verdict" : "the limit of " + suspicious));
        } else if (HARMLESS.contains(verdict) || facts.is("whitelisted")) {
            draft.is(VerdictValue.NO_THREAT_FOUND, score.orElse(0L).intValue()).fired("hybrid-analysis.no-threat",
                    said + (HARMLESS.contains(verdict) ? "" : ", on its white list"));
        } else {
            withoutVerdict(draft, facts, said);
        }
    }

    /** Nothing but engine results, or a level that nothing else supports: at most suspicious. */
    private void withoutVerdict(Judged.Draft draft, Facts facts, String said) {
        long multiscan = facts.count("multiscan");
        int limit = rules.whole("hybrid-analysis.suspicious-multiscan");
        int base = rules.whole("score.suspicious");
        if (multiscan >= limit) {
            draft.shared = true;
            int points = (int) Math.max(base, Math.min(rules.whole("score.malicious") - 1L, multiscan));
            draft.is(VerdictValue.SUSPICIOUS, points).fired("hybrid-analysis.multiscan", said + ", but " + multiscan + " % of engines detect it, limit " + limit
                    + " %; engine results alone are at most suspicious, score " + points);
        } else if (facts.number("threatLevel").filter(level -> level == 1 || level == 2).isPresent()) {
            draft.is(VerdictValue.SUSPICIOUS, base).fired("hybrid-analysis.threat-level", said + ", but threat level " + facts.count("threatLevel")
                    + ": suspicious, score " + base);
        } else {
            draft.fired("hybrid-analysis.no-verdict", said + ": says nothing");
        }
    }

    private void contradictions(Judged.Draft draft, Facts facts) {
        int points = rules.whole("hybrid-analysis.contradiction-points");
        List<Facts> files = facts.objects("files");
        if (files.size() > 1) {
            long differing = files.stream().map(f -> f.text("verdict").orElse("")).distinct().count();
            boolean capped = differing > 1 && draft.verdict == VerdictValue.MALICIOUS;
            if (capped) {
                draft.is(VerdictValue.SUSPICIOUS, Math.min(draft.score, rules.whole("score.malicious") - 1));
            }
            draft.deducted += points;
            draft.fired("hybrid-analysis.several-files", "Hybrid Analysis: " + files.size() + " different files have this hash, the worst counts"
                    + (capped ? "; their verdicts differ, so at most suspicious, score " + draft.score : "") + "; confidence " + Wording.minus(points));
        }
        long disagreeing = facts.count("disagreeing");
        if (disagreeing > 0) {
            long all = facts.object("reportVerdicts").map().values().stream().mapToLong(n -> n instanceof Number number ? number.longValue() : 0).sum();
            draft.deducted += points;
            draft.fired("hybrid-analysis.reports-disagree", "Hybrid Analysis: " + disagreeing + " of "
                    + Wording.count(Math.max(all, disagreeing), "finished report") + " give another verdict; confidence " + Wording.minus(points));
        }
        if (draft.verdict == VerdictValue.MALICIOUS && facts.number("multiscan").filter(percent -> percent == 0).isPresent()) {
            draft.deducted += points;
            draft.fired("hybrid-analysis.no-engine", "Hybrid Analysis: malicious, though no engine of its multiscan detects it; confidence "
                    + Wording.minus(points));
        }
    }
}
