package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.CVE;
import static io.github.iocenrichment.indicator.IndicatorType.SHA256;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.store.OneByOne;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict watch: which incidents it takes, when it has them asked about again, and when it leaves them alone. */
class WatchRoutesTest {
    private static final String NOTES = "/ivanti/api/odata/businessobject/journal__notess";
    private static final String PAGE = "https://quiet-harbour-portal.com/verify";
    private static final String FILE = "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b87";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("65-watch", "60-note", "11-ivanti", "12-ivanti-calls").with("watch.enabled", "true")
            .with("watch.schedule", "1h,4h,2d").with("watch.closed-statuses", "Resolved, Erledigt").with("hybrid-analysis.api-key", "")
            .with("ivanti.field.tlp", "TLP_Marking");

    private String recId;

    @BeforeEach
    void anotherDay() {
        WORLD.clock().advance(Duration.ofDays(2));
        recId = Incidents.enriched(WORLD, finding(URL, PAGE, answer("virustotal", AnswerState.NOT_FOUND)));
        ivantiSays("'Status':'Active'");
    }

    private void ivantiSays(String fields) {
        ivantiAnswers(okJson(RouteWorld.json("{'RecId':'" + recId + "'," + fields + "}")));
    }

    private void ivantiAnswers(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/incidents('" + recId + "')")).willReturn(answer));
    }

    private static String[] answer(String source, AnswerState state) {
        return new String[]{source, state.label()};
    }

    private static Finding finding(IndicatorType type, String value, String[]... answers) {
        List<Answer> said = Arrays.stream(answers).map(answer -> Answer.without(AnswerState.of(answer[1]), answer[0], type, value, "said so",
                WORLD.clock().instant())).toList();
        return new Finding(Indicator.of(type, value), said, new Verdict(VerdictValue.UNKNOWN, 0, List.of(), List.of()));
    }

    private Exchange watch() {
        WORLD.mock("task:amend").reset();
        WORLD.outside().resetRequests();
        return WORLD.runStage("watch-incident", recId);
    }

    private static Instant again(Exchange done) {
        assertThat(done.getException()).isNull();
        return done.getMessage().getHeader("TaskPostponeUntil", Instant.class);
    }

    private static Instant in(Duration time) {
        return WORLD.clock().instant().plus(time);
    }

