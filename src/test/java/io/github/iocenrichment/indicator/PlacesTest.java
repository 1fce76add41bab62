package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where an indicator stood, as the note and the description state it. */
class PlacesTest {
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    @Test
    void pointsBackToTheDefangedCharacters() {
        String text = "Seen: hxxps[:]//files.mossy-anvil[.]net/k and 93[.]115[.]28[.]40.";
        List<Indicator> found = extractor.extract(text, ContentKind.PLAIN, "Symptom", "");

        Place url = place(found, IndicatorType.URL);
        assertThat(text.substring(url.start(), url.end())).isEqualTo("hxxps[:]//files.mossy-anvil[.]net/k").isEqualTo(url.raw());
        assertThat(url.defanged()).isTrue();
        assertThat(place(found, IndicatorType.DOMAIN).raw()).isEqualTo("files.mossy-anvil[.]net");
        assertThat(place(found, IndicatorType.IPV4).raw()).isEqualTo("93[.]115[.]28[.]40");
    }

    @Test
    void countsInvisibleCharactersInTheOffsets() {
        String text = "a \u200b\u00ad mossy\u200b-anvil.net b";
        Place place = place(extractor.extract(text, ContentKind.PLAIN, "Symptom", ""), IndicatorType.DOMAIN);

        assertThat(text.substring(place.start(), place.end())).isEqualTo("mossy\u200b-anvil.net");
        assertThat(place.defanged()).isFalse();
    }

    @Test
    void keepsTheFirstPlacesOfARepeatedIndicator() {
        List<Indicator> found = extractor.extract("93.115.28.40 ".repeat(20), ContentKind.PLAIN, "Symptom", "");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).places()).hasSize(5).extracting(Place::start).startsWith(0, 13, 26);
    }

    @Test
    void showsTheTextAroundItOnOneLine() {
        String text = "first line\nthe host\t93.115.28.40\r\nwas blocked";
        Place place = place(extractor.extract(text, ContentKind.PLAIN, "proxy.log", "page 3"), IndicatorType.IPV4);

        assertThat(place.snippet()).isEqualTo("first line the host 93.115.28.40 was blocked");
        assertThat(place.source()).isEqualTo("proxy.log");
        assertThat(place.path()).isEqualTo("page 3");
    }

    @Test
    void hasNoOffsetsInHtmlAsTheTextIsRebuilt() {
        Place place = place(extractor.extract("<b>mossy</b>-anvil.net", ContentKind.HTML, "Symptom", ""), IndicatorType.DOMAIN);

        assertThat(place.start()).isEqualTo(-1);
        assertThat(place.end()).isEqualTo(-1);
        assertThat(place.raw()).isEqualTo("mossy-anvil.net");
    }

    @Test
    void givesAnUnwrappedLinkThePlaceOfItsWrapper() {
        String text = "see https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmossy-anvil.net%2Fs&data=x now";
        Place place = place(extractor.extract(text, ContentKind.PLAIN, "Symptom", ""), IndicatorType.URL);

        assertThat(text.substring(place.start(), place.end())).startsWith("https://nam02").endsWith("data=x");
    }

    private static Place place(List<Indicator> found, IndicatorType type) {
        return found.stream().filter(each -> each.type() == type).findFirst().orElseThrow().places().get(0);
    }
}
