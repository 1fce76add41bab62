package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the public suffix of a name begins: by examples, and for every rule of the list as the finder of crawler-commons has it. */
class PublicSuffixesTest {
    private static final List<String> BELOW = List.of("", "a.", "www.", "city.", "b.a.", "c.b.a.", "xn--grn-amboss-beb.", "a.xn--p1ai.");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            mossy-anvil.net,              net
            a.b.mossy-anvil.co.uk,        co.uk
            co.uk,                        co.uk
            foo.ck,                       foo.ck
            a.foo.ck,                     foo.ck
            a.www.ck,                     ck
            www.ck,                       ck
            xn--80ak6aa92e.xn--p1ai,      xn--p1ai
            river.github.io,              github.io
            y.x.compute-1.amazonaws.com,  x.compute-1.amazonaws.com
            a.unknown-ending,             a.unknown-ending
            """)
    void theLongestRuleCounts(String name, String suffix) {
        assertThat(HostNames.publicSuffix(name)).isEqualTo(suffix);
        assertThat(HostNames.isPublicSuffix(name)).isEqualTo(name.equals(suffix));
    }

    @Test
    void everyRuleIsReadAsByTheLibraryThatShipsTheList() {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String rule : EffectiveTldFinder.getEffectiveTLDs().keySet()) {
            for (String below : BELOW) {
                String name = HostNames.inAscii(below + rule);
                expected.put(name, assigned(name, false) + ", without the private part " + assigned(name, true));
                found.put(name, assigned(name, PublicSuffixes.begin(name, true)) + ", without the private part "
                        + assigned(name, PublicSuffixes.begin(name, false)));
            }
        }

        assertThat(found).hasSizeGreaterThan(10_000 * BELOW.size() / 2).isEqualTo(expected);
    }

    /** The suffix and the label before it; null for a suffix and where no rule reaches. */
    private static String assigned(String name, boolean withoutPrivate) {
        return EffectiveTldFinder.getAssignedDomain(name, true, withoutPrivate);
    }

    private static String assigned(String name, int begin) {
        return begin <= 0 ? null : name.substring(name.lastIndexOf('.', begin - 2) + 1);
    }
}
