package io.github.iocenrichment.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is new since the last note. Only what an analyst would act on counts: another verdict, a source that has answered now,
 * an indicator that was not there. A new time of asking, another order or a moved confidence is no news.
 *
 * @param changes one per indicator that changed; empty when there is nothing to report
 */
public record ReportChange(List<Change> changes) {

    /**
     * One indicator that changed.
     *
     * @param type     its kind
     * @param value    its canonical value
     * @param before   the verdict reported last; null when the indicator is new
     * @param now      the verdict now
     * @param answered sources that had not answered and now have
     */
    public record Change(IndicatorType type, String value, @Nullable VerdictValue before, VerdictValue now, List<String> answered) {

        public Change {
            answered = List.copyOf(answered);
        }

        boolean isVerdict() {
            return before != now;
        }
    }

    public ReportChange {
        changes = List.copyOf(changes);
    }

    public static ReportChange none() {
        return new ReportChange(List.of());
    }

    @JsonIgnore
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** What {@code now} says that {@code before} did not. */
    public static ReportChange between(List<Finding> before, List<Finding> now) {
        Map<String, Finding> known = new LinkedHashMap<>();
        before.forEach(finding -> known.put(finding.indicator().key(), finding));
        List<Change> changes = new ArrayList<>();
        for (Finding finding : now) {
            Finding old = known.get(finding.indicator().key());
            List<String> answered = newlyAnswered(old, finding);
            VerdictValue was = old == null ? null : old.verdict().value();
            if (was != finding.verdict().value() || !answered.isEmpty()) {
                changes.add(new Change(finding.indicator().type(), finding.indicator().value(), was, finding.verdict().value(), answered));
            }
        }
        return new ReportChange(changes);
    }

    private static List<String> newlyAnswered(@Nullable Finding old, Finding finding) {
        Map<String, Answer> before = old == null ? Map.of()
                : old.answers().stream().collect(Collectors.toMap(Answer::source, answer -> answer, (a, b) -> b));
        return finding.answers().stream().filter(answer -> isNews(before.get(answer.source()), answer)).map(Answer::source).distinct().toList();
    }

    private static boolean isNews(@Nullable Answer before, Answer now) {
        if (now.state() != AnswerState.FOUND && now.state() != AnswerState.NOT_FOUND) {
            return false;
        }
        return before == null || before.state() != now.state()
                || now.state() == AnswerState.FOUND && !Objects.equals(before.summary(), now.summary());
    }
}
