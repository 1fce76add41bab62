package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VendorTextTest {
    @Test
    void isOneCleanLine() {
        assertThat(VendorText.line("  a\r\n\tb\u0000c\u2028d ", 50)).isEqualTo("a b c d");
        assertThat(VendorText.line("inv\u202Excod.exe\u200B", 50)).isEqualTo("invxcod.exe");
        assertThat(VendorText.line("B\u00fccher \u4e16\u754c \uD83D\uDE00", 50)).isEqualTo("B\u00fccher \u4e16\u754c \uD83D\uDE00");
        assertThat(VendorText.line("\uD83D alone", 50)).isEqualTo("\uFFFD alone");
        assertThat(VendorText.line(" \n\u200F", 50)).isNull();
        assertThat(VendorText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(VendorText.line("abcdefg", 6)).isEqualTo("abcde\u2026");
    }

    @Test
    void aReasonHoldsNoMarkup() {
        assertThat(VendorText.reason("Bad <script>alert(1)</script> hash <b")).isEqualTo("Bad alert(1) hash");
        assertThat(VendorText.reason("a > b < c")).doesNotContain("<", ">");
    }

    @Property(tries = 500, seed = "1")
    void isNeverLongerThanAllowedAndNeverHoldsControlCharacters(@ForAll String text, @ForAll @IntRange(min = 4, max = 60) int max) {
        String line = VendorText.line(text, max);
        if (line != null) {
            assertThat(line).hasSizeBetween(1, max).isEqualTo(line.strip());
            assertThat(line.codePoints().filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE)).isEmpty();
        }
    }
}
