package io.github.iocenrichment.verdict;

import io.github.iocenrichment.lists.Warning;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the sources together: the strongest verdict that is not overruled, then what the others add to it or take from it. */
final class Combination {
    private static final Set<AnswerState> COULD_NOT = Set.of(AnswerState.QUOTA, AnswerState.FAILED, AnswerState.UNAUTHORISED);
    /** Of the same weight, the fresher one speaks: in whichever order answers come, the confidence is the same. */
    private static final Comparator<Judged> STRONGEST = Comparator.<Judged>comparingInt(j -> j.verdict().ordinal())
            .thenComparing(Judged::aged, Comparator.reverseOrder()).thenComparing(Judged::halvings);

    private final Rules rules;
    private final List<Judged> judged;
    private final @Nullable Warning warning;
    private final List<FiredRule> fired = new ArrayList<>();

    /** @param warning the warning list that the value is on; null when it is on none */
    Combination(Rules rules, List<Judged> judged, @Nullable Warning warning) {
        this.rules = rules;
        this.warning = warning;
        this.judged = List.copyOf(judged);
    }

    Verdict verdict() {
        judged.forEach(j -> fired.addAll(j.rules()));
        List<Judged> standing = judged.stream().filter(j -> !isOverruled(j)).toList();
        Judged strongest = standing.stream().filter(j -> j.verdict().ordinal() <= VerdictValue.NO_THREAT_FOUND.ordinal()).min(STRONGEST).orElse(null);
        if (strongest == null) {
            return withoutStatement();
        }
        return strongest.verdict().isThreat() ? threat(strongest, standing) : noThreat(strongest);
    }

    private Verdict withoutStatement() {
        List<String> unknown = judged.stream().filter(j -> j.verdict() == VerdictValue.UNKNOWN).map(Judged::source).toList();
        if (!unknown.isEmpty()) {
            fired.add(new FiredRule("combined.unknown", "No statement from " + Wording.sources(unknown) + ": unknown, which is not clean"));
            return result(VerdictValue.UNKNOWN, 0);
        }
        fired.add(new FiredRule("combined.not-checked", judged.isEmpty() ? "No source was asked" : "No source gave a usable answer"));
        return result(VerdictValue.NOT_CHECKED, 0);
    }

    /** Old evidence of a threat gives way to a fresh analysis that sees none, unless it was strong. */
    private boolean isOverruled(Judged old) {
        if (!old.verdict().isThreat() || !old.isStale() || old.strong()) {
            return false;
        }
        for (Judged other : judged) {
            if (other.verdict() == VerdictValue.NO_THREAT_FOUND && !other.isStale() && other.answer().observedAt() != null) {
                fired.add(new FiredRule("combined.overruled", Wording.source(old.source()) + " is stale and overruled by the fresh analysis of "
                        + Wording.source(other.source())));
                return true;
            }
        }
        return false;
    }

    private Verdict threat(Judged strongest, List<Judged> standing) {
        Sum sum = new Sum(strongest.score(), "the score of " + Wording.source(strongest.source()));
        sum.halve(strongest.halvings(), strongest.aged());
        agreement(strongest, standing, sum);
        for (Judged other : standing) {
            if (other.deducted() > 0 && other.verdict().isThreat()) {
                sum.add(-other.deducted(), "contradictions within " + Wording.source(other.source()));
            }
        }
        disagreement(standing, sum);
        VerdictValue value = benign(strongest.verdict(), standing, sum);
        return value == VerdictValue.NO_THREAT_FOUND ? noThreat(strongest) : result(value, sum.fire(fired));
    }

