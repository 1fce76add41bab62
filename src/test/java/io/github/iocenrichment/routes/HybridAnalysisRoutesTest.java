package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.MD5;
import static io.github.iocenrichment.indicator.IndicatorType.SHA1;
import static io.github.iocenrichment.indicator.IndicatorType.SHA256;
import static io.github.iocenrichment.source.AnswerState.FAILED;
import static io.github.iocenrichment.source.AnswerState.FOUND;
import static io.github.iocenrichment.source.AnswerState.NOT_FOUND;
import static io.github.iocenrichment.source.AnswerState.PENDING;
import static io.github.iocenrichment.source.AnswerState.QUOTA;
import static io.github.iocenrichment.source.AnswerState.UNAUTHORISED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.Budget;
import io.github.iocenrichment.store.OneByOne;
import io.github.iocenrichment.store.QuotaWindow;
import io.github.iocenrichment.store.RawAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hybrid Analysis on file hashes: an overview for a SHA-256, a search first for the others. */
class HybridAnalysisRoutesTest {
    private static final String HASH = "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b8";
    private static final String OTHER = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75e";
    private static final String MD = "609ea63407d7ecc0ee1d88e401c3a53";
    private static final String SHA_1 = "163a149897f7714262860a593cc3e5b45646d142";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("32-hybrid-analysis").with("hybrid-analysis.quota.per-hour", "20")
            .with("store.evidence.keep", "365d");

    private final LookUps hybridAnalysis = new LookUps(WORLD, "hybrid-analysis");

