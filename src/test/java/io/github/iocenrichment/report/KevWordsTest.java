package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KevWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", quoteCharacter = '`', textBlock = """
            2026-11-24 ! Yes   ! Update. ! Bypass \
                ! `, due 2026-11-24; CISA asks to look for traces of compromise before the fix; required action: "Update."; what it is: "Bypass"`
            2026-11-22 ! Maybe ! -       ! -      ! `, due 2026-11-22, which has passed`
            2026-11-23 ! -     ! -       ! -      ! `, due 2026-11-23`
            soon       ! -     ! -       ! -      ! `, due soon`
            -          ! -     ! -       ! -      ! ``
            """)
    void whatIsAskedIsSaidAndWhatIsNotStatedIsNot(String due, String triage, String action, String description, String words) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("knownExploited", true);
        facts.put("kevDueDate", due);
        facts.put("kevForensicTriage", triage);
        facts.put("kevAction", action);
        facts.put("kevDescription", description);
        facts.values().removeIf(Objects::isNull);
        Answer answer = new Answer("kev", IndicatorType.CVE, "CVE-2026-41234", AnswerState.FOUND, null, null, NOW, null, null, "known to be exploited", facts);
        assertThat(new KevWords(Messages.english(), NOW).of(answer)).isEqualTo(words);
    }
}
