package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionCasesTest {
    private static final IndicatorExtractor EXTRACTOR = new IndicatorExtractor(ExtractionRules.builtIn());

    static Stream<CaseFile.Case> cases() {
        return CaseFile.read().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatTheCaseSaysAndNothingElse(CaseFile.Case each) {
        IndicatorPolicy policy = new IndicatorPolicy(each.ownDomains(), AllowList.empty());
        List<Indicator> found = policy.apply(EXTRACTOR.extract(each.text(), each.kind(), "Symptom", ""));

        assertThat(found.stream().map(ExtractionCasesTest::line)).containsExactlyInAnyOrderElementsOf(each.found());
    }

    @Test
    void thereAreSeveralHundredCases() {
        assertThat(CaseFile.read()).hasSizeGreaterThan(400);
    }

    static String line(Indicator indicator) {
        return (indicator.enrichable() ? "" : "! ") + indicator.type().label() + " " + indicator.value();
    }
}
