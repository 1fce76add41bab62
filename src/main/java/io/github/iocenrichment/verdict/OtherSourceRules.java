package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.AddedFacts;
import java.util.Locale;
import java.util.Optional;

/**
 * What a source comes to that was added by a route: the fact {@code verdict} in one of the usual words, or else the fact {@code score}
 * from 0 to 100. A source that gives neither says nothing.
 */
final class OtherSourceRules {
    private final Rules rules;

    OtherSourceRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft, AddedFacts facts) {
        Optional<Long> score = Optional.ofNullable(facts.score()).map(s -> Math.max(0, Math.min(100, s)));
        String source = draft.answer.source();
        Optional<String> word = Optional.ofNullable(facts.verdict());
        VerdictValue verdict = word.map(w -> switch (w.strip().toLowerCase(Locale.ROOT)) {
            case "malicious" -> VerdictValue.MALICIOUS;
            case "suspicious" -> VerdictValue.SUSPICIOUS;
            case "no-threat-found", "benign", "harmless", "clean", "safe" -> VerdictValue.NO_THREAT_FOUND;
            default -> VerdictValue.UNKNOWN;
        }).orElse(VerdictValue.UNKNOWN);
        int base = rules.whole("score.malicious");
        if (verdict == VerdictValue.UNKNOWN && score.isPresent()) {
            int points = score.get().intValue();
            int malicious = rules.whole("other.malicious-score");
            int suspicious = rules.whole("other.suspicious-score");
            String said = Wording.source(source) + ": score " + points;
            if (points >= malicious) {
                draft.is(VerdictValue.MALICIOUS, points).fired(source + ".malicious", said + " reaches the limit of " + malicious);
            } else if (points >= suspicious) {
                draft.is(VerdictValue.SUSPICIOUS, points).fired(source + ".suspicious", said + " reaches the limit of " + suspicious);
            } else {
                draft.score = points;
                draft.fired(source + ".no-verdict", said + " is below the limit of " + suspicious + " and no statement of harmlessness");
            }
            return;
        }
        boolean contradicted = verdict == VerdictValue.NO_THREAT_FOUND && score.orElse(0L) >= rules.whole("other.suspicious-score");
        if (contradicted) {
            verdict = VerdictValue.SUSPICIOUS;
        }
        int points = switch (verdict) {
            case MALICIOUS -> score.orElse((long) base).intValue();
            case SUSPICIOUS -> Math.min(base - 1, score.orElse((long) rules.whole("score.suspicious")).intValue());
            default -> score.orElse(0L).intValue();
        };
        String said = Wording.source(source) + ": " + word.map(w -> "calls it " + w.strip()).orElse("gives no verdict") + score.map(s -> ", score " + s)
                .orElse("");
        draft.is(verdict, points).fired(source + "." + rule(verdict), said + (verdict == VerdictValue.UNKNOWN ? ": says nothing"
                : (contradicted ? ": word and score contradict each other" : "") + Wording.counted(score.orElse(-1L), points)));
    }

    private static String rule(VerdictValue verdict) {
        return switch (verdict) {
            case NO_THREAT_FOUND -> "no-threat";
            case UNKNOWN -> "no-verdict";
            default -> verdict.label();
        };
    }
}
