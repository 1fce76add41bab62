package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an incident waits for a source that refuses our key, and what becomes of the sources beside it. */
class RefusedKeyPatienceTest {
    private static final Indicator HASH = Indicator.of(IndicatorType.SHA256, "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b87");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-29T09:00:00Z"));
    private final Map<String, AnswerState> states = new LinkedHashMap<>();
    private Store store;
    private Enrich enrich;

    @BeforeEach
    void open() {
        store = Store.open(Databases.H2.fresh("refused"), clock);
        enrich = new Enrich(store.incidents(), store.answers(), new Scorer(Rules.defaults()), new IncidentLog(store.incidents()), Duration.ofMinutes(2),
                UrlPrivacy.builtIn(), KnownValues.nothing(), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void itIsAskedAgainForDaysAndToldAsSoonAsTheKeyWorks() {
        states.put("virustotal", AnswerState.UNAUTHORISED);
        String recId = incident();
        EnrichmentWork first = enrich.begin(recId);
        enrich.conclude(first, answers());
        assertThat(first.isWaiting()).as("the report does not wait for it").isFalse();
        assertThat(first.isLateExpected()).isTrue();
        assertThat(Duration.between(clock.instant(), first.getAskAgainAt())).isEqualTo(Duration.ofMinutes(15));

        Instant next = first.getAskAgainAt();
        for (int round = 0; round < 100; round++) {
            next = amend(recId, next).getAskAgainAt();
        }
        states.put("virustotal", AnswerState.FOUND);
        EnrichmentWork told = amend(recId, next);
        assertThat(told.isChanged()).isTrue();
        assertThat(told.isWaiting()).isFalse();
    }

    @Test
    void itIsGivenUpAfterAWeek() {
        states.put("virustotal", AnswerState.UNAUTHORISED);
        String recId = incident();
        enrich.conclude(enrich.begin(recId), answers());
        assertThat(amend(recId, clock.instant().plus(Duration.ofDays(6))).isWaiting()).isTrue();
        assertThat(amend(recId, clock.instant().plus(Duration.ofDays(1))).isWaiting()).isFalse();
    }

    @Test
    void anOutageBesideItHasItsSixTriesAndTakesNoneFromIt() {
        states.put("virustotal", AnswerState.UNAUTHORISED);
        states.put("hybrid-analysis", AnswerState.FAILED);
        String recId = incident();
        enrich.conclude(enrich.begin(recId), answers());
        for (int round = 1; round <= 5; round++) {
            assertThat(gap(amend(recId, clock.instant()))).as("round %s", round).isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(gap(amend(recId, clock.instant()))).isEqualTo(Duration.ofMinutes(15));
        assertThat(gap(amend(recId, clock.instant()))).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aQuotaIsWaitedForThoughAnotherSourceHasHadItsTries() {
        states.put("virustotal", AnswerState.QUOTA);
        states.put("hybrid-analysis", AnswerState.FAILED);
        String recId = incident();
        enrich.conclude(enrich.begin(recId), answers());
        for (int round = 1; round <= 7; round++) {
            assertThat(gap(amend(recId, clock.instant()))).as("round %s", round).isEqualTo(Duration.ofHours(3));
        }
    }

    private Duration gap(EnrichmentWork enrichment) {
        assertThat(enrichment.isWaiting()).isTrue();
        return Duration.between(clock.instant(), enrichment.getAskAgainAt());
    }

    private EnrichmentWork amend(String recId, Instant at) {
        clock.advance(Duration.between(clock.instant(), at));
        EnrichmentWork late = enrich.beginAmendment(recId);
        enrich.concludeAmendment(late, answers());
        return late;
    }

    private List<Answer> answers() {
        return states.entrySet().stream().map(source -> {
            Answer answer = source.getValue() == AnswerState.FOUND
                    ? new Answer(source.getKey(), HASH.type(), HASH.value(), AnswerState.FOUND, null, null, clock.instant(), null, null, "3 of 70 engines",
                            Map.of("votes", 70, "malicious", 3))
                    : Answer.without(source.getValue(), source.getKey(), HASH.type(), HASH.value(), "said so", clock.instant());
            return source.getValue() == AnswerState.QUOTA ? answer.withAskAgainAt(clock.instant().plus(Duration.ofHours(3))) : answer;
        }).toList();
    }

    private String incident() {
        String recId = Databases.unique("A").substring(0, 21) + "00000000000";
        store.incidents().admit(new NewIncident(recId, "48213", "Suspicious things", "3", clock.instant()), clock.instant());
        Incident incident = new Incident(recId, "48213", "Suspicious things", "", "Active", "3", clock.instant(), null, "", "", false, "", "", "", "", "", "");
        store.incidents().save(recId, Collected.DOCUMENT, new Collected(incident, List.of(HASH), List.of(), List.of(), List.of(), 0, List.of()),
                clock.instant());
        return recId;
    }
}