    @BeforeEach
    void anotherDay() {
        hybridAnalysis.anotherDay();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(answer));
    }

    private static void overview(String sha256, String verdict) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/overview/" + sha256)).willReturn(okJson(RouteWorld.json("{'sha256':'" + sha256
                + "','threat_score':85,'verdict':'" + verdict + "','multiscan_result':63,'analysis_start_time':'2026-11-18T06:26:53+00:00',",
                "'scanners':[],'tags':[],'reports':[]}"))));
    }

    private static void search(String hash, String... sha256s) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/search/hash")).withQueryParam("hash", equalTo(hash)).willReturn(okJson(
                "{\"sha256s\":[" + String.join(",", List.of(sha256s).stream().map(one -> '"' + one + '"').toList()) + "],\"reports\":["
                        + RouteWorld.json("{'id':'1','environment_id':140,'state':'SUCCESS','verdict':'malicious'}") + "]}")));
    }

    /** What is kept of an answer, word for word. */
    private static List<String> raw(Answer answer) {
        return WORLD.store().rawAnswers().of(RawAnswer.id(new AnswerStore.Key(answer.source(), answer.type(), answer.value()), answer.answeredAt())).stream()
                .map(RawAnswer::text).toList();
    }

    /** A file that was never run in the sandbox is known by multi-scan all the same. */
    @Test
    void anMd5WhoseFilesHaveNoReportIsAskedAboutEachFile() {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/search/hash")).withQueryParam("hash", equalTo(MD + "e"))
                .willReturn(okJson("{\"sha256s\":[\"" + HASH + "e\",\"" + OTHER + "e\"],\"reports\":[]}")));
        overview(HASH + "e", "malicious");
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/overview/" + OTHER + "e")).willReturn(aResponse().withStatus(404)
                .withHeader("Content-Type", "application/json").withBody("{\"message\":\"no such file\"}")));

        Answer answer = hybridAnalysis.ask(MD5, MD + "e");

        assertThat(answer.state()).isEqualTo(FOUND);
        assertThat(answer.facts()).containsEntry("verdict", "malicious").containsEntry("ambiguous", true);
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + HASH + "e")));
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + OTHER + "e")));
    }

    /** The malicious one of two files is told at once; the other is asked for again. */
    @Test
    void aFileThatCannotBeReadTakesNothingFromWhatIsKnownOfTheOther() {
        search(MD + "d", HASH + "c", OTHER + "c");
        overview(HASH + "c", "malicious");
        failing(OTHER + "c");
        Answer first = hybridAnalysis.ask(MD5, MD + "d");
        assertThat(first.state()).isEqualTo(FOUND);
        assertThat(first.facts()).containsEntry("verdict", "malicious").containsEntry("ambiguous", true);
        assertThat(first.summary()).startsWith("2 different files have this hash").endsWith("dbd76649\u2026 failed");

        WORLD.clock().advance(Duration.between(WORLD.clock().instant(), first.askAgainAt()).plusSeconds(1));
        overview(OTHER + "c", "no specific threat");
        Answer second = hybridAnalysis.ask(MD5, MD + "d");
        assertThat(second.summary()).contains("dbd76649\u2026 no specific threat");
        assertThat(second.askAgainAt()).isNull();
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + HASH + "c")));
    }

    private static void failing(String sha256) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/overview/" + sha256)).willReturn(aResponse().withStatus(500)));
    }

    @Test
    void anMd5WhoseOnlyFileHasNoOverviewIsPendingAndNotNeverSeen() {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/search/hash")).withQueryParam("hash", equalTo(MD + "f"))
                .willReturn(okJson("{\"sha256s\":[\"" + HASH + "f\"],\"reports\":[]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/overview/" + HASH + "f")).willReturn(aResponse().withStatus(404)
                .withHeader("Content-Type", "application/json").withBody("{\"message\":\"no such file\"}")));

        assertThat(hybridAnalysis.ask(MD5, MD + "f").state()).isEqualTo(PENDING);
    }

    @Test
    void anAnswerAboutAnotherFileIsNotKept() {
        WORLD.outside().stubFor(get(urlPathEqualTo("/hybrid-analysis/overview/" + HASH + "d")).willReturn(okJson("{\"sha256\":\"" + OTHER
                + "d\",\"verdict\":\"malicious\",\"threat_score\":90}")));
        assertThat(hybridAnalysis.ask(SHA256, HASH + "d").state()).isEqualTo(FAILED);

        overview(HASH + "d", "no specific threat");
        assertThat(hybridAnalysis.ask(SHA256, HASH + "d").facts()).containsEntry("verdict", "no specific threat");
    }

    @Test
    void aSha256HasAnOverviewAndOnlyItsOwnKeyTravels() {
        overview(HASH + "0", "malicious");
        Answer answer = hybridAnalysis.ask(SHA256, HASH + "0");
        assertThat(answer.state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + HASH + "0"))
                .withHeader("api-key", equalTo("key-of-hybrid-analysis"))
                .withHeader("User-Agent", equalTo("Falcon Sandbox")).withHeader("Accept", equalTo("application/json"))
                .withHeader("Key", absent()).withHeader("x-apikey", absent()).withHeader("Authorization", absent())
                .withHeader("TaskKey", absent()).withHeader("TaskAttempts", absent()));
    }

    @Test
    void anMd5IsSearchedAndEveryFileBehindItLookedUp() {
        search(MD + "1", HASH + "1", OTHER + "1");
        overview(HASH + "1", "malicious");
        overview(OTHER + "1", "no specific threat");
        Answer answer = hybridAnalysis.ask(MD5, MD + "1");
        assertThat(answer.state()).isEqualTo(FOUND);
        assertThat(answer.value()).isEqualTo(MD + "1");
        assertThat(raw(answer)).satisfiesExactly(search -> assertThat(search).contains("sha256s"), file -> assertThat(file).contains(HASH + "1"),
                file -> assertThat(file).contains(OTHER + "1"));
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/search/hash?hash=" + MD + "1"))
                .withHeader("api-key", equalTo("key-of-hybrid-analysis"))
                .withHeader("x-apikey", absent()).withHeader("TaskKey", absent()));
        WORLD.outside().verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void anMd5ThatNobodyKnowsNeedsNoOverview() {
        answers(okJson("{\"sha256s\":[],\"reports\":[]}"));
        assertThat(hybridAnalysis.ask(MD5, MD + "2").state()).isEqualTo(NOT_FOUND);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void anUnknownFileIsNoRecord() {
        answers(okJson("{\"message\":\"Resource not found\"}").withStatus(404));
        assertThat(hybridAnalysis.ask(SHA256, HASH + "2").state()).isEqualTo(NOT_FOUND);
    }

    @Test
    void aQuotaThatEndsBetweenSearchAndOverviewIsNotOverdrawn() {
        search(MD + "3", HASH + "3", OTHER + "3");
        overview(HASH + "3", "malicious");
        // 18 of 20 calls are spent: one is left for the search, one for the first overview
        for (int i = 0; i < 18; i++) {
            new OneByOne(WORLD.store()).trySpend("hybrid-analysis", List.of(new Budget(QuotaWindow.HOUR, 20)), WORLD.clock().instant());
        }
        Answer answer = hybridAnalysis.ask(MD5, MD + "3");
        assertThat(answer.state()).isEqualTo(QUOTA);
        assertThat(answer.askAgainAt()).isAfter(WORLD.clock().instant());
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));

        // what was paid for is not paid again: of the three calls that the hash takes only the last is left
        overview(OTHER + "3", "suspicious");
        WORLD.clock().advance(Duration.ofHours(1));
        Answer found = hybridAnalysis.ask(MD5, MD + "3");
        assertThat(found.state()).isEqualTo(FOUND);
        assertThat(raw(found)).as("kept with it: also what was answered an hour before").satisfiesExactly(search -> assertThat(search).contains("sha256s"),
                file -> assertThat(file).contains(HASH + "3"), file -> assertThat(file).contains(OTHER + "3"));
        WORLD.outside().verify(3, getRequestedFor(anyUrl()));
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + OTHER + "3")));
    }

    @Test
    void aFileKnownByAnotherOfItsHashesIsNotReadAgain() {
        search(MD + "6", HASH + "9");
        search(SHA_1, HASH + "9");
        overview(HASH + "9", "malicious");
        assertThat(hybridAnalysis.ask(SHA256, HASH + "9").state()).isEqualTo(FOUND);
        Instant read = WORLD.clock().instant();
        WORLD.clock().advance(Duration.ofHours(3));
        Answer md5 = hybridAnalysis.ask(MD5, MD + "6");
        assertThat(md5.state()).isEqualTo(FOUND);
        assertThat(md5.facts()).containsEntry("sha256", HASH + "9");
        assertThat(md5.answeredAt()).as("as old as what it rests on").isEqualTo(read);
        assertThat(raw(md5)).hasSize(2);
        assertThat(hybridAnalysis.ask(SHA1, SHA_1).state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/hybrid-analysis/overview/" + HASH + "9")));
        WORLD.outside().verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void theOverviewBehindAnMd5AnswersForTheSha256Too() {
        search(MD + "7", HASH + "a");
        overview(HASH + "a", "malicious");
        assertThat(hybridAnalysis.ask(MD5, MD + "7").state()).isEqualTo(FOUND);
        assertThat(hybridAnalysis.ask(SHA256, HASH + "a").state()).isEqualTo(FOUND);
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whileItsFileIsBeingAskedForAHashWaitsAndSearchesOnce() {
        search(MD + "8", HASH + "b");
        overview(HASH + "b", "malicious");
        Instant now = WORLD.clock().instant();
        new OneByOne(WORLD.store()).claim("hybrid-analysis", SHA256, HASH + "b", "somebody", now.plusSeconds(60), now);
        Answer waiting = hybridAnalysis.ask(MD5, MD + "8");
        assertThat(waiting.state()).isEqualTo(FAILED);
        assertThat(waiting.reason()).isEqualTo("being asked for another incident");
        assertThat(waiting.askAgainAt()).isBefore(now.plusSeconds(1));
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));

        new OneByOne(WORLD.store()).release("hybrid-analysis", SHA256, HASH + "b", "somebody");
        assertThat(hybridAnalysis.ask(MD5, MD + "8").state()).isEqualTo(FOUND);
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void aReachedLimitSaysWhenToComeBack() {
        answers(okJson("{\"message\":\"Exceeded maximum API requests per minute\"}").withStatus(429).withHeader("Api-Limits",
                RouteWorld.json("{'limits':{'minute':200,'hour':2000},'used':{'minute':200,'hour':21},'limit_reached':true,"
                + "'name_of_reached_limit':'minute'}")));
        Answer answer = hybridAnalysis.ask(SHA256, HASH + "4");
        assertThat(answer.state()).isEqualTo(QUOTA);
        assertThat(answer.askAgainAt()).isAfter(WORLD.clock().instant());
        assertThat(hybridAnalysis.ask(SHA256, HASH + "5").state()).isEqualTo(QUOTA);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAWhile() {
        answers(aResponse().withStatus(403).withBody("{\"message\":\"forbidden\"}"));
        assertThat(hybridAnalysis.ask(SHA256, HASH + "6").state()).isEqualTo(UNAUTHORISED);
        assertThat(hybridAnalysis.ask(SHA256, HASH + "7").state()).isEqualTo(UNAUTHORISED);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    static Stream<Arguments> outages() {
        return Stream.of(Arguments.of("521", aResponse().withStatus(521)),
                Arguments.of("a page with 200", aResponse().withHeader("Content-Type", "text/html").withBody("<html>edge")),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void fiveOutagesOpenTheBreakerAndNothingMoreIsSent(String name, ResponseDefinitionBuilder outage) {
        answers(outage);
        for (int i = 1; i <= 4; i++) {
            assertThat(hybridAnalysis.ask(SHA256, OTHER + i).state()).isEqualTo(FAILED);
        }
        assertThat(hybridAnalysis.ask(MD5, MD + "5").state()).isEqualTo(FAILED);
        assertThat(hybridAnalysis.breaker().getCircuitBreakerState()).isEqualTo("OPEN");
        assertThat(hybridAnalysis.ask(SHA256, OTHER + "5").reason()).isEqualTo("not asked: the source has been failing");
        WORLD.outside().verify(5, getRequestedFor(anyUrl()));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
        assertThat(hybridAnalysis.ask(SHA256, HASH + "8").state()).isNotIn(FOUND, NOT_FOUND);
        WORLD.outside().verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }
}
