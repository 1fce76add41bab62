package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    private static AllowedHosts hosts(String host, String allowed) {
        Map<String, String> given = new TreeMap<>(Map.of("ivanti.base-url", "https://itsm.example/api", "ivanti.api-key", "key-1", "intelx.base-url",
                "https://intel.example/ctixapi", "intelx.access-id", "id-1", "intelx.secret-key", "key-2", "stix.producer.name", "SOC", "stix.producer.id",
                "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "http.token", "token-of-the-page-1"));
        given.put("http.host", host);
        given.put("http.allowed-hosts", allowed == null ? "" : allowed);
        Properties properties = new Properties();
        properties.putAll(given);
        return AllowedHosts.of(Settings.load(new SettingsInput(null, null, Map.of(), properties, Map.of())));
    }

    @ParameterizedTest(name = "listening on {0}, allowing {1}: Host {2}, target {3}")
    @CsvSource(nullValues = "none", value = {
        "127.0.0.1, none, localhost:8080, /, true", "127.0.0.1, none, 127.0.0.1, /, true", "127.0.0.1, none, [::1]:8080, /, true",
        "127.0.0.1, none, LOCALHOST, /, true", "127.0.0.1, none, evil.example, /, false", "127.0.0.1, none, localhost.evil.example, /, false",
        "127.0.0.1, none, none, /, false", "127.0.0.1, none, localhost|localhost, /, false", "127.0.0.1, none, localhost|evil.example, /, false",
        "127.0.0.1, none, localhost, http://localhost:8080/, true", "127.0.0.1, none, localhost, http://evil.example/, false",
        "127.0.0.1, none, evil.example, http://localhost/, false", "127.0.0.1, none, localhost, http://localhost@evil.example/, false",
        "127.0.0.1, none, localhost, evil.example:80, false", "127.0.0.1, none, localhost, *, false",
        "10.20.4.18, none, 10.20.4.18:8080, /, true", "10.20.4.18, none, localhost, /, true", "10.20.4.18, none, soc.example, /, false",
        "2001:db8::5, none, [2001:DB8:0::5]:8080, /, true", "soc.example, none, SOC.example., /, true",
        "0.0.0.0, none, 0.0.0.0, /, false", "0.0.0.0, none, 10.20.4.18, /, false", "0.0.0.0, none, localhost, /, true", "::, none, [::], /, false",
        "0.0.0.0, 'soc.example, 10.20.4.18', SOC.EXAMPLE:443, /, true", "0.0.0.0, soc.example, localhost, /, false",
        "0.0.0.0, '2001:db8::5,[::1]', [2001:db8::5], /, true"})
    void onlyTheListedHostsAreAnswered(String host, String allowed, String headers, String target, boolean answered) {
        List<String> sent = headers == null ? List.of() : Arrays.asList(headers.split("\\|"));
        assertThat(hosts(host, allowed).areAnswered(sent, target)).isEqualTo(answered);
    }
}
