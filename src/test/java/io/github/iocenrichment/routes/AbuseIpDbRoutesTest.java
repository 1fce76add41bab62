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
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static io.github.iocenrichment.indicator.IndicatorType.IPV6;
import static io.github.iocenrichment.source.AnswerState.FAILED;
import static io.github.iocenrichment.source.AnswerState.FOUND;
import static io.github.iocenrichment.source.AnswerState.NOT_FOUND;
import static io.github.iocenrichment.source.AnswerState.QUOTA;
import static io.github.iocenrichment.source.AnswerState.SKIPPED;
import static io.github.iocenrichment.source.AnswerState.UNAUTHORISED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.store.Budget;
import io.github.iocenrichment.store.OneByOne;
import io.github.iocenrichment.store.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AbuseIPDB on one address: what travels, and what each kind of answer becomes. */
class AbuseIpDbRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("31-abuseipdb");

    private final LookUps abuseIpDb = new LookUps(WORLD, "abuseipdb");

    @BeforeEach
    void anotherDay() {
        abuseIpDb.anotherDay();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(answer));
    }

    private static String reported(String address, int reports) {
        return RouteWorld.json("{'data':{'ipAddress':'" + address + "','isPublic':true,'ipVersion':4,'isWhitelisted':null,'abuseConfidenceScore':"
                + (reports == 0 ? 0 : 87) + ",'totalReports':" + reports + ",'numDistinctUsers':" + reports + ",'lastReportedAt':"
                + (reports == 0 ? "null" : "'2026-11-22T21:04:11+00:00'") + ",'reports':[]}}");
    }

    /** An address with thousands of reports is the last one to go without an answer. */
    @Test
    void anAnswerThatIsTooLongIsAskedForWithoutItsReports() {
        answers(okJson(reported("198.51.100.7", 10_000) + " ".repeat(3 << 20)));
        WORLD.outside().stubFor(get(urlPathEqualTo("/abuseipdb/check")).withQueryParam("verbose", absent())
                .willReturn(okJson(reported("198.51.100.7", 10_000))));
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.7").facts()).containsEntry("score", 87L);
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void theCallWithoutReportsIsMadeWithinTheQuota() {
        answers(okJson(reported("198.51.100.8", 10_000) + " ".repeat(3 << 20)));
        Instant now = WORLD.clock().instant();
        for (int i = 0; i < 999; i++) {
            new OneByOne(WORLD.store()).trySpend("abuseipdb", List.of(new Budget(QuotaWindow.DAY, 1000)), now);
        }
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.8").state()).isEqualTo(QUOTA);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aReportedAddressIsFoundAndOnlyItsOwnKeyTravels() {
        answers(okJson(reported("198.51.100.77", 143)));
        Answer answer = abuseIpDb.ask(IPV4, "198.51.100.77");
        assertThat(answer.state()).isEqualTo(FOUND);
        assertThat(answer.facts()).containsEntry("score", 87L);
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/abuseipdb/check?ipAddress=198.51.100.77&maxAgeInDays=90&verbose"))
                .withHeader("Key", equalTo("key-of-abuseipdb")).withHeader("Accept", equalTo("application/json"))
                .withHeader("User-Agent", equalTo("ioc-enrichment"))
                .withHeader("x-apikey", absent()).withHeader("api-key", absent()).withHeader("Authorization", absent())
                .withHeader("TaskKey", absent()).withHeader("TaskAttempts", absent()));
    }

    @Test
    void anIpv6AddressIsEncoded() {
        answers(okJson(reported("2001:db8::77", 3)));
        assertThat(abuseIpDb.ask(IPV6, "2001:db8::77").state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/abuseipdb/check?ipAddress=2001%3Adb8%3A%3A77&maxAgeInDays=90&verbose")));
    }

    @Test
    void anAddressThatNobodyReportedIsNoRecord() {
        answers(okJson(reported("198.51.100.78", 0)));
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.78").state()).isEqualTo(NOT_FOUND);
    }

    @Test
    void theSecondQuestionCostsNothing() {
        answers(okJson(reported("198.51.100.79", 5)));
        abuseIpDb.ask(IPV4, "198.51.100.79");
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.79").state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aQuotaThatIsUsedUpSaysWhenToComeBackAndNobodyElseIsSent() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "3600").withHeader("X-RateLimit-Limit", "1000").withHeader("X-RateLimit-Remaining", "0")
                .withBody("{\"errors\":[{\"detail\":\"Daily rate limit of 1000 requests exceeded\",\"status\":429}]}"));
        Answer answer = abuseIpDb.ask(IPV4, "198.51.100.80");
        assertThat(answer.state()).isEqualTo(QUOTA);
        assertThat(answer.askAgainAt()).isAfter(WORLD.clock().instant());
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.81").state()).isEqualTo(QUOTA);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
        assertThat(abuseIpDb.breaker().getCircuitBreakerState()).isEqualTo("CLOSED");
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAWhile() {
        answers(aResponse().withStatus(401).withBody("{\"errors\":[{\"detail\":\"Authentication failed\",\"status\":401}]}"));
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.82").state()).isEqualTo(UNAUTHORISED);
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.83").state()).isEqualTo(UNAUTHORISED);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
        WORLD.clock().advance(Duration.ofMinutes(11));
        abuseIpDb.ask(IPV4, "198.51.100.83");
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    static Stream<Arguments> outages() {
        return Stream.of(Arguments.of("500", aResponse().withStatus(500)), Arguments.of("503", aResponse().withStatus(503)),
                Arguments.of("a page with 200", aResponse().withHeader("Content-Type", "text/html").withBody("<html>edge")),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("cut off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of("nonsense", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void fiveOutagesOpenTheBreakerAndNothingMoreIsSent(String name, ResponseDefinitionBuilder outage) {
        answers(outage);
        for (int i = 0; i < 5; i++) {
            Answer answer = abuseIpDb.ask(IPV4, "203.0.113." + i);
            assertThat(answer.state()).isEqualTo(FAILED);
            assertThat(answer.reason()).doesNotContain("127.0.0.1", "key-of");
            assertThat(answer.askAgainAt()).isEqualTo(WORLD.clock().instant().plusSeconds(2));
        }
        assertThat(abuseIpDb.breaker().getCircuitBreakerState()).isEqualTo("OPEN");
        Answer refused = abuseIpDb.ask(IPV4, "203.0.113.9");
        assertThat(refused.state()).isEqualTo(FAILED);
        assertThat(refused.reason()).isEqualTo("not asked: the source has been failing");
        WORLD.outside().verify(5, getRequestedFor(anyUrl()));
    }

    static Stream<Arguments> probes() {
        return Stream.of(Arguments.of("never seen", okJson(RouteWorld.json("{'data':{'abuseConfidenceScore':0,'totalReports':0,'reports':[]}}")), "CLOSED"),
                Arguments.of("a refused question", okJson("{\"errors\":[{\"detail\":\"no address\",\"status\":422}]}").withStatus(422), "CLOSED"),
                Arguments.of("still failing", aResponse().withStatus(503), "OPEN"));
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("probes")
    void afterAWhileTwoQuestionsTryWhetherTheSourceIsBack(String name, ResponseDefinitionBuilder probe, String becomes) {
        answers(aResponse().withStatus(503));
        IntStream.range(0, 5).forEach(i -> abuseIpDb.ask(IPV4, "203.0.113." + i));
        assertThat(abuseIpDb.breaker().getCircuitBreakerState()).isEqualTo("OPEN");

        abuseIpDb.breaker().transitionToHalfOpenState();
        answers(probe);
        abuseIpDb.ask(IPV4, "203.0.113.20");
        assertThat(abuseIpDb.breaker().getCircuitBreakerState()).isEqualTo("HALF_OPEN");
        abuseIpDb.ask(IPV4, "203.0.113.21");
        assertThat(abuseIpDb.breaker().getCircuitBreakerState()).isEqualTo(becomes);
        WORLD.outside().verify(7, getRequestedFor(anyUrl()));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
        assertThat(abuseIpDb.ask(IPV4, "198.51.100.84").state()).isNotIn(FOUND, NOT_FOUND);
        WORLD.outside().verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void whatMustNotLeaveTheHouseIsNotAsked() {
        Answer answer = abuseIpDb.ask(new Indicator(IPV4, "10.0.0.1", false, "private address", List.of()));
        assertThat(answer.state()).isEqualTo(SKIPPED);
        assertThat(answer.reason()).isEqualTo("private address");
        WORLD.outside().verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void aLookUpThatBreaksByItselfIsAnAnswerToo() {
        Indicator indicator = Indicator.of(IPV4, "198.51.100.85");
        Answer answer = WORLD.context().createFluentProducerTemplate().to("direct:look-up-abuseipdb").withProcessor(exchange -> {
            exchange.setVariable("indicator", indicator);
            exchange.getMessage().setBody(indicator);
        }).send().getMessage().getBody(Answer.class);
        assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
        assertThat(answer.reason()).startsWith("the look-up failed in route abuseipdb, step open-abuseipdb: NullPointerException: Cannot invoke");
    }
}
