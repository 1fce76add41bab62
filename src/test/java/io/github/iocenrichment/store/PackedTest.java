package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PackedTest {

    @Property(tries = 500, seed = "1")
    void everyTextComesBackAsItWas(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(Packed.text(Packed.of(valid), null)).isEqualTo(valid);
    }

    @Example
    void longTextIsMuchShorter() {
        String findings = "{\"type\":\"ipv4\",\"value\":\"198.51.100.23\",\"verdict\":\"malicious\"},".repeat(20_000);
        byte[] packed = Packed.of(findings);
        assertThat(packed.length).isLessThan(findings.length() / 20);
        assertThat(Packed.text(packed, null)).isEqualTo(findings);
    }

    @Example
    void whatAnEarlierVersionWroteIsReadAsItIs() {
        assertThat(Packed.text(null, "{}")).isEqualTo("{}");
    }

    @Example
    void damageIsReportedInWords() {
        byte[] packed = Packed.of("some text that is long enough to be cut in the middle of its bytes");
        assertThatThrownBy(() -> Packed.text(Arrays.copyOf(packed, packed.length / 2), null)).isInstanceOf(StoreException.class)
                .hasMessageContaining("a text in the store cannot be read");
        assertThatThrownBy(() -> Packed.text(new byte[] {(byte) 0xff, 1, 2, 3}, null)).isInstanceOf(StoreException.class);
    }
}
