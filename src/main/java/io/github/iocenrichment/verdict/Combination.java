package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.VirusTotalReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Puts the sources together: the strongest verdict that is not overruled, then what the others add to it or take from it. */
final class Combination {
    private static final Set<AnswerState> COULD_NOT = Set.of(AnswerState.QUOTA, AnswerState.FAILED, AnswerState.UNAUTHORISED);
    private static final Comparator<Judged> STRONGEST = Comparator.<Judged>comparingInt(j -> j.verdict().ordinal())
            .thenComparing(Judged::aged, Comparator.reverseOrder());

    private final Rules rules;
    private final List<Judged> judged;
    private final List<FiredRule> fired = new ArrayList<>();

    Combination(Rules rules, List<Judged> judged) {
        this.rules = rules;
        this.judged = List.copyOf(judged);
    }

    Verdict verdict() {
        judged.forEach(j -> fired.addAll(j.rules()));
        List<Judged> standing = judged.stream().filter(j -> !isOverruled(j)).toList();
        Judged strongest = standing.stream().filter(j -> j.verdict().ordinal() <= VerdictValue.NO_THREAT_FOUND.ordinal()).min(STRONGEST).orElse(null);
        if (strongest == null) {
            return withoutStatement();
        }
        return strongest.verdict().isThreat() ? threat(strongest, standing) : noThreat(strongest, standing, 100 - strongest.score());
    }

    private Verdict withoutStatement() {
        List<String> unknown = judged.stream().filter(j -> j.verdict() == VerdictValue.UNKNOWN).map(Judged::source).toList();
        if (!unknown.isEmpty()) {
            fired.add(new FiredRule("combined.unknown", "No statement from " + Wording.and(unknown) + ": unknown, which is not clean"));
            return result(VerdictValue.UNKNOWN, 0);
        }
        fired.add(new FiredRule("combined.not-checked", judged.isEmpty() ? "No source was asked" : "No source gave a usable answer"));
        return result(VerdictValue.NOT_CHECKED, 0);
    }

    /** Old evidence of a threat gives way to a fresh analysis that sees none. */
    private boolean isOverruled(Judged old) {
        if (!old.verdict().isThreat() || !old.isStale()) {
            return false;
        }
        for (Judged other : judged) {
            if (other != old && other.verdict() == VerdictValue.NO_THREAT_FOUND && !other.isStale() && other.answer().observedAt() != null) {
                fired.add(new FiredRule("combined.overruled", old.source() + " is stale and overruled by the fresh analysis of " + other.source()));
                return true;
            }
        }
        return false;
    }

    private Verdict threat(Judged strongest, List<Judged> standing) {
        VerdictValue value = strongest.verdict();
        int confidence = strongest.score();
        StringBuilder sum = new StringBuilder("confidence: " + strongest.score() + " from " + strongest.source());
        if (strongest.isStale()) {
            confidence = strongest.aged();
            sum.append(", ").append(confidence).append(" after halving for age");
        }
        for (Judged other : standing) {
            confidence += agreement(strongest, other, sum);
        }
        for (Judged other : standing) {
            if (other.deducted() > 0 && other.verdict().isThreat()) {
                confidence -= other.deducted();
                sum.append(", \u2212").append(other.deducted()).append(" for contradictions within ").append(other.source());
            }
        }
        List<String> benign = standing.stream().flatMap(j -> j.benign().stream()).distinct().toList();
        confidence -= disagreement(standing, sum);
        if (!benign.isEmpty()) {
            int points = rules.whole("combined.benign-points");
            confidence -= points;
            sum.append(", \u2212").append(points).append(" for benign evidence");
            boolean strong = standing.stream().anyMatch(Judged::strong);
            VerdictValue lower = strong ? value : value == VerdictValue.MALICIOUS ? VerdictValue.SUSPICIOUS : VerdictValue.NO_THREAT_FOUND;
            fired.add(new FiredRule("combined.benign-evidence", "Benign evidence: " + String.join(", ", benign)
                    + (strong ? ": does not lower a strong detection" : ": one step down, from " + value.label() + " to " + lower.label())));
            value = lower;
        }
        if (value == VerdictValue.NO_THREAT_FOUND) {
            return noThreat(strongest, standing, 100 - strongest.score());
        }
        int bounded = Math.max(1, Math.min(100, confidence));
        sum.append(bounded == confidence ? "" : ", kept within 1 to 100").append(" = ").append(bounded);
        fired.add(new FiredRule("combined.confidence", capital(sum.toString())));
        return result(value, bounded);
    }

    private int agreement(Judged strongest, Judged other, StringBuilder sum) {
        if (other == strongest || !other.verdict().isThreat()) {
            return 0;
        }
        if (isSameEvidence(strongest, other)) {
            fired.add(new FiredRule("combined.same-evidence", other.source() + " and " + strongest.source()
                    + " show the same engine results: counted once"));
            return 0;
        }
        int points = rules.whole("combined.agreement-points");
        fired.add(new FiredRule("combined.agreement", other.source() + " agrees (" + other.verdict().label() + "): confidence +" + points));
        sum.append(", +").append(points).append(" as ").append(other.source()).append(" agrees");
        return points;
    }

    private static boolean isSameEvidence(Judged a, Judged b) {
        return a.shared() && b.source().equals(VirusTotalReader.SOURCE) || b.shared() && a.source().equals(VirusTotalReader.SOURCE)
                || a.shared() && b.shared();
    }

    /** A source whose benign evidence is counted already does not count again for seeing no threat. */
    private int disagreement(List<Judged> standing, StringBuilder sum) {
        List<String> others = standing.stream().filter(j -> j.verdict() == VerdictValue.NO_THREAT_FOUND && j.benign().isEmpty()).map(Judged::source).toList();
        if (others.isEmpty()) {
            return 0;
        }
        int points = others.size() * rules.whole("combined.disagreement-points");
        fired.add(new FiredRule("combined.disagreement", "Sources disagree: " + Wording.and(others) + (others.size() == 1 ? " sees" : " see")
                + " no threat; confidence " + Wording.minus(points)));
        sum.append(", \u2212").append(points).append(" for disagreement");
        return points;
    }

    private Verdict noThreat(Judged strongest, List<Judged> standing, int start) {
        int most = rules.whole("no-threat.max-confidence");
        int confidence = Math.min(most, start);
        StringBuilder sum = new StringBuilder("Confidence: 100 \u2212 score " + strongest.score() + " of " + strongest.source() + ", at most " + most);
        if (strongest.isStale()) {
            confidence = strongest.halvings() > 30 ? 0 : confidence >> strongest.halvings();
            sum.append(", ").append(confidence).append(" after halving for age");
        }
        List<String> missing = judged.stream().filter(j -> COULD_NOT.contains(j.answer().state())).map(Judged::source).toList();
        if (!missing.isEmpty()) {
            int points = missing.size() * rules.whole("no-threat.missing-points");
            confidence -= points;
            sum.append(", \u2212").append(points).append(" as ").append(Wording.and(missing)).append(" could not be asked");
        }
        int bounded = Math.max(1, confidence);
        fired.add(new FiredRule("combined.confidence", sum.append(" = ").append(bounded).toString()));
        return result(VerdictValue.NO_THREAT_FOUND, bounded);
    }

    private Verdict result(VerdictValue value, int confidence) {
        return new Verdict(value, confidence, fired, judged.stream().map(Judged::asSourceVerdict).toList());
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
