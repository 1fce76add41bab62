package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.CvePriority.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private final Scorer scorer = new Scorer(Rules.defaults());

    @Test
    void whatMayNotLeaveTheHouseIsNotCheckedAndSaysWhy() {
        Indicator own = new Indicator(IndicatorType.IPV4, "10.1.2.3", false, "private address", List.of());
        Answer skipped = Answer.without(AnswerState.SKIPPED, "abuseipdb", IndicatorType.IPV4, "10.1.2.3", "private address", Example.NOW);
        for (List<Answer> answers : List.of(List.<Answer>of(), List.of(skipped))) {
            Verdict verdict = scorer.score(own, answers, Example.NOW).verdict();
            assertThat(verdict.value()).isEqualTo(VerdictValue.NOT_CHECKED);
            assertThat(verdict.rules()).containsExactly(new FiredRule("combined.not-asked", "Not asked: private address"));
        }
    }

    @Test
    void withoutAnswersNothingWasChecked() {
        Finding finding = scorer.score(Indicator.of(IndicatorType.URL, "https://a.example/"), List.of(), Example.NOW);
        assertThat(finding.verdict().value()).isEqualTo(VerdictValue.NOT_CHECKED);
        assertThat(finding.verdict().rules()).containsExactly(new FiredRule("combined.not-checked", "No source was asked"));
    }

    @Test
    void eachSourceKeepsItsOwnVerdictAndState() {
        Answer found = new Answer("virustotal", IndicatorType.URL, "u", AnswerState.FOUND, null, null, Example.NOW, Example.NOW, null, null,
                Map.of("malicious", 20, "undetected", 50L));
        Answer quota = Answer.without(AnswerState.QUOTA, "urlscan", IndicatorType.URL, "u", "quota used up", Example.NOW);
        Verdict verdict = scorer.score(Indicator.of(IndicatorType.URL, "u"), List.of(found, quota), Example.NOW).verdict();
        assertThat(verdict.bySource()).containsExactly(new SourceVerdict("virustotal", AnswerState.FOUND, VerdictValue.MALICIOUS, 82),
                new SourceVerdict("urlscan", AnswerState.QUOTA, VerdictValue.NOT_CHECKED, 0));
    }

    @Test
    void aCvesPriorityNamesWhatCouldNotBeAsked() {
        Answer failed = Answer.without(AnswerState.FAILED, "kev", IndicatorType.CVE, "CVE-2026-1", "silence", Example.NOW);
        Answer severe = new Answer("nvd", IndicatorType.CVE, "CVE-2026-1", AnswerState.FOUND, null, null, Example.NOW, null, null, null,
                Map.of("cvssScore", 9.8, "cvssVersion", "3.1"));
        CvePriority priority = CvePriority.of(List.of(severe, failed), Rules.defaults());
        assertThat(priority.level()).isEqualTo(Level.MEDIUM);
        assertThat(priority.notChecked()).containsExactly("kev");
        assertThat(scorer.score(Indicator.of(IndicatorType.CVE, "CVE-2026-1"), List.of(severe, failed), Example.NOW).verdict().value())
                .isEqualTo(VerdictValue.UNKNOWN);
    }
}
