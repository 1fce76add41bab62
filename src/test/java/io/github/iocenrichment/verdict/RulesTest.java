package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    @Test
    void everySettingHasADefaultThatItsOwnCheckAccepts() {
        assertThat(Rules.settings()).allSatisfy(setting -> {
            assertThat(setting.name()).startsWith("verdict.");
            assertThat(setting.words()).isNotBlank().hasSizeLessThan(160);
            assertThat(Rules.from(Map.of(setting.name(), setting.defaultValue())::get)).isNotNull();
        });
        assertThat(Rules.settings()).extracting(RuleSetting::name).doesNotHaveDuplicates();
    }

    @Test
    void blankMeansDefault() {
        assertThat(Rules.from(name -> "  ").whole("abuseipdb.malicious-score")).isEqualTo(75);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            verdict.abuseipdb.malicious-score      | 101   | verdict.abuseipdb.malicious-score: '101' is not a whole number from 1 to 100
            verdict.abuseipdb.malicious-score      | 7.5   | verdict.abuseipdb.malicious-score: '7.5' is not a whole number from 1 to 100
            verdict.abuseipdb.malicious-score      | many  | verdict.abuseipdb.malicious-score: 'many' is not a whole number from 1 to 100
            verdict.cve.high-percentile            | 95    | verdict.cve.high-percentile: '95' is not a number from 0 to 1
            verdict.cve.high-percentile            | 1e9   | verdict.cve.high-percentile: '1e9' is not a number from 0 to 1
            verdict.abuseipdb.suspicious-score     | 80    | verdict.abuseipdb.suspicious-score: 80 is above verdict.abuseipdb.malicious-score (75)
            verdict.virustotal.trusted-engines     | A=2,B | verdict.virustotal.trusted-engines: 'B' is not of the form Name=weight with a weight from 1 to 10
            """)
    void aWrongValueIsNamedWithWhatIsAllowed(String name, String value, String message) {
        assertThatThrownBy(() -> Rules.from(Map.of(name, value)::get)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void trustedEnginesAreMatchedWithoutRegardToCase() {
        Rules rules = Rules.from(Map.of("verdict.virustotal.trusted-engines", " Safe Engine = 3 , other=2,")::get);
        assertThat(rules.weight("SAFE ENGINE")).isEqualTo(3);
        assertThat(rules.weight("Other")).isEqualTo(2);
        assertThat(rules.weight("third")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(VerdictValue.class)
    void everyVerdictHasAWordOfTheStandard(VerdictValue value) {
        assertThat(value.stixWord()).isIn("malicious", "suspicious", "benign", "unknown");
        assertThat(value.stixWord().equals("benign")).isEqualTo(value == VerdictValue.NO_THREAT_FOUND);
    }
}
