package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** VirusTotal allows four look-ups a minute: what becomes of an incident with six hashes, and of two that want the last call. */
class QuotaPatienceTest extends AskingVirusTotal {

    @Test
    void aShortWaitIsWaitedForByPostponement() {
        Enrich enrich = enrich(Duration.ofMinutes(2));
        String recId = incident(hashes(1, 6));
        EnrichmentWork first = round(enrich, recId);
        assertThat(asked).hasSize(4);
        assertThat(first.isWaiting()).isTrue();
        assertThat(first.getAskAgainAt()).isBetween(START.plusSeconds(59), START.plusSeconds(62));

        clock.set(first.getAskAgainAt());
        EnrichmentWork second = round(enrich, recId);
        assertThat(asked).as("each asked once").hasSize(6).doesNotHaveDuplicates();
        assertThat(second.isWaiting()).isFalse();
        assertThat(second.isLateExpected()).isFalse();
        assertThat(states(recId)).containsOnly(AnswerState.FOUND);
    }

    @Test
    void aLongWaitIsReportedInTimeAndAmendedLater() {
        Enrich enrich = enrich(Duration.ofSeconds(30));
        String recId = incident(hashes(1, 6));
        EnrichmentWork first = round(enrich, recId);
        assertThat(first.isWaiting()).isFalse();
        assertThat(first.isLateExpected()).isTrue();
        assertThat(states(recId)).containsExactly(AnswerState.FOUND, AnswerState.FOUND, AnswerState.FOUND, AnswerState.FOUND, AnswerState.QUOTA,
                AnswerState.QUOTA);
        assertThat(answers(recId).get(5).askAgainAt()).isEqualTo(first.getAskAgainAt());

        clock.set(first.getAskAgainAt());
        EnrichmentWork late = enrich.beginAmendment(recId);
        enrich.concludeAmendment(late, ask(late));
        assertThat(late.isChanged()).isTrue();
        assertThat(late.isWaiting()).isFalse();
        assertThat(states(recId)).containsOnly(AnswerState.FOUND);
        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyAskedAboutYetGoesFirst() {
        round(enrich(Duration.ofSeconds(30)), incident(hashes(1, 4)));
        clock.set(START.plus(Duration.ofHours(25)));
        asked.clear();
        // four whose answers are a day old, then two that nobody has asked about: the four calls of this minute go to the new ones first
        List<Indicator> mixed = new ArrayList<>(hashes(1, 4));
        mixed.addAll(hashes(7, 2));
        Enrich enrich = enrich(Duration.ofSeconds(30));
        EnrichmentWork enrichment = round(enrich, incident(mixed));
        assertThat(asked.subList(0, 2)).containsExactlyElementsOf(hashes(7, 2).stream().map(Indicator::value).toList());
        assertThat(enrichment.isLateExpected()).isTrue();
    }

    @Test
    void oldAnswersAreRefreshedOnlyFromWhatIsToSpare() {
        round(enrich(Duration.ofSeconds(30)), incident(hashes(1, 4)));
        clock.set(START.plus(Duration.ofHours(25)));
        asked.clear();
        round(enrich(Duration.ofSeconds(30)), incident(hashes(1, 4)));
        assertThat(asked).as("one call a minute is kept for what nobody asked about yet").hasSize(3);
        round(enrich(Duration.ofSeconds(30)), incident(hashes(9, 1)));
        assertThat(asked).hasSize(4).contains(hashes(9, 1).get(0).value());
    }

    @Test
    void whatComesFreeGoesToTheHigherPriorityFirst() {
        Enrich enrich = enrich(Duration.ofMinutes(5));
        String low = incident("5", hashes(1, 6));
        String middle = incident("3", hashes(11, 3));
        String high = incident("1", hashes(21, 3));
        EnrichmentWork first = round(enrich, low);
        round(enrich, middle);
        round(enrich, high);
        assertThat(asked).as("four calls a minute, and whoever came first had them").isEqualTo(values(hashes(1, 4)));

        // there is budget again, and they come in the same order as before
        clock.set(first.getAskAgainAt());
        asked.clear();
        assertThat(round(enrich, low).isWaiting()).isTrue();
        assertThat(round(enrich, middle).isWaiting()).isTrue();
        round(enrich, high);
        assertThat(asked).isEqualTo(values(hashes(21, 3)));
        asked.clear();
        round(enrich, low);
        round(enrich, middle);
        assertThat(asked).as("the call that is left").isEqualTo(values(hashes(11, 1)));
        clock.set(clock.instant().plusSeconds(61));
        asked.clear();
        round(enrich, low);
        round(enrich, middle);
        round(enrich, low);
        assertThat(asked).isEqualTo(Stream.concat(values(hashes(12, 2)).stream(), values(hashes(5, 2)).stream()).toList());
    }

    @Test
    void aPlaceInFrontIsNotKeptForLong() {
        Enrich enrich = enrich(Duration.ofMinutes(5));
        round(enrich, incident("5", hashes(1, 4)));
        EnrichmentWork gone = round(enrich, incident("1", hashes(11, 1)));
        String low = incident("5", hashes(21, 1));
        round(enrich, low);
        clock.set(gone.getAskAgainAt().plusSeconds(11));
        asked.clear();
        round(enrich, low);
        assertThat(asked).isEqualTo(values(hashes(21, 1)));
    }
}
