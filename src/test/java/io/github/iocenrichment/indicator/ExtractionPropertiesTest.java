package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ExtractionPropertiesTest {
    private static final IndicatorExtractor EXTRACTOR = new IndicatorExtractor(ExtractionRules.builtIn());
    private static final String[] PIECES = {"a.", "1.", ":", "%25", "(", ")", "@", "[.]", "http://", "hxxp[:]//", "[", "]", "::", "cve-",
        "\\", "\\u0041", "1.1.1.1",
        "a.net", "http://a.net/?u=", "https%3A%2F%2F",
        "http%3A", "1.2.3.4,", "/", "'", "\"", "\u3002", "\u200b", "\u00e9", "[dot]", " [.] ", "a@a.net", "h**p", "version ",
        "3:", "deadbeef", "<a ", "<", ">",
        "&#", "\ud83d", "\ude00", "\u6587", "https://nam.safelinks.protection.outlook.com/?url=", "https://urldefense.com/v3/__", "**_",
        "__;", "!!", "a.zip ", "domain ", "CVE-2021-", "0".repeat(31), "xn--", "-", "_",
        "\n", "\t", ",", ";", "|", "{", "}", "#", "?", "=", "\u0000", "\uFFFF"};

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> label = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> host = Combinators.combine(label, label, Arbitraries.of("net", "com", "org", "ru", "co.uk"))
                .as((left, right, end) -> left + "." + right + "-anvil." + end);
        Arbitrary<String> path = Arbitraries.strings().withChars("abcXYZ019_~=&?%-/").ofMaxLength(20).map(tail -> "/" + tail + "z");
        return Combinators.combine(Arbitraries.of("http", "https"), host, path).as((scheme, name, tail) -> scheme + "://" + name + tail);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(60).map(parts -> String.join("", parts));
    }

    /** Every style of the list, as a function from the clear to the defanged form. */
    @Provide
    Arbitrary<Defanging> styles() {
        return Combinators.combine(Arbitraries.of("[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "[DOT]",
                        "\\.", "[.", ".]", " [.] ", " (dot) "),
                Arbitraries.of("hxxp", "hXXp", "h**p", "htxp", "h[tt]p", "[http]", "meow", "http"),
                Arbitraries.of("://", "[:]//", "[://]", ":// ")).as(Defanging::new);
    }

    record Defanging(String dot, String scheme, String slashes) {
        String apply(String url) {
            int host = url.indexOf("://") + 3;
            int path = url.indexOf('/', host);
            String secure = url.startsWith("https") ? "s" : "";
            return scheme + secure + slashes + url.substring(host, path).replace(".", dot) + url.substring(path);
        }
    }

    /** Whatever a text holds and however long it is, no more is kept than the limits of attachment and incident let through. */
    @Property(tries = 200, seed = "1")
    void extractionKeepsAtMostItsLimit(@ForAll("hostile") String piece, @ForAll @IntRange(min = 0, max = 40) int limit,
                                       @ForAll @IntRange(min = 1, max = 300) int times) {
        IndicatorCollection incident = new IndicatorCollection(limit);
        IndicatorCollection attachment = incident.within(limit / 2 + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append(piece).append(" host").append(i).append(".quill-otter.net 93.115.").append(i % 200).append(".7 ");
        }
        EXTRACTOR.extract(text.toString(), ContentKind.PLAIN, "a.log", "", attachment);

        assertThat(incident.size()).isLessThanOrEqualTo(limit);
        assertThat(attachment.size()).isLessThanOrEqualTo(limit / 2 + 1).isEqualTo(incident.size());
        assertThat(incident.indicators()).hasSize(incident.size()).allSatisfy(each -> assertThat(each.places()).hasSizeBetween(1, 5));
        long characters = incident.indicators().stream().flatMap(each -> each.places().stream())
                .mapToLong(place -> place.raw().length() + place.snippet().length()).sum();
        assertThat(characters).isLessThanOrEqualTo(500L * limit + (1 << 20));
        int found = incident.size() + attachment.leftOut().stream().mapToInt(LeftOut::leftOut).sum();
        assertThat(found).isEqualTo((int) EXTRACTOR.extract(text.toString(), ContentKind.PLAIN, "a.log", "").stream().count());
        assertThat(incident.indicators()).extracting(Indicator::key).isEqualTo(EXTRACTOR.extract(text.toString(), ContentKind.PLAIN, "a.log", "").stream()
                .map(Indicator::key).limit(incident.size()).toList());
    }

    @Property(tries = 3000, seed = "1")
    void refangingUndoesDefanging(@ForAll("urls") String url, @ForAll("styles") Defanging style) {
        assertThat(values(style.apply(url))).contains("url " + url);
    }

    @Property(tries = 1000, seed = "1")
    void findsItsOwnOutputAgainAndNothingMore(@ForAll("urls") String first, @ForAll("urls") String second) {
        Set<String> once = values(first + " " + second + " 93.115.28.40 2a03:9f40::7 CVE-2021-44228 d41d8cd98f00b204e9800998ecf8427e");
        String printed = once.stream().map(line -> line.substring(line.indexOf(' ') + 1)).collect(Collectors.joining("\n"));

        assertThat(values(printed)).isEqualTo(once);
    }

    @Property(tries = 2000, seed = "1")
    void hostileTextIsAnsweredAndItsOutputIsStable(@ForAll("hostile") String text) {
        for (ContentKind kind : ContentKind.values()) {
            for (Indicator indicator : EXTRACTOR.extract(text, kind, "", "")) {
                assertThat(indicator.value()).isNotBlank().doesNotContain("\n", "\u200b");
                for (Place place : indicator.places()) {
                    assertThat(place.start()).isBetween(-1, text.length());
                }
            }
        }
    }

    @Property(tries = 300, seed = "1")
    void twiceTheTextIsAtMostTwiceTheWork(@ForAll("hostile") String text) {
        assertLinear(text);
    }

    @Property(seed = "1")
    void whatOnceCostMoreIsReadInLinearTime(@ForAll("costly") String text) {
        assertLinear(text);
    }

    /** Cells between marks of several kinds, in lines without end and behind a long text; runs of stars in rewritten links, alone and nested; operations that
     * lengthen a literal, one upon another. */
    @Provide
    Arbitrary<String> costly() {
        return Arbitraries.of("1.2.3.4,:\t1.2.3.4,\u200b", "http%3A;1.2.3.4,1.2.3.4,cve-,-\"' [.] cve-", "h**p|'1.,1.2.3.4,hxxp[:]//a@a.net;a.zip ",
                "1.2.3.4,1.2.3.4,\u3002[ [.] [dot]1.1.1.1&#;", "1.1.1.1|1.1.1.1;1.1.1.1,1.1.1.1\t", "a ".repeat(1_500) + ",1.1.1.1".repeat(2_000),
                "https://urldefense.com/v3/__**__**__2a03", "_d41d8cd98f00b204e9800998ecf8427eh**p-hosthttps://urldefense.com/v3/__**-",
                "%25**_**_\uffff[?https://urldefense.com/v3/__h**p**_?" + "0".repeat(31), "'{0}{0}{0}{0}' -f 'x{0}{0}{0}{0}' -f 'x{0}{0}{0}{0}' -f ",
                "'aaaaaaaaaa'.replace('a','bbbb').replace('b','aaaa')", "'a','b',-join 'x' -join ", "((((('a'))))).replace('a',", "'http%25253A%25252F%25252F");
    }

    private static void assertLinear(String text) {
        String one = text.repeat(Math.max(1, 20_000 / text.length()));
        long steps = EXTRACTOR.steps(one, ContentKind.PLAIN);

        assertThat(EXTRACTOR.steps(one + one, ContentKind.PLAIN)).isLessThanOrEqualTo(steps * 22 / 10 + 2_000);
        assertThat(steps).isLessThan(40L * one.length() + 2_000);
    }

    @Property(tries = 200, seed = "1")
    void longRunsOfOnePieceAreAnswered(@ForAll("piece") String piece) {
        String text = piece.repeat(120_000 / piece.length());

        assertThat(EXTRACTOR.steps(text, ContentKind.PLAIN)).isLessThan(40L * text.length());
        assertThat(EXTRACTOR.extract(text, ContentKind.HTML, "", "")).hasSizeLessThan(1000);
    }

    @Provide
    Arbitrary<String> piece() {
        return Arbitraries.of(PIECES);
    }

    private static Set<String> values(String text) {
        List<Indicator> found = EXTRACTOR.extract(text, ContentKind.PLAIN, "", "");
        return found.stream().map(each -> each.type().label() + " " + each.value()).collect(Collectors.toSet());
    }
}
