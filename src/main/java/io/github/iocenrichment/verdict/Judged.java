package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one answer alone comes to, before the sources are put together.
 *
 * @param score    threat score 0-100, not yet reduced by age
 * @param strong   a detection that benign evidence cannot lower and no other source overrules, however old it is
 * @param halvings how often the confidence halves for age; above 0 the evidence is stale
 * @param shared   rests on engine results alone, which a source of engines shows too
 * @param benign   benign evidence in words
 * @param deducted points off the confidence for contradictions within the source
 */
record Judged(Answer answer, VerdictValue verdict, int score, boolean strong, int halvings, boolean shared, List<String> benign, int deducted,
              List<FiredRule> rules) {

    boolean isStale() {
        return halvings > 0;
    }

    /** The score after age: what this source alone would give as confidence. */
    int aged() {
        return aged(score);
    }

    /** What is left of some points after age. */
    int aged(int points) {
        return halvings > 30 ? 0 : points >> halvings;
    }

    String source() {
        return answer.source();
    }

    SourceVerdict asSourceVerdict() {
        return new SourceVerdict(source(), answer.state(), verdict, score);
    }

    /** Collects what a source's rules find, in the order in which they fire. */
    static final class Draft {
        final Answer answer;
        VerdictValue verdict = VerdictValue.UNKNOWN;
        int score;
        boolean strong;
        boolean shared;
        int deducted;
        final List<String> benign = new ArrayList<>();
        final List<FiredRule> rules = new ArrayList<>();

        Draft(Answer answer) {
            this.answer = answer;
        }

        Draft is(VerdictValue value, int points) {
            verdict = value;
            score = Math.max(0, Math.min(100, points));
            return this;
        }

        Draft fired(String id, String words) {
            rules.add(new FiredRule(id, words));
            return this;
        }

        Judged done(int halvings) {
            return new Judged(answer, verdict, score, strong && verdict.isThreat(), halvings, shared, List.copyOf(benign), deducted,
                    List.copyOf(rules));
        }
    }
}
