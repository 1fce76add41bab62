package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    @ParameterizedTest
    @CsvSource({"::, ::", "::1, ::1", "1::, 1::", "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:0:1:0:0:0:0:1, 0:0:1::1", "64:ff9b::93.115.28.40, 64:ff9b::5d73:1c28", "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"})
    void printsAsRfc5952Asks(String text, String canonical) {
        assertThat(Ipv6Address.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":::", "1::2::3", "1:2:3", "1:2:3:4:5:6:7:8:9", "12345::", "g::1", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::",
        "::1.2.3", "::1.2.3.256", "1:", "::1:"})
    void refusesWhatIsNoAddress(String text) {
        assertThat(Ipv6Address.parse(text)).isNull();
    }

    /** An independent library reads and prints the same. */
    @Property(tries = 500, seed = "1")
    void agreesWithAnotherLibrary(@ForAll long high, @ForAll @LongRange(min = 0, max = 65_535) long low) {
        Ipv6Address address = new Ipv6Address(high, low << 32 | low);

        String theirs = new IPAddressString(address.toString()).getAddress().toIPv6().toCanonicalString();
        assertThat(address).hasToString(theirs);
        assertThat(Ipv6Address.parse(theirs)).isEqualTo(address);
    }
}
