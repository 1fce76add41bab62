package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an incident is found by, and what it adds to the figures. */
class IncidentIndexTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T10:00:00Z");

    private static Answer answer(String source, AnswerState state, Instant at) {
        return Answer.without(state, source, IndicatorType.IPV4, "198.51.100.7", "x", at);
    }

    private static SourceVerdict said(String source, VerdictValue verdict) {
        return new SourceVerdict(source, AnswerState.FOUND, verdict, 50);
    }

    private static final Finding BAD = new Finding(Indicator.of(IndicatorType.IPV4, "198.51.100.7"),
            List.of(answer("virustotal", AnswerState.FOUND, ASKED.plusSeconds(1)),
            answer("abuseipdb", AnswerState.FOUND, ASKED.minusSeconds(1))), new Verdict(VerdictValue.MALICIOUS, 90, List.of(),
            List.of(said("virustotal", VerdictValue.MALICIOUS), said("abuseipdb", VerdictValue.MALICIOUS),
            said("hybrid-analysis", VerdictValue.NO_THREAT_FOUND), said("nvd", VerdictValue.UNKNOWN))));
    private static final Finding UNASKED = new Finding(Indicator.of(IndicatorType.DOMAIN, "bad.example"),
            List.of(answer("virustotal", AnswerState.QUOTA, ASKED),
            answer(Answer.NO_SOURCE, AnswerState.SKIPPED, ASKED)), new Verdict(VerdictValue.NOT_CHECKED, 0, List.of(), List.of()));

    @Test
    void isFoundByItsIndicatorsWordsVerdictsAndAnswers() {
        assertThat(IncidentIndex.terms("Re: URGENT – invoice, invoice 7", List.of(BAD, UNASKED)))
                .containsExactlyInAnyOrder("word|re", "word|urgent", "word|invoice",
                "ioc|198.51.100.7", "ioc|bad.example", "rated|malicious|198.51.100.7", "verdict|malicious",
                "verdict|not-checked", "answer|virustotal", "answer|virustotal|found", "answer|virustotal|quota",
                "answer|abuseipdb", "answer|abuseipdb|found");
        assertThat(IncidentIndex.indicator("http://bad.example/" + "x".repeat(300))).startsWith("ioc|sha256:").hasSizeLessThan(100);
    }

    @Test
    void countsWhatItCostAndWhoAgreed() {
        assertThat(IncidentIndex.figures(List.of(BAD, UNASKED), ASKED, 2)).containsOnly(Map.entry("indicators", 2L), Map.entry("unread", 2L),
                Map.entry("worst|malicious", 1L), Map.entry("verdict|malicious", 1L), Map.entry("verdict|not-checked", 1L), Map.entry("enriched", 1L),
                Map.entry("answer|virustotal|found", 1L), Map.entry("answer|virustotal|quota", 1L), Map.entry("answer|abuseipdb|found", 1L),
                Map.entry("asked|virustotal", 1L), Map.entry("kept|abuseipdb", 1L), Map.entry("agree|abuseipdb|virustotal", 1L),
                Map.entry("differ|hybrid-analysis|virustotal", 1L), Map.entry("differ|abuseipdb|hybrid-analysis", 1L));
        assertThat(IncidentIndex.figures(List.of(), ASKED, 0)).containsOnly(Map.entry("indicators", 0L), Map.entry("worst|none", 1L));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'a b', ''", "'Überweisung 東京', 'word|überweisung word|東京'", "'<script>x1</script>', 'word|script word|x1'"})
    void wordsAreOfAnyLanguageAndNotOfOneLetter(String subject, String terms) {
        assertThat(String.join(" ", IncidentIndex.words(subject))).isEqualTo(terms);
    }
}
