package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.LogLines;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a key that a source refuses. */
class KeyRefusalsTest {
    private final MovableClock clock = new MovableClock("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"virustotal, virustotal.api-key", "kev-vulncheck, kev.vulncheck.api-key"})
    void theLogNamesTheSettingWithTheKey(String source, String setting) {
        Indicator cve = Indicator.of(IndicatorType.CVE, "CVE-2026-41234");
        LookUp lookUp = new LookUp(source, cve, UrlPrivacy.builtIn().outgoing(cve), "5D6A8D1B1E2F4C3B9A8F7E6D5C4B3A21", null, null);
        Answer refusal = Answer.without(AnswerState.UNAUTHORISED, source, cve.type(), cve.value(), "it refused the key (401)", clock.instant());
        try (Store store = Store.open(Databases.H2.fresh("node-1"), clock); LogLines log = LogLines.of("incidents")) {
            new KeyRefusals(new LastErrors(clock), new IncidentLog(store.incidents())).refused(lookUp, refusal, clock.instant());
            assertThat(log.lines()).singleElement().asString().endsWith("it refused the key (401); check " + setting);
        }
    }
}
