package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A further note is written for news only. */
class ReportChangeTest {
    private static final String VALUE = "a.example";

    @Test
    void equalFindingsAreNoNewsWhateverTheirOrder() {
        Finding a = Reports.badUrl();
        Finding b = Reports.neverSeen();

        assertThat(ReportChange.between(List.of(a, b), List.of(b, a)).isEmpty()).isTrue();
        assertThat(ReportChange.between(List.of(), List.of()).isEmpty()).isTrue();
    }

    @Test
    void anotherVerdictIsNews() {
        ReportChange change = ReportChange.between(List.of(of(VerdictValue.UNKNOWN, 0, missing())), List.of(of(VerdictValue.MALICIOUS, 90, found("9 of 90"))));

        assertThat(change.changes()).containsExactly(
                new ReportChange.Change(IndicatorType.DOMAIN, VALUE, VerdictValue.UNKNOWN, VerdictValue.MALICIOUS, List.of("virustotal")));
    }

    @Test
    void anAnswerAfterAQuotaIsNewsThoughTheVerdictStays() {
        Answer quota = Reports.without(AnswerState.QUOTA, "virustotal", IndicatorType.DOMAIN, VALUE, "quota used up");

        assertThat(ReportChange.between(List.of(of(VerdictValue.UNKNOWN, 0, quota)), List.of(of(VerdictValue.UNKNOWN, 0, missing()))).changes())
                .extracting(ReportChange.Change::answered).containsExactly(List.of("virustotal"));
    }

    @Test
    void aNewIndicatorIsNews() {
        assertThat(ReportChange.between(List.of(), List.of(of(VerdictValue.UNKNOWN, 0, missing()))).changes()).hasSize(1)
                .first().satisfies(change -> assertThat(change.before()).isNull());
    }

    @Test
    void otherFiguresOfTheSameSourceAreNews() {
        List<Finding> before = List.of(of(VerdictValue.MALICIOUS, 90, found("9 of 90")));
        List<Finding> now = List.of(of(VerdictValue.MALICIOUS, 90, found("30 of 90")));

        assertThat(ReportChange.between(before, now).isEmpty()).isFalse();
    }

    @Test
    void anotherSilenceOrAMovedConfidenceIsNoNews() {
        Answer failed = Reports.without(AnswerState.FAILED, "virustotal", IndicatorType.DOMAIN, VALUE, "no answer in time");
        Answer quota = Reports.without(AnswerState.QUOTA, "virustotal", IndicatorType.DOMAIN, VALUE, "quota used up");

        assertThat(ReportChange.between(List.of(of(VerdictValue.NOT_CHECKED, 0, failed)), List.of(of(VerdictValue.NOT_CHECKED, 0, quota))).isEmpty()).isTrue();
        assertThat(ReportChange.between(List.of(of(VerdictValue.MALICIOUS, 90, found("9"))),
                List.of(of(VerdictValue.MALICIOUS, 85, found("9")))).isEmpty()).isTrue();
        assertThat(ReportChange.between(List.of(of(VerdictValue.UNKNOWN, 0, missing())), List.of(of(VerdictValue.UNKNOWN, 0, failed))).isEmpty())
                .as("an answer that got lost again").isTrue();
    }

    private static Finding of(VerdictValue verdict, int confidence, Answer answer) {
        return Reports.finding(IndicatorType.DOMAIN, VALUE, verdict, confidence, List.of(), List.of(), answer);
    }

    private static Answer missing() {
        return Reports.without(AnswerState.NOT_FOUND, "virustotal", IndicatorType.DOMAIN, VALUE, "no record");
    }

    private static Answer found(String summary) {
        return Reports.found("virustotal", IndicatorType.DOMAIN, VALUE, summary, null, null);
    }
}
