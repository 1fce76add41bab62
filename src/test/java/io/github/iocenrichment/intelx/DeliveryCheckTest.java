package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.intelx.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intelx.DeliveryCheck.Outcome;
import io.github.iocenrichment.stix.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryCheckTest {
    private static final Knowledge NOTHING = new Knowledge(false, false, false, false, false, null, null, List.of(), null, List.of());
    private static final String HASH = "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b87";
    private static final Published ADDRESS = new Published("indicator--1", IndicatorType.IPV4, "198.51.100.77", "198.51.100.77");
    private static final Published FILE = new Published("indicator--2", IndicatorType.SHA256, HASH, "SHA-256 " + HASH);
    private static final Published URL = new Published("indicator--3", IndicatorType.URL, "https://e.example/Path", "https://e.example/Path");
    private static final FeedAddress OURS = FeedAddress.byName("IOC Enrichment", "Ivanti Incidents");

    @Test
    void valuesUnderOurSourceAreDelivered() {
        DeliveryCheck check = check(ADDRESS, FILE).with(page("198.51.100.77", "IOC Enrichment")).with(page("SHA-256 " + HASH, "IOC Enrichment"));

        assertThat(check.isSettled()).isTrue();
        assertThat(check.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(check.requests()).isEmpty();
        assertThat(check.words()).startsWith("delivered: all 2 indicators");
    }

    @Test
    void onlyWhatIsMissingIsAskedForAgain() {
        DeliveryCheck check = check(ADDRESS, FILE, URL);

        assertThat(check.requests().toString())
                .isEqualTo("[{\"value\":[\"198.51.100.77\",\"" + HASH + "\",\"SHA-256 " + HASH + "\",\"https://e.example/Path\"]}]");
        assertThat(check.with(page(HASH.toUpperCase(), "IOC Enrichment")).requests().toString())
                .isEqualTo("[{\"value\":[\"198.51.100.77\",\"https://e.example/Path\"]}]");
    }

    @Test
    void manyValuesAreAskedForInSmallCalls() {
        List<Published> many = IntStream.range(0, 250).mapToObj(i -> "d" + i + ".example")
                .map(name -> new Published("indicator--" + name, IndicatorType.DOMAIN, name, name)).toList();

        assertThat(DeliveryCheck.of(many, OURS).requests()).hasSize(3).allSatisfy(request -> assertThat(request.path("value").size()).isLessThanOrEqualTo(100));
    }

    @Test
    void urlsAreDistinguishedByCase() {
        assertThat(check(URL).with(page("https://e.example/path", "IOC Enrichment")).outcome()).isEqualTo(Outcome.NOT_CONFIRMED);
    }

    @Test
    void valuesUnderImportRaiseTheAlarm() {
        DeliveryCheck check = check(ADDRESS).with(page("198.51.100.77", "Import"));

        assertThat(check.isSettled()).as("it may have lain there before: look once more").isFalse();
        assertThat(check.isAstray()).isTrue();
        assertThat(check.outcome()).isEqualTo(Outcome.OTHER_SOURCE);
        assertThat(check.words()).contains("'Import' instead of ours: 198.51.100.77").contains("address of source and collection is wrong");
        assertThat(check.alarm()).hasValueSatisfying(alarm -> assertThat(check.words()).endsWith(alarm));
        assertThat(check.with(page("198.51.100.77", "IOC Enrichment")).alarm()).as("it lies under ours as well").isEmpty();
    }

    @Test
    void whatOtherSourcesKnowIsNotYetOurs() {
        DeliveryCheck other = check(ADDRESS).with(page("198.51.100.77", "Some Feed"));

        assertThat(other.isSettled()).isFalse();
        assertThat(other.isAstray()).isFalse();
        assertThat(other.outcome()).isEqualTo(Outcome.OTHER_SOURCE);
        assertThat(other.with(page("198.51.100.77", "Some Feed", "IOC Enrichment")).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "\"\"", "[{}]", "[{\"name\": \"\", \"id\": null}]"})
    void aRowThatNamesNoSourceDoesNotTellWhereTheValueLies(String sources) {
        LookUpPage page = LookUpPage.read(reply(200, "{\"results\": [{\"name\": \"198.51.100.77\", \"sources\": " + sources + "}]}"), 1);

        assertThat(check(ADDRESS).with(page).outcome()).isEqualTo(Outcome.NOT_CONFIRMED);
    }

    @Test
    void whatIsNotFoundIsNotConfirmedAndNeverAFailure() {
        assertThat(check(ADDRESS, FILE).with(page("198.51.100.77", "IOC Enrichment")).outcome()).isEqualTo(Outcome.NOT_CONFIRMED);
        assertThat(check(ADDRESS).words()).startsWith("sent, not confirmed: 198.51.100.77 not found").doesNotContain("fail");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            "is_false_positive": "true", "sources": ["IOC Enrichment"]                   | Marked a false positive by an analyst there: 198.51.100.77.
            "is_whitelisted": true, "sources": ["Some Feed"]                             | On the platform's list of allowed indicators: 198.51.100.77.
            "is_false_positive": true, "analyst_tlp": "RED", "sources": ["Some Feed"]    | -
            "is_false_positive": {}, "sources": ["IOC Enrichment"]                       | -
            """)
    void whatWasMarkedInBetweenIsToldWhereverTheValueLies(String fields, String told) {
        String row = "{\"name\": \"198.51.100.77\", " + fields + "}";
        String other = "{\"name\": \"198.51.100.77\", \"sources\": [\"Import\"]}";
        for (String rows : List.of(row + "," + other, other + "," + row)) {
            DeliveryCheck check = check(ADDRESS).with(LookUpPage.read(reply(200, "{\"results\": [" + rows + "]}"), 1));
            assertThat(check.flags()).isEqualTo(told);
            assertThat(check.words()).satisfies(words -> assertThat(words.contains("list of allowed") || words.contains("false positive"))
                    .isEqualTo(told != null));
        }
    }

    @Test
    void withAddressesByIdTheIdOfTheSourceCounts() {
        String row = "{\"results\": [{\"name\": \"198.51.100.77\", \"sources\": [{\"id\": \"cda98e59\", \"name\": \"Renamed\"}]}]}";

        assertThat(DeliveryCheck.of(List.of(ADDRESS), FeedAddress.byId("cda98e59", "c")).with(LookUpPage.read(reply(200, row), 1)).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "{\"next\": null, \"results\": []}                                              | 0 | 0",
        "{\"next\": {}, \"results\": {}, \"total\": \"0\"}                              | 0 | 0",
        "{\"next\": \"/x/?page=2&page_size=100&Signature=used\", \"results\": [{\"name\": \"a\", \"sources\": {}}]}  | 1 | 2",
        "{\"next\": \"https://elsewhere.example/?page_size=9&page=7\", \"results\": [{\"name\": \"a\", \"sources\": \"\"}]} | 1 | 7",
        "{\"next\": \"/x/?cursor=abc\", \"results\": [{\"name\": \"a\"}]}                | 1 | 2",
        "{\"next\": \"/x/?page=1\", \"results\": [{\"name\": {}}, {\"name\": \"\"}]}     | 0 | 0",
        "[{\"name\": \"a\", \"is_whitelisted\": \"true\", \"sources\": [\"IOC Enrichment\"]}] | 1 | 0",
    })
    void pagesAreReadWhateverTheirEmpties(String body, int rows, int next) {
        LookUpPage page = LookUpPage.read(reply(200, body), 1);

        assertThat(page.problem()).isNull();
        assertThat(page.rows()).hasSize(rows);
        assertThat(page.nextPage()).isEqualTo(next);
    }

    /** The shape that others recorded: plain nulls in place of empty objects, times as numbers, the kind of a source under another name. */
    @Test
    void theRecordedShapeIsReadAsWell() {
        LookUpPage page = LookUpPage.read(reply(200, """
                {"next": null, "previous": null, "total": 2, "results": [
                 {"analyst_score": null, "confidence_score": "80", "created": 1674080000, "custom_attributes": [], "id": "3fa8", "ioc_type": "ipv4-addr",
                  "is_whitelisted": false, "name": "198.51.100.77", "relations": {}, "sources": [{"id": "48e5", "name": "IOC Enrichment", "source_type": "RSS_FEED"}]},
                 {"analyst_score": null, "confidence_score": "30", "custom_attributes": [{"custom_attribute_value_integer": 2}], "id": "8a5f",
                  "is_whitelisted": true, "name": "e.example", "sources": [{"id": "s-1", "name": "PublicFeed", "source_type": "MISCELLANEOUS"}]}]}"""), 1);

        assertThat(page.rows()).extracting(LookUpPage.Row::name, LookUpPage.Row::sources, LookUpPage.Row::allowListed)
                .containsExactly(tuple("198.51.100.77", List.of("IOC Enrichment", "48e5"), false), tuple("e.example", List.of("PublicFeed", "s-1"), true));
        assertThat(page.nextPage()).isZero();
        assertThat(check(ADDRESS).with(page).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void notBeingAbleToLookSaysNothingAboutArrival() {
        assertThat(LookUpPage.read(reply(500, "<html>"), 1).problem()).contains("500");
        assertThat(LookUpPage.read(reply(200, "not json"), 1).problem()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | 2026-02-11T09:37:00Z | ; our clock is 5 min behind the server's: set the clock right
            403 | 2026-02-11T09:42:30Z | ; our clock is 30 s ahead of the server's: set the clock right
            403 | 2026-02-11T09:42:01Z | ``
            500 | 2026-02-11T09:37:00Z | ``
            """)
    void aRefusedLookUpSaysWhetherTheClocksDiffer(int status, Instant now, String words) {
        HttpReply refused = new HttpReply(status, Map.of("Date", "Wed, 11 Feb 2026 09:42:00 GMT"), new byte[0]);
        assertThat(LookUpPage.clocks(refused, now)).isEqualTo(words);
    }

    @Test
    void theStateSurvivesTheStore() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        DeliveryCheck check = check(ADDRESS, FILE).with(page("198.51.100.77", "IOC Enrichment"));

        assertThat(json.readValue(json.writeValueAsString(check), DeliveryCheck.class)).isEqualTo(check);
    }

    @Test
    void looksComeAtGrowingGapsUntilTheEnd() {
        assertThat(delays(new LookUpSchedule(Duration.ofSeconds(15), Duration.ofMinutes(5)))).containsExactly(15L, 30L, 60L, 120L, 75L);
        assertThat(delays(new LookUpSchedule(Duration.ofSeconds(15), Duration.ofSeconds(10)))).containsExactly(10L);
    }

    private static List<Long> delays(LookUpSchedule schedule) {
        List<Long> delays = new ArrayList<>();
        Optional<Duration> delay = schedule.delayAfter(0);
        while (delay.isPresent()) {
            delays.add(delay.get().toSeconds());
            delay = schedule.delayAfter(delays.size());
        }
        return delays;
    }

    private static DeliveryCheck check(Published... expected) {
        return DeliveryCheck.of(List.of(expected), OURS);
    }

    private static LookUpPage page(String name, String... sources) {
        return new LookUpPage(List.of(new LookUpPage.Row(name, List.of(sources), NOTHING)), 0, null);
    }
}
