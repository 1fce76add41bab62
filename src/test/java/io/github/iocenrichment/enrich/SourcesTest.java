package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsInput;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sources are asked about a type is a setting. */
class SourcesTest {
    private static Sources sources(Map<String, String> given) {
        return new Sources(AskingVirusTotal.settings(given));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"ip; direct:look-up-abuseipdb", "hash; direct:look-up-hybrid-analysis, direct:look-up-virustotal",
            "url; direct:look-up-virustotal", "domain; direct:look-up-virustotal", "cve; direct:look-up-vulnerability"})
    void asShipped(String kind, String routes) {
        assertThat(String.join(", ", sources(Map.of()).lookUps(kind))).isEqualTo(routes);
    }

    @Test
    void theOrderIsThatOfTheSettingAndNobodyIsAskedTwice() {
        Settings settings = Settings.load(new SettingsInput(null, null, Map.of("ENRICH_URL", " urlscan, virustotal ,urlscan"), new Properties(),
                AskingVirusTotal.MANDATORY, Set.of()));
        assertThat(new Sources(settings).lookUps("url"))
                .containsExactly("direct:look-up-urlscan", "direct:look-up-virustotal");
    }

    @Test
    void whereNobodyIsAskedTheAnswerSaysSo() {
        assertThat(sources(Map.of("enrich.domain", ",")).lookUps("domain")).containsExactly("direct:no-source");
    }

    @Test
    void aSourceWithoutARouteIsRefused() {
        Sources sources = sources(Map.of("enrich.url", "virustotal,urlscn"));
        assertThatThrownBy(() -> sources.check(Set.of("direct:look-up-abuseipdb", "direct:look-up-virustotal", "direct:look-up-hybrid-analysis",
                "direct:look-up-vulnerability", "direct:look-up-urlscan")::contains)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("enrich.url").hasMessageContaining("'urlscn'").hasMessageContaining("direct:look-up-urlscn");
    }
}
