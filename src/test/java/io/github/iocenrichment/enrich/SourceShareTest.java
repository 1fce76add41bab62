package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One large ticket does not take a source's day from the tickets that come after it. */
class SourceShareTest extends AskingVirusTotal {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
    private static final String OVER = "over this incident's share of VirusTotal";

    @BeforeEach
    void noMinutes() {
        open(Map.of("virustotal.quota.per-minute", "100000"));
    }

    @Test
    void twoTicketsOf250UrlsLeaveTheNextOneItsUrl() {
        Enrich enrich = enrich(Duration.ofMinutes(2));
        round(enrich, incident(urls("a", 250, null)));
        assertThat(asked).as("a quarter of 500").hasSize(125);
        round(enrich, incident(urls("b", 250, null)));
        assertThat(asked).as("and a quarter of the 375 that were left").hasSize(125 + 93);

        String small = incident(urls("c", 1, null));
        assertThat(round(enrich, small).isWaiting()).isFalse();
        assertThat(states(small)).containsExactly(AnswerState.FOUND);
    }

    @Test
    void whatIsOverTheShareIsToldAndFollowsTheNextDay() {
        open(Map.of("virustotal.quota.per-minute", "100000", "virustotal.quota.per-day", "8"));
        Enrich enrich = enrich(Duration.ofMinutes(2));
        String recId = incident(urls("a", 5, null));
        EnrichmentWork first = round(enrich, recId);

        assertThat(asked).hasSize(2);
        assertThat(first.isLateExpected()).isTrue();
        assertThat(first.getAskAgainAt()).isEqualTo(MIDNIGHT);
        assertThat(answers(recId).get(4)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(AnswerState.QUOTA);
            assertThat(answer.reason()).isEqualTo(OVER);
            assertThat(answer.askAgainAt()).isEqualTo(MIDNIGHT);
        });

        clock.set(MIDNIGHT);
        EnrichmentWork late = enrich.beginAmendment(recId);
        enrich.concludeAmendment(late, ask(late));
        assertThat(asked).as("a quarter of the next day's eight").hasSize(4).doesNotHaveDuplicates();
        assertThat(late.getAskAgainAt()).isEqualTo(MIDNIGHT.plus(Duration.ofDays(1)));
    }

    @Test
    void theShareIsPlannedOncePerDayWhateverHappensInBetween() {
        open(Map.of("virustotal.quota.per-minute", "2", "virustotal.quota.per-day", "20"));
        String recId = incident(urls("a", 9, null));
        Instant next = round(enrich(Duration.ofMinutes(9)), recId).getAskAgainAt();
        assertThat(asked).hasSize(2);
        // another incident spends, the incident is put off, and another process goes on with it
        clock.set(next);
        round(enrich(Duration.ofMinutes(9)), incident(urls("b", 1, null)));
        clock.set(clock.instant().plusSeconds(61));
        open(Map.of("virustotal.quota.per-minute", "100000", "virustotal.quota.per-day", "20"));
        asked.clear();
        round(enrich(Duration.ofMinutes(9)), recId);
        round(enrich(Duration.ofMinutes(9)), recId);

        assertThat(asked).as("five of twenty, two of which it had").hasSize(3);
    }

    @Test
    void answersOfTheCacheCostNothing() {
        open(Map.of("virustotal.quota.per-minute", "100000", "virustotal.quota.per-day", "8"));
        Enrich enrich = enrich(Duration.ofMinutes(2));
        round(enrich, incident(urls("a", 2, null)));
        asked.clear();
        List<Indicator> both = new ArrayList<>(urls("a", 2, null));
        both.addAll(urls("b", 3, null));
        String recId = incident(both);
        round(enrich, recId);

        assertThat(states(recId)).containsExactly(AnswerState.FOUND, AnswerState.FOUND, AnswerState.FOUND, AnswerState.QUOTA, AnswerState.QUOTA);
        assertThat(asked).as("a quarter of the six that were left").hasSize(1);
    }

    /** Look-ups run beside each other: one out of an attachment may come first and takes nothing from the ticket's text. */
    @Test
    void theTicketsTextGoesBeforeAttachmentsWhoeverComesFirst() {
        open(Map.of("virustotal.quota.per-minute", "100000", "virustotal.quota.per-day", "4"));
        Indicator ofFile = urls("file", 1, "list.csv").get(0);
        Indicator ofTicket = urls("ticket", 1, "Symptom").get(0);
        EnrichmentWork enrichment = enrich(Duration.ofMinutes(2)).begin(incident(List.of(ofFile, ofTicket)));
        assertThat(enrichment.getIndicators()).extracting(Indicator::value).containsExactly(ofTicket.value(), ofFile.value());

        Answer early = lookUps.settle(lookUps.begin("virustotal", ofFile, enrichment), enrichment);
        assertThat(early.askAgainAt()).isEqualTo(clock.instant().plusMillis(250));
        assertThat(lookUps.begin("virustotal", ofTicket, enrichment).isToAsk()).isTrue();
        assertThat(lookUps.begin("virustotal", ofFile, enrichment).answer().reason()).isEqualTo(OVER);
    }

    @ParameterizedTest(name = "{0} of {1} a day: {2}")
    @CsvSource({"1%, 500, 5", "1%, 3, 1", "100%, 6, 6", "25%, 7, 1"})
    void isAtLeastOneLookUp(String share, String day, int expected) {
        open(Map.of("virustotal.quota.per-minute", "100000", "virustotal.quota.per-day", day, "enrichment.source-share", share));
        round(enrich(Duration.ofMinutes(2)), incident(urls("a", 10, null)));
        assertThat(asked).hasSize(expected);
    }

    private static List<Indicator> urls(String name, int count, String source) {
        List<Place> places = source == null ? List.of() : List.of(new Place(source, "", 0, 1, "", false, ""));
        return IntStream.range(0, count).mapToObj(i -> new Indicator(IndicatorType.URL, "http://" + name + i + ".example.net/x", true, null, places)).toList();
    }
}
