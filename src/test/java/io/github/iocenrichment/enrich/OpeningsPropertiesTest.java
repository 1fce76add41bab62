package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.enrich.Openings.Opening;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever incidents ask together, under whichever budgets: each question comes to what it comes to when they are opened one by one, what is known
 * without a call first and then in the order of the incidents' priorities.
 */
class OpeningsPropertiesTest {
    private static final MovableClock CLOCK = new MovableClock(AskingVirusTotal.START);
    private static Store together;
    private static Store oneByOne;

    /** What the store knows of a question before. */
    private enum Known {
        NOTHING, LONG_AGO, FRESH, ASKED_BY_OTHERS
    }

    /** One indicator of an incident. */
    private record Asked(boolean url, boolean ofTicket, Known known) {
    }

    /** One incident. */
    private record Asking(int priority, boolean late, List<Asked> asked) {
    }

    @BeforeContainer
    static void open() {
        together = Store.open(Databases.H2.fresh("node-1"), CLOCK);
        oneByOne = Store.open(Databases.H2.fresh("node-1"), CLOCK);
    }

    @AfterContainer
    static void close() {
        together.close();
        oneByOne.close();
    }

    @Provide
    Arbitrary<List<Asking>> incidents() {
        Arbitrary<Asked> asked = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, true, false),
                Arbitraries.of(Known.NOTHING, Known.NOTHING, Known.NOTHING, Known.LONG_AGO, Known.FRESH, Known.ASKED_BY_OTHERS)).as(Asked::new);
        return Combinators.combine(Arbitraries.integers().between(1, 5), Arbitraries.of(true, false, false, false), asked.list().ofMinSize(1).ofMaxSize(7))
                .as(Asking::new).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 60, seed = "1")
    void togetherIsAsOneByOne(@ForAll("incidents") List<Asking> incidents, @ForAll("budgets") Map<String, String> budgets) {
        // budgets, shares and lines of the try before are history
        CLOCK.set(CLOCK.instant().plus(Duration.ofDays(40)));
        List<String> recIds = incidents.stream().map(incident -> Databases.unique("r")).toList();
        World set = new World(together, budgets, incidents, recIds);
        World single = new World(oneByOne, budgets, incidents, recIds);
        for (int round = 0; round < 2; round++) {
            List<String> expected = single.openedOneByOne();
            assertThat(set.openedTogether()).isEqualTo(expected);
            CLOCK.set(CLOCK.instant().plusSeconds(45));
        }
    }

    @Provide
    Arbitrary<Map<String, String>> budgets() {
        return Combinators.combine(Arbitraries.of("2", "5", "100"), Arbitraries.of("4", "12", "500"), Arbitraries.of("3", "1000"),
                Arbitraries.of("20%", "50%", "100%")).as((minute, day, other, share) -> Map.of("virustotal.quota.per-minute", minute,
                "virustotal.quota.per-day", day, "abuseipdb.quota.per-day", other, "enrichment.source-share", share));
    }

    /** The same incidents and the same knowledge of what they ask on one store. */
    private static final class World {
        private final Store store;
        private final LookUps lookUps;
        private final Openings openings;
        private final List<Question> questions = new ArrayList<>();

        private record Question(Indicator indicator, EnrichmentWork enrichment, Known known, int priority) {
            String source() {
                return indicator.type() == IndicatorType.URL ? "virustotal" : "abuseipdb";
            }

            boolean isKnown() {
                return known == Known.FRESH || known == Known.ASKED_BY_OTHERS;
            }
        }

        World(Store store, Map<String, String> budgets, List<Asking> incidents, List<String> recIds) {
            this.store = store;
            Map<String, String> changed = new HashMap<>(budgets);
            changed.put("abuseipdb.api-key", "key-0002");
            Sources sources = new Sources(AskingVirusTotal.settings(changed));
            LookUps.Policy policy = new LookUps.Policy(Duration.ofHours(24), Duration.ofHours(6), Duration.ofMinutes(10),
                    UrlPrivacy.builtIn(), KnownValues.nothing());
            IncidentLog log = new IncidentLog(store.incidents());
            LastErrors lastErrors = new LastErrors(CLOCK);
            lookUps = new LookUps(store.answers(), store.quotas(), sources, policy, log, lastErrors, CLOCK);
            openings = new Openings(store.answers(), sources, new QuotaGate(store.answers(), store.quotas(), sources, CLOCK),
                    new KeyRefusals(lastErrors, log), CLOCK);
            for (int i = 0; i < incidents.size(); i++) {
                add(incidents.get(i), recIds.get(i));
            }
            questions.forEach(this::remember);
        }

        private void add(Asking incident, String recId) {
            List<Indicator> indicators = IntStream.range(0, incident.asked().size()).mapToObj(i -> indicator(incident.asked().get(i), recId, i)).toList();
            OutgoingIndicators outgoing = new OutgoingIndicators(indicators, UrlPrivacy.builtIn());
            EnrichmentWork enrichment = new EnrichmentWork(recId, incident.priority(),
                    new Incident(recId, "", "", "", "", "", null, null, "", "", false, "", "", "", "", "", ""), indicators, outgoing, indicators, Set.of(),
                    new EnrichmentWork.Progress(CLOCK.instant(), 0), CLOCK.instant());
            if (incident.late()) {
                enrichment.late(EarlierAnswers.NOTHING);
            }
            for (int i = 0; i < indicators.size(); i++) {
                questions.add(new Question(indicators.get(i), enrichment, incident.asked().get(i).known(), incident.priority()));
            }
        }

        private static Indicator indicator(Asked asked, String recId, int number) {
            Place place = new Place(asked.ofTicket() ? "Symptom" : "list.csv", "", 0, 1, "", false, "");
            return asked.url() ? new Indicator(IndicatorType.URL, "http://" + recId + number + ".example.net/x", true, null, List.of(place))
                    : new Indicator(IndicatorType.IPV6, "2001:db8::" + recId.substring(13, 17) + ":" + recId.substring(17) + ":" + number, true, null,
                    List.of(place));
        }

        private void remember(Question question) {
            Instant at = question.known() == Known.LONG_AGO ? CLOCK.instant().minus(Duration.ofDays(3)) : CLOCK.instant();
            Indicator indicator = question.indicator();
            AnswerStore.Key key = new AnswerStore.Key(question.source(), indicator.type(), indicator.value());
            store.answers().inOne(set -> {
                if (question.known() == Known.ASKED_BY_OTHERS) {
                    set.claim(List.of(new AnswerStore.Claim(key, "others", null)), at.plusSeconds(600), at);
                } else if (question.known() != Known.NOTHING) {
                    Answer answer = Answer.without(AnswerState.NOT_FOUND, key.source(), key.type(), key.value(), "never seen", at);
                    set.save(List.of(new AnswerStore.Kept(answer, at.plusSeconds(3600), null)));
                }
                return null;
            });
        }

        List<String> openedTogether() {
            List<LookUp> opened = questions.stream().map(question -> new LookUp(question.source(), question.indicator(),
                    UrlPrivacy.builtIn().outgoing(question.indicator()), question.enrichment().getRecId(), null, null)).toList();
            List<Opened> outcomes = openings.open(IntStream.range(0, opened.size())
                    .mapToObj(i -> new Opening(opened.get(i), questions.get(i).enrichment(), true)).toList());
            for (int i = 0; i < opened.size(); i++) {
                opened.get(i).opened(outcomes.get(i));
                questions.get(i).enrichment().decided(opened.get(i));
            }
            return opened.stream().map(World::told).sorted().toList();
        }

        List<String> openedOneByOne() {
            return questions.stream().sorted(Comparator.comparing((Question question) -> !question.isKnown())
                            .thenComparing(question -> question.enrichment().isLate()).thenComparing(Question::priority))
                    .map(question -> told(lookUps.begin(question.source(), question.indicator(), question.enrichment()))).sorted().toList();
        }

        private static String told(LookUp lookUp) {
            Answer answer = lookUp.answer();
            return lookUp.indicator().key() + (lookUp.isToAsk() ? " asked" : " " + answer.state() + " " + answer.reason() + " " + answer.askAgainAt());
        }
    }
}
