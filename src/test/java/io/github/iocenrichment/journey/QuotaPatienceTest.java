package io.github.iocenrichment.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VirusTotal allows four look-ups a minute: what becomes of an incident with six hashes, and of two that want the last call. */
class QuotaPatienceTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Map<String, String> MANDATORY = Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "7C1E00AA55EE",
            "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "access-0001", "intelx.secret-key", "secret-0001",
            "stix.producer.id", "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC", "virustotal.api-key", "key-0001");

    private final ByHand clock = new ByHand();
    private final List<String> asked = new ArrayList<>();
    private Settings settings;
    private Store store;
    private LookUps lookUps;

    @BeforeEach
    void open() {
        store = Store.open(Databases.H2.fresh("quota"), clock);
        settings = Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), new HashMap<>(MANDATORY), Set.of()));
        lookUps = new LookUps(store.answers(), store.quotas(), new Sources(settings),
                new LookUps.Policy(Duration.ofHours(24), Duration.ofHours(6), Duration.ofMinutes(10), "standalone", UrlPrivacy.builtIn()),
                new IncidentLog(store.incidents()), new SystemTroubles(clock), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aShortWaitIsWaitedForByPostponement() {
        Enrich enrich = enrich(Duration.ofMinutes(2));
        String recId = incident(hashes(1, 6));
        Enrichment first = round(enrich, recId);
        assertThat(asked).hasSize(4);
        assertThat(first.isWaiting()).isTrue();
        assertThat(first.getAskAgainAt()).isBetween(START.plusSeconds(59), START.plusSeconds(62));

        clock.now = first.getAskAgainAt();
        Enrichment second = round(enrich, recId);
        assertThat(asked).as("each asked once").hasSize(6).doesNotHaveDuplicates();
        assertThat(second.isWaiting()).isFalse();
        assertThat(second.isLateExpected()).isFalse();
        assertThat(states(recId)).containsOnly(AnswerState.FOUND);
    }

    @Test
    void aLongWaitIsReportedInTimeAndAmendedLater() {
        Enrich enrich = enrich(Duration.ofSeconds(30));
        String recId = incident(hashes(1, 6));
        Enrichment first = round(enrich, recId);
        assertThat(first.isWaiting()).isFalse();
        assertThat(first.isLateExpected()).isTrue();
        assertThat(states(recId)).containsExactly(AnswerState.FOUND, AnswerState.FOUND, AnswerState.FOUND, AnswerState.FOUND, AnswerState.QUOTA,
                AnswerState.QUOTA);
        assertThat(answers(recId).get(5).askAgainAt()).isEqualTo(first.getAskAgainAt());

        clock.now = first.getAskAgainAt();
        Enrichment late = enrich.beginAmendment(recId);
        enrich.concludeAmendment(late, ask(late));
        assertThat(late.isChanged()).isTrue();
        assertThat(late.isWaiting()).isFalse();
        assertThat(states(recId)).containsOnly(AnswerState.FOUND);
        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyAskedAboutYetGoesFirst() {
        round(enrich(Duration.ofSeconds(30)), incident(hashes(1, 4)));
        clock.now = START.plus(Duration.ofHours(25));
        asked.clear();
        // four whose answers are a day old, then two that nobody has asked about: the four calls of this minute go to the new ones first
        List<Indicator> mixed = new ArrayList<>(hashes(1, 4));
        mixed.addAll(hashes(7, 2));
        Enrich enrich = enrich(Duration.ofSeconds(30));
        Enrichment enrichment = round(enrich, incident(mixed));
        assertThat(asked.subList(0, 2)).containsExactlyElementsOf(hashes(7, 2).stream().map(Indicator::value).toList());
        assertThat(enrichment.isLateExpected()).isTrue();
    }

    @Test
    void oldAnswersAreRefreshedOnlyFromWhatIsToSpare() {
        round(enrich(Duration.ofSeconds(30)), incident(hashes(1, 4)));
        clock.now = START.plus(Duration.ofHours(25));
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
        Enrichment first = round(enrich, low);
        round(enrich, middle);
        round(enrich, high);
        assertThat(asked).as("four calls a minute, and whoever came first had them").isEqualTo(values(hashes(1, 4)));

        // there is budget again, and they come in the same order as before
        clock.now = first.getAskAgainAt();
        asked.clear();
        assertThat(round(enrich, low).isWaiting()).isTrue();
        assertThat(round(enrich, middle).isWaiting()).isTrue();
        round(enrich, high);
        assertThat(asked).isEqualTo(values(hashes(21, 3)));
        asked.clear();
        round(enrich, low);
        round(enrich, middle);
        assertThat(asked).as("the call that is left").isEqualTo(values(hashes(11, 1)));
        clock.now = clock.now.plusSeconds(61);
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
        Enrichment gone = round(enrich, incident("1", hashes(11, 1)));
        String low = incident("5", hashes(21, 1));
        round(enrich, low);
        clock.now = gone.getAskAgainAt().plusSeconds(11);
        asked.clear();
        round(enrich, low);
        assertThat(asked).isEqualTo(values(hashes(21, 1)));
    }

    private static List<String> values(List<Indicator> indicators) {
        return indicators.stream().map(Indicator::value).toList();
    }

    private Enrich enrich(Duration maxWait) {
        return new Enrich(store.incidents(), store.answers(), new Scorer(Rules.from(settings::text)), new IncidentLog(store.incidents()), maxWait, UrlPrivacy.builtIn(), clock);
    }

    private Enrichment round(Enrich enrich, String recId) {
        Enrichment enrichment = enrich.begin(recId);
        enrich.conclude(enrichment, ask(enrichment));
        return enrichment;
    }

    /** What the routes do for each indicator. */
    private List<Answer> ask(Enrichment enrichment) {
        List<Answer> answers = new ArrayList<>();
        for (Indicator indicator : enrichment.getIndicators()) {
            LookUp lookUp = lookUps.begin("virustotal", indicator, enrichment);
            if (lookUp.isToAsk()) {
                asked.add(lookUp.getValue());
                lookUps.take(lookUp, new Reading(new Answer("virustotal", indicator.type(), indicator.value(), AnswerState.FOUND, null, null,
                        clock.instant(), null, null, "3 of 70 engines", Map.of("votes", 70, "malicious", 3)), List.of(), false));
            }
            answers.add(lookUps.settle(lookUp, enrichment));
        }
        return answers;
    }

    private List<Answer> answers(String recId) {
        return store.incidents().load(recId, Findings.DOCUMENT, Findings.class).orElseThrow().findings().stream()
                .flatMap(finding -> finding.answers().stream()).toList();
    }

    private List<AnswerState> states(String recId) {
        return answers(recId).stream().map(Answer::state).toList();
    }

    private String incident(List<Indicator> indicators) {
        return incident("3", indicators);
    }

    private String incident(String priority, List<Indicator> indicators) {
        String recId = Databases.unique("A").substring(0, 21) + "00000000000";
        store.incidents().admit(new NewIncident(recId, "48213", "Suspicious things", priority, START), clock.instant());
        Incident incident = new Incident(recId, "48213", "Suspicious things", "", "Active", "3", START, null, "", "", false, "", "", "", "", "", "");
        store.incidents().save(recId, Collected.DOCUMENT, new Collected(incident, indicators, List.of(), List.of(), List.of(), 0, List.of()), clock.instant());
        return recId;
    }

    private static List<Indicator> hashes(int from, int count) {
        List<Indicator> hashes = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            hashes.add(Indicator.of(IndicatorType.SHA256, String.format("%064x", i * 7919L)));
        }
        return hashes;
    }

    /** A clock that only a test moves. */
    private static final class ByHand extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