    /** Benign evidence, a warning list included, costs confidence and one step, however much there is of it; a strong detection keeps its step. */
    private VerdictValue benign(VerdictValue value, List<Judged> standing, Sum sum) {
        List<String> evidence = new ArrayList<>(standing.stream().flatMap(j -> j.benign().stream()).distinct().toList());
        if (warning != null) {
            fired.add(new FiredRule("warning-list." + warning.kind().label(), "On a warning list: " + warning.words()));
            evidence.add("warning list (" + warning.kind().words() + ")");
        }
        if (evidence.isEmpty()) {
            return value;
        }
        boolean strong = standing.stream().anyMatch(Judged::strong);
        VerdictValue lower = strong ? value : value == VerdictValue.MALICIOUS ? VerdictValue.SUSPICIOUS : VerdictValue.NO_THREAT_FOUND;
        fired.add(new FiredRule("combined.benign-evidence", "Benign evidence: " + String.join(", ", evidence)
                + (strong ? ": does not lower a strong detection" : ": one step down, from " + value.label() + " to " + lower.label())));
        sum.add(-rules.whole("combined.benign-points"), "benign evidence");
        return lower;
    }

    /** The same engine results, shown by two sources, agree with themselves: they count once, whichever of the two is the strongest. */
    private void agreement(Judged strongest, List<Judged> standing, Sum sum) {
        List<Judged> threats = standing.stream().filter(j -> j.verdict().isThreat()).toList();
        Optional<String> shown = threats.stream().map(Judged::source).filter(source -> SourceCatalog.is(source, Trait.ENGINES)).findFirst();
        for (Judged other : threats) {
            if (other == strongest) {
                continue;
            }
            if (other.shared() && shown.isPresent() || strongest.shared() && (other.shared() || SourceCatalog.is(other.source(), Trait.ENGINES))) {
                fired.add(new FiredRule("combined.same-evidence", Wording.source(other.source()) + " shows the same engine results as "
                        + Wording.source(shown.filter(engines -> other.shared()).orElse(strongest.source())) + ": counted once"));
            } else {
                fired.add(new FiredRule("combined.agreement", Wording.source(other.source()) + " agrees (" + other.verdict().label() + ")"));
                sum.add(other.aged(rules.whole("combined.agreement-points")), "agreement of " + Wording.source(other.source()) + halved(other));
            }
        }
    }

    /** A source whose benign evidence is counted already does not count again for seeing no threat; that it sees none is stated all the same. */
    private void disagreement(List<Judged> standing, Sum sum) {
        List<Judged> others = standing.stream().filter(j -> j.verdict() == VerdictValue.NO_THREAT_FOUND).toList();
        if (others.isEmpty()) {
            return;
        }
        fired.add(new FiredRule("combined.disagreement", "Sources disagree: " + Wording.sources(others.stream().map(Judged::source).toList())
                + (others.size() == 1 ? " sees" : " see") + " no threat"));
        for (Judged other : others) {
            if (other.benign().isEmpty()) {
                sum.add(-other.aged(rules.whole("combined.disagreement-points")), "disagreement of " + Wording.source(other.source()) + halved(other));
            }
        }
    }

    private static String halved(Judged other) {
        return other.isStale() ? " (halved " + Wording.times(other.halvings()) + " for age)" : "";
    }

    private Verdict noThreat(Judged strongest) {
        int most = rules.whole("no-threat.max-confidence");
        Sum sum = new Sum(Math.max(0, most - strongest.score()), most + " \u2212 score " + strongest.score() + " of " + Wording.source(strongest.source()));
        sum.halve(strongest.halvings(), strongest.aged(sum.value()));
        List<String> missing = judged.stream().filter(j -> COULD_NOT.contains(j.answer().state())).map(Judged::source).toList();
        if (!missing.isEmpty()) {
            sum.add(-missing.size() * rules.whole("no-threat.missing-points"), "no answer from " + Wording.sources(missing));
        }
        return result(VerdictValue.NO_THREAT_FOUND, sum.fire(fired));
    }

    private Verdict result(VerdictValue value, int confidence) {
        return new Verdict(value, confidence, fired, judged.stream().map(Judged::asSourceVerdict).toList());
    }
}