    private static int asked() {
        return WORLD.outside().getAllServeEvents().size();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("never seen by anybody", URL, List.<String[]>of(answer("virustotal", AnswerState.NOT_FOUND)), true),
                Arguments.of("still being analysed", URL, List.<String[]>of(answer("virustotal", AnswerState.PENDING)), true),
                Arguments.of("known to one source", SHA256, List.of(answer("virustotal", AnswerState.FOUND), answer("abuseipdb", AnswerState.NOT_FOUND)),
                false),
                Arguments.of("known to one, another still analyses", SHA256, List.of(answer("virustotal", AnswerState.PENDING),
                        answer("abuseipdb", AnswerState.FOUND)), true),
                Arguments.of("never seen by a source that is disabled now", SHA256, List.<String[]>of(answer("hybrid-analysis", AnswerState.NOT_FOUND)), false),
                Arguments.of("not in the KEV catalogue", CVE, List.<String[]>of(answer("kev", AnswerState.NOT_FOUND)), false),
                Arguments.of("skipped", URL, List.<String[]>of(answer("virustotal", AnswerState.SKIPPED)), false),
                Arguments.of("not answered", URL, List.<String[]>of(answer("virustotal", AnswerState.FAILED)), false));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("answers")
    void theNoteHandsOverWhatMayStillBecomeKnown(String name, IndicatorType type, List<String[]> answers, boolean watched) {
        recId = Incidents.enriched(WORLD, finding(type, type == CVE ? "CVE-2021-44228" : type == URL ? PAGE : FILE, answers.toArray(new String[0][])));
        ivantiSays("'Status':'Active'");
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson("{\"value\":[]}")));
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201)));
        assertThat(WORLD.runStage("write-notes", recId).getException()).isNull();
        assertThat(WORLD.handedOver("watch")).isEqualTo(watched ? List.of(recId) : List.of());
        WORLD.received("task:watch").forEach(exchange -> {
            assertThat(exchange.getMessage().getHeader("TaskDueAt", Instant.class)).isEqualTo(in(Duration.ofHours(1)));
            assertThat(exchange.getMessage().getHeader("TaskPriority", Integer.class)).as("behind every new incident").isEqualTo(9);
        });
    }

    @Test
    void anOpenIncidentIsAskedAboutAfterEachGapAndThenNoMore() {
        List<Duration> gaps = new ArrayList<>();
        for (Instant next = WORLD.clock().instant(); next != null;) {
            WORLD.clock().advance(Duration.between(WORLD.clock().instant(), next));
            next = again(watch());
            assertThat(asked()).as("questions to Ivanti").isEqualTo(1);
            assertThat(WORLD.handedOver("amend")).containsExactly(recId);
            assertThat(WORLD.received("task:amend").get(0).getMessage().getHeader("TaskPriority", Integer.class)).isEqualTo(9);
            gaps.add(next == null ? null : Duration.between(WORLD.clock().instant(), next));
        }
        assertThat(gaps).containsExactly(Duration.ofHours(4), Duration.ofDays(2), null);
    }

    @Test
    void anIncidentThatWasMarkedMeanwhileIsAskedAboutUnderItsNewMarking() {
        ivantiSays("'Status':'Active','TLP_Marking':'TLP:RED'");
        watch();
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        assertThat(WORLD.store().incidents().load(recId, "collected", Collected.class).orElseThrow().incident().tlp()).isEqualTo("TLP:RED");
    }

    @Test
    void aRoundThatDiedBeforeItsHandOverIsHandedOverAndNotCountedTwice() {
        Instant next = again(watch());
        WORLD.clock().advance(Duration.ofMinutes(3));
        assertThat(again(watch())).isEqualTo(next);
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        assertThat(asked()).isZero();
    }

    @Test
    void soIsTheLastOne() {
        for (Duration gap : List.of(Duration.ZERO, Duration.ofHours(4), Duration.ofDays(2), Duration.ofSeconds(5))) {
            WORLD.clock().advance(gap);
            watch();
        }
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        assertThat(asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Status':'Resolved'", "'Status':'erledigt '", "'Status':'Active','ClosedDateTime':'2026-11-22T08:00:00Z'",
            "'Status':'','ReadOnly':true"})
    void aClosedIncidentIsLeftAloneForGood(String fields) {
        ivantiSays(fields);
        assertThat(again(watch())).isNull();
        assertThat(WORLD.handedOver("amend")).isEmpty();
        ivantiSays("'Status':'Active'");
        assertThat(again(watch())).isNull();
        assertThat(asked()).isZero();
    }

    @Test
    void soIsOneThatWasDeleted() {
        ivantiAnswers(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400));
        assertThat(again(watch())).isNull();
        assertThat(WORLD.handedOver("amend")).isEmpty();
    }

    @Test
    void andOneThatTheStoreHasForgotten() {
        recId = RouteWorld.newRecId();
        assertThat(again(watch())).isNull();
        assertThat(asked()).isZero();
    }

    @Test
    void whatHasBecomeKnownMeanwhileIsNotAskedAbout() {
        Incidents.found(WORLD, recId, finding(URL, PAGE, answer("virustotal", AnswerState.FOUND)));
        assertThat(again(watch())).isNull();
        assertThat(WORLD.handedOver("amend")).isEmpty();
        assertThat(asked()).isZero();
    }

    static Stream<Arguments> answersThatSayNothing() {
        return Stream.of(Arguments.of("an outage", aResponse().withStatus(503), IvantiUnavailableException.class),
                Arguments.of("another thing", okJson("{\"value\":\"none\"}"), IvantiUnavailableException.class),
                Arguments.of("no such path", okJson("{\"code\":\"ISM_4004\"}").withStatus(404), IvantiRefusedException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatSayNothing")
    void whileIvantiDoesNotSayTheRoundWaits(String name, ResponseDefinitionBuilder answer, Class<Throwable> kind) {
        ivantiAnswers(answer);
        long failed = WORLD.problems("watch-incident");
        assertThat(watch().getException()).isInstanceOf(kind);
        assertThat(WORLD.problems("watch-incident")).isEqualTo(failed + 1);
        assertThat(WORLD.handedOver("amend")).isEmpty();

        ivantiSays("'Status':'Active'");
        assertThat(again(watch())).as("it was not counted").isEqualTo(in(Duration.ofHours(4)));
    }

    @Test
    void withoutBudgetTheRoundWaitsUncountedAndIvantiIsNotAsked() {
        Instant free = in(Duration.ofHours(2));
        new OneByOne(WORLD.store()).learn("virustotal", new QuotaNotice(null, null, null, free), WORLD.clock().instant());
        assertThat(again(watch())).isEqualTo(free);
        assertThat(WORLD.handedOver("amend")).isEmpty();
        assertThat(asked()).isZero();

        WORLD.clock().advance(Duration.ofHours(2));
        assertThat(again(watch())).isEqualTo(in(Duration.ofHours(4)));
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
    }
}
