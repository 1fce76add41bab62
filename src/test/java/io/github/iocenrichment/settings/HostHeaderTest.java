package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {

    @ParameterizedTest
    @CsvSource({"localhost, localhost", "LocalHost:8080, localhost", "localhost., localhost", "localhost.:80, localhost", "localhost:, localhost",
        "127.0.0.1:8080, 127.0.0.1", "[::1], [::1]", "[::1]:8080, [::1]", "[0:0:0:0:0:0:0:1], [::1]", "[2001:DB8::5]:1, [2001:db8::5]",
        "soc_1.example.org, soc_1.example.org", "127.1, 127.1", "2130706433, 2130706433"})
    void oneHostHasOneForm(String header, String host) {
        assertThat(HostHeader.host(header)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost evil", "localhost,evil", "user@localhost", "localhost/evil", "localhost:80:80", "localhost:x",
            "localhost:123456",
        "::1", "[::1", "[::1]x", "[::1%lo]", "[localhost]", "[::1/64]", "[1.2.3.4]", "..", "a..b", "localhost..", ".localhost", "-", "lo\u0000calhost",
        "lоcalhost", "http://localhost",
        "localhost#", "localhost?", "*"})
    void whatIsNoHostIsNone(String header) {
        assertThat(HostHeader.host(header)).isEmpty();
    }

    @Property(tries = 2000, seed = "1")
    void theFormOfAFormIsItself(@ForAll String header) {
        Optional<String> host = HostHeader.host(header);
        assertThat(host.flatMap(HostHeader::host)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "::, true", "0:0:0:0:0:0:0:0, true", "127.0.0.1, false", "localhost, false", "::1, false", "soc.example, false"})
    void aWildcardStandsForEveryAddress(String host, boolean wildcard) {
        assertThat(HostHeader.isWildcard(host)).isEqualTo(wildcard);
    }
}
