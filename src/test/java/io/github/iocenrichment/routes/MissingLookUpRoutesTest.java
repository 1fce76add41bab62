package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The look-ups lead to routes that are not there, as after a file was renamed: nobody answered, which is reported and is not "not asked". */
class MissingLookUpRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("30-enrich", "29-read-overrides", "29-stored-answers", "34-vulnerabilities", "38-exploited-lists", "39-cve-org")
            .with("vulnerability.enabled", "true");

    private static List<Answer> enriched(Indicator indicator) {
        String recId = Incidents.collected(WORLD, indicator);
        assertThat(WORLD.runStage("enrich-incident", recId).getException()).isNull();
        // what may still come is waited for
        WORLD.clock().advance(Duration.ofHours(1));
        assertThat(WORLD.runStage("enrich-incident", recId).getException()).isNull();
        return WORLD.store().incidents().load(recId, "findings", Findings.class).orElseThrow().findings().get(0).answers();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"URL, http://login.example.net/a, url-sources, look-up-virustotal", "IPV4, 198.51.100.77, ip-sources, look-up-abuseipdb"})
    void theIndicatorHasFailedWithRouteAndStep(IndicatorType type, String value, String step, String missing) {
        assertThat(enriched(Indicator.of(type, value))).singleElement().satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
            assertThat(answer.reason()).startsWith("the look-up failed in route ask-sources, step " + step + ": ").contains("direct://" + missing);
        });
    }

    /** EPSS is asked about all CVEs at once, before the others: that it cannot be asked stops neither them nor the incident. */
    @Test
    void epssHasFailedAndTheOtherSourcesGoOn() {
        assertThat(enriched(Indicator.of(IndicatorType.CVE, "CVE-2026-41234"))).extracting(Answer::source).contains("nvd", "kev");
        assertThat(enriched(Indicator.of(IndicatorType.CVE, "CVE-2026-41235"))).filteredOn(answer -> answer.source().equals("epss")).singleElement()
                .satisfies(answer -> {
                    assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
                    assertThat(answer.reason()).startsWith("the look-up failed in route ask-sources, step epss-for-all-cves: ")
                            .contains("direct://look-up-epss");
                });
    }
}
