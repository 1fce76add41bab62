package io.github.iocenrichment.verdict;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import java.util.List;

/**
 * All that is known about one indicator of an incident: itself, what the sources said, what it comes to.
 * For a CVE the verdict is {@link VerdictValue#UNKNOWN} or {@link VerdictValue#NOT_CHECKED}; its priority is a scale of its own.
 */
public record Finding(Indicator indicator, List<Answer> answers, Verdict verdict) {

    public Finding {
        answers = List.copyOf(answers);
    }

    /** The answers that count: what a source says as context is shown alone. */
    public List<Answer> evidence() {
        return evidence(answers);
    }

    static List<Answer> evidence(List<Answer> answers) {
        return answers.stream().filter(answer -> !SourceCatalog.is(answer.source(), Trait.CONTEXT)).toList();
    }
}
