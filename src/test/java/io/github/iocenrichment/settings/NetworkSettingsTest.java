package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Given.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code network.*}: what is refused, and which hosts are called without the proxy. */
class NetworkSettingsTest {
    @TempDir
    Path folder;
    private Given given;

    @BeforeEach
    void folder() {
        given = new Given(folder);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            network.proxy.url      | http://u:p@proxy.example:3128 | network.proxy.url holds a user or password; take the part before '@' out
            network.proxy.url      | https://proxy.example:3128    | network.proxy.url is no http address: 'https://proxy.example:3128'
            network.proxy.url      | http://proxy.example          | network.proxy.url has no sound host and port
            network.proxy.url      | http://proxy.example:3128/x   | network.proxy.url holds a path
            network.proxy.url      | proxy.example:3128            | network.proxy.url is no http address
            network.proxy.password | p4ssw0rd                      | network.proxy.username is not set though network.proxy.password is
            network.proxy.no-proxy | intra.example,http://x        | network.proxy.no-proxy holds what is no host, address or block: 'http://x'
            network.trust          | /nowhere/ca.pem               | network.trust names a file that cannot be read: '/nowhere/ca.pem'
            ivanti.base-url        | http://itsm.example/api \
                | ivanti.base-url is plain http: the key would travel in the clear; use https, or set network.allow-http=true
            intelx.base-url        | http://intel.example/ctixapi  | intelx.base-url is plain http: the key would travel in the clear
            """)
    void isRefusedInOneLine(String setting, String value, String line) {
        assertThat(given.refused(with(setting, value), Map.of())).hasMessageStartingWith(line);
    }

    @Test
    void aSourceWithoutAKeyMayBePlainAndOneWithAKeyMayNot() {
        Map<String, String> file = with("virustotal.base-url", "http://vt.example/api");
        assertThat(given.load(file).warnings()).isEmpty();
        file.put("virustotal.api-key", "vt-key-0001");
        assertThat(given.refused(file, Map.of())).hasMessageStartingWith("virustotal.base-url is plain http");
    }

    @Test
    void aFileWithoutACertificateIsRefused() throws IOException {
        String file = given.write("ca.pem", "nothing of the kind\n").toString();
        assertThat(given.refused(with("network.trust", file), Map.of())).hasMessageStartingWith("network.trust names a file");
    }

    @Test
    void aVariableThatNamesNoHttpProxyIsRefusedByItsName() {
        assertThat(given.refused(Given.MANDATORY, Map.of("HTTPS_PROXY", "socks5://proxy.example:1080"))).hasMessageStartingWith(
                "HTTPS_PROXY names no http proxy");
        assertThat(Settings.load(Given.input(given.file(Given.MANDATORY), Map.of("HTTPS_PROXY", "proxy.example:3128"), Map.of())).proxy().lines())
                .containsExactly("Calls over https go through the proxy proxy.example:3128 (HTTPS_PROXY)");
    }

    @Test
    void thePropertyGoesBeforeTheEnvironmentAndHoldsForBoth() {
        Settings settings = Settings.load(Given.input(given.file(with("network.proxy.url", "http://one.example:3128")),
                Map.of("HTTPS_PROXY", "http://two.example:3128", "NO_PROXY", "itsm.example"), Map.of()));
        assertThat(settings.proxy().lines()).containsExactly("Calls over https go through the proxy one.example:3128 (network.proxy.url)",
                "Calls over http go through the proxy one.example:3128 (network.proxy.url)");
        assertThat(settings.proxy().of("https", "itsm.example", 443)).isEmpty();
        assertThat(settings.proxy().of("https", "vendor.example", 443)).isPresent();
        for (String loopback : new String[]{"localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"}) {
            assertThat(settings.proxy().of("https", loopback, 443)).as(loopback).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}:{2} directly {3}")
    @CsvSource({"corp.example, corp.example, 443, true", "corp.example, a.b.corp.example, 443, true", "corp.example, notcorp.example, 443, false",
            "corp.example, CORP.Example., 443, true", ".corp.example, a.corp.example, 443, true", ".corp.example, corp.example, 443, false",
            "*.corp.example, a.corp.example, 443, true", "*.corp.example, corp.example, 443, false", "corp.example:8443, corp.example, 8443, true",
            "corp.example:8443, corp.example, 443, false", "10.1.2.3, 10.1.2.3, 443, true", "10.0.0.0/8, 10.9.8.7, 443, true",
            "10.0.0.0/8, 11.0.0.1, 443, false", "10.0.0.0/8:8080, 10.9.8.7, 443, false", "10.0.0.0/8, ten.example, 443, false",
            "2001:db8::/32, 2001:db8::7, 443, true", "[2001:db8::7]:443, 2001:db8:0::7, 443, true", "[2001:db8::7]:443, 2001:db8::7, 80, false",
            "*, anything.example, 443, true", "'', anything.example, 443, false", "'a.example, b.example', b.example, 443, true"})
    void knowsWhichHostsAreCalledDirectly(String list, String host, int port, boolean directly) {
        assertThat(NoProxy.of(list).matches(host, port)).isEqualTo(directly);
    }
}
