package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a text that holds more indicators than a limit lets through. */
class IndicatorCollectionTest {
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    private static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "host" + i + ".quill-otter.net").collect(Collectors.joining("\n"));
    }

    private void read(String text, IndicatorCollection into) {
        extractor.extract(text, ContentKind.PLAIN, "a.log", "", into);
    }

    @Test
    void keepsTheFirstInReadingOrderWithTheirPlacesAndCountsTheRestByType() {
        IndicatorCollection collection = new IndicatorCollection(3);
        read("host1.quill-otter.net 93.115.28.40\nhost2.quill-otter.net host3.quill-otter.net 93.115.28.41\nhost3.quill-otter.net host1.quill-otter.net",
                collection);

        assertThat(collection.indicators()).extracting(Indicator::value)
                .containsExactly("host1.quill-otter.net", "93.115.28.40", "host2.quill-otter.net");
        assertThat(collection.indicators().get(0).places()).hasSize(2);
        assertThat(collection.leftOut()).containsExactly(new LeftOut(IndicatorType.IPV4, 1, 1, false), new LeftOut(IndicatorType.DOMAIN, 2, 1, false));
        assertThat(collection.leftOut()).extracting(LeftOut::words).containsExactly("1 of 2 IPv4 addresses", "2 of 3 domains");
    }

    @Test
    void anAttachmentsLimitLiesWithinThatOfItsIncidentAndEachCountsForItself() {
        IndicatorCollection incident = new IndicatorCollection(8);
        read(names(0, 2), incident);
        IndicatorCollection first = incident.within(5);
        read(names(1, 11), first);
        IndicatorCollection second = incident.within(5);
        read(names(8, 20), second);

        assertThat(first.indicators()).extracting(Indicator::value).startsWith("host1.quill-otter.net").hasSize(5);
        assertThat(first.leftOut()).containsExactly(new LeftOut(IndicatorType.DOMAIN, 5, 5, false));
        // 0 and 1 of the ticket, 2 to 5 of the first attachment, 8 and 9 of the second
        assertThat(incident.indicators()).hasSize(8).extracting(Indicator::value).endsWith("host8.quill-otter.net", "host9.quill-otter.net");
        assertThat(second.leftOut()).containsExactly(new LeftOut(IndicatorType.DOMAIN, 2, 10, false));
        assertThat(incident.leftOut()).containsExactly(new LeftOut(IndicatorType.DOMAIN, 8, 12, false));
    }

    @Test
    void placesAreKeptOfTheFirstOnesOnlyWhereThatIsAsked() {
        IndicatorCollection incident = new IndicatorCollection(10, 2);
        read(names(0, 4), incident.within(10));
        read(names(1, 4), incident.within(10));

        assertThat(incident.indicators()).extracting(indicator -> indicator.places().size()).containsExactly(1, 2, 0, 0);
    }

    @Test
    void placesOfSeveralTextsAreThoseOfOneIndicator() {
        IndicatorCollection incident = new IndicatorCollection(10);
        read("93.115.28.40", incident);
        read("93.115.28.40 again 93.115.28.40 ".repeat(4), incident.within(10));

        assertThat(incident.indicators()).hasSize(1);
        assertThat(incident.indicators().get(0).places()).hasSize(5).extracting(Place::start).containsExactly(0, 0, 19, 32, 51);
    }

    @Test
    void countsToItsOwnBoundAndSaysSo() {
        IndicatorCollection collection = new IndicatorCollection(10);
        for (int from = 0; from < 130_000; from += 10_000) {
            read(names(from, from + 10_000), collection);
        }

        assertThat(collection.leftOut()).containsExactly(new LeftOut(IndicatorType.DOMAIN, 10, HashCounter.MOST, true));
        assertThat(collection.leftOut().get(0).words()).isEqualTo("10 of at least 100,010 domains");
    }

    /** 200 URLs of 60,000 characters each are 12 million characters: the limit of a thousand indicators must not let them in. */
    @Test
    void longValuesCountForMoreThanOne() {
        IndicatorCollection collection = new IndicatorCollection(1000);
        for (int i = 0; i < 200; i++) {
            read("http://quill-otter.net/" + i + "/" + "a".repeat(60_000), collection);
        }

        List<Indicator> kept = collection.indicators();
        assertThat(kept.stream().mapToLong(each -> each.value().length()).sum()).isLessThan(500_000);
        assertThat(collection.leftOut()).extracting(LeftOut::type).containsExactly(IndicatorType.URL);
    }
}
