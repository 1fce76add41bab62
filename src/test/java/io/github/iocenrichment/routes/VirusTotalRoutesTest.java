package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.DOMAIN;
import static io.github.iocenrichment.indicator.IndicatorType.SHA256;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static io.github.iocenrichment.source.AnswerState.FAILED;
import static io.github.iocenrichment.source.AnswerState.FOUND;
import static io.github.iocenrichment.source.AnswerState.NOT_FOUND;
import static io.github.iocenrichment.source.AnswerState.QUOTA;
import static io.github.iocenrichment.source.AnswerState.REJECTED;
import static io.github.iocenrichment.source.AnswerState.SKIPPED;
import static io.github.iocenrichment.source.AnswerState.UNAUTHORISED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** VirusTotal on hashes, URLs and domains: what travels, and what each kind of answer becomes. */
class VirusTotalRoutesTest {
    private static final String HASH = "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b8";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("33-virustotal").with("store.evidence.keep", "365d");

    private final LookUps virusTotal = new LookUps(WORLD, "virustotal");

    @BeforeEach
    void anotherDay() {
        virusTotal.anotherDay();
    }

    /** A report that says that it is about that. */
    private static String report(IndicatorType type, String value) {
        String about = switch (type) {
            case SHA256 -> "'type':'file','id':'" + value + "'";
            case URL -> "'type':'url','id':'" + HASH + "0'";
            default -> "'type':'domain','id':'" + value + "'";
        };
        return RouteWorld.json("{'data':{" + about + ",'attributes':{'last_analysis_date':1795162500,",
                "'last_analysis_stats':{'malicious':41,'suspicious':1,'undetected':24,'harmless':0,'timeout':0}}}}");
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(answer));
    }

    private static List<RawAnswer> kept(IndicatorType type, String value, Answer answer) {
        return WORLD.store().rawAnswers().of(RawAnswer.id(new AnswerStore.Key("virustotal", type, value), answer.answeredAt()));
    }

    static Stream<Arguments> rawAnswers() {
        String domain = "{ \"data\":{\"id\":\"login.example.org\",\"type\":\"domain\",\"attributes\":{\"rate\":1.10,ADDED";
        String stats = "\"last_analysis_date\":1795162500,\"last_analysis_stats\":{\"malicious\":41}}}}";
        return Stream.of(Arguments.of("word for word", domain.replace("ADDED", stats), domain.replace("ADDED", stats)),
                Arguments.of("a secret in a URL",
                        domain.replace("ADDED", "\"last_final_url\":\"https:\\/\\/a.example\\/x?token=Zk3v9Qp2Lm8Rt5Wy1Xc7\"," + stats),
                        "{\"data\":{\"id\":\"login.example.org\",\"type\":\"domain\",\"attributes\":{\"rate\":1.10,\"last_final_url\":"
                                + "\"https://a.example/x?token=masked\"," + stats),
                Arguments.of("no JSON", "<html>at https://a.example/x?token=Zk3v9Qp2Lm8Rt5Wy1Xc7 </html>",
                        "<html>at https://a.example/x?token=masked </html>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rawAnswers")
    void whatItSaidIsKeptWithoutSecrets(String name, String said, String kept) {
        answers(okJson(said));
        Answer answer = virusTotal.ask(DOMAIN, "login.example.org");
        assertThat(kept(DOMAIN, "login.example.org", answer)).singleElement().satisfies(raw -> {
            assertThat(raw.text()).isEqualTo(kept);
            assertThat(raw.masked()).isEqualTo(!said.equals(kept));
            assertThat(raw.length()).isEqualTo(said.length());
        });
    }

    @Test
    void whatItSaidAboutAMaskedUrlIsKeptUnderThat() {
        answers(okJson(report(URL, "")));
        Answer answer = virusTotal.ask(URL, "https://login-update.example.net/?token=Zk3v9Qp2Lm8Rt5Wy1Xc7");
        assertThat(answer.value()).contains("Zk3v9");
        assertThat(kept(URL, "https://login-update.example.net/?token=masked", answer)).hasSize(1);
    }

    static Stream<Arguments> paths() {
        return Stream.of(Arguments.of(SHA256, HASH + "0", "/files/" + HASH + "0"), Arguments.of(DOMAIN, "login.example.net", "/domains/login.example.net"),
                Arguments.of(URL, "http://login-update.example.net/", "/urls/aHR0cDovL2xvZ2luLXVwZGF0ZS5leGFtcGxlLm5ldC8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void aKnownThingIsFoundUnderItsPathAndOnlyItsOwnKeyTravels(IndicatorType type, String value, String path) {
        answers(okJson(report(type, value)));
        assertThat(virusTotal.ask(type, value).state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo("/virustotal" + path)).withHeader("x-apikey", equalTo("key-of-virustotal"))
                .withHeader("x-tool", equalTo("ioc-enrichment")).withHeader("Accept", equalTo("application/json"))
                .withHeader("Key", absent()).withHeader("api-key", absent()).withHeader("Authorization", absent())
                .withHeader("TaskKey", absent()).withHeader("TaskAttempts", absent()));
    }

    @Test
    void anUnknownUrlIsNoRecordAndIsNotSubmitted() {
        answers(okJson("{\"error\":{\"code\":\"NotFoundError\",\"message\":\"not found\"}}").withStatus(404));
        assertThat(virusTotal.ask(URL, "http://unknown.example.net/").state()).isEqualTo(NOT_FOUND);
        WORLD.outside().verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void anObjectThatTheKeyDoesNotIncludeKeepsNoOtherFromBeingAskedAbout() {
        WORLD.outside().stubFor(get(urlEqualTo("/virustotal/files/" + HASH + "1")).willReturn(okJson("{\"error\":{\"code\":\"ForbiddenError\"}}").withStatus(403)));
        WORLD.outside().stubFor(get(urlEqualTo("/virustotal/files/" + HASH + "2")).willReturn(okJson(report(SHA256, HASH + "2"))));
        assertThat(virusTotal.ask(SHA256, HASH + "1").state()).isEqualTo(REJECTED);
        assertThat(virusTotal.ask(SHA256, HASH + "2").state()).isEqualTo(FOUND);
    }

    @Test
    void secretsInUrlsStayInTheHouse() {
        answers(okJson(report(URL, "")));
        String url = "http://user:pass@portal.example.net/?token=abcdef0123456789";
        Answer answer = virusTotal.ask(URL, url);
        assertThat(answer.value()).isEqualTo(url);
        String sent = WORLD.outside().getAllServeEvents().get(0).getRequest().getUrl();
        String asked = new String(Base64.getUrlDecoder().decode(sent.substring(sent.lastIndexOf('/') + 1)), StandardCharsets.UTF_8);
        assertThat(asked).contains("portal.example.net").doesNotContain("pass@", "abcdef0123456789");
    }

    @Test
    void aUrlOfWhichOnlyTheHostIsLeftIsNotAskedAbout() {
        Answer answer = virusTotal.ask(URL, "http://user:pass@portal.example.net/Zt1WcR2mVx9BdKq08f3a");
        assertThat(answer.state()).isEqualTo(SKIPPED);
        assertThat(answer.reason()).isEqualTo("user info, token: only the host was asked");
        WORLD.outside().verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void theFirstRefusalIsTheMinutesTheSecondTheDays() {
        answers(okJson("{\"error\":{\"code\":\"QuotaExceededError\"}}").withStatus(429));
        Answer first = virusTotal.ask(DOMAIN, "a.example.net");
        assertThat(first.state()).isEqualTo(QUOTA);
        assertThat(first.askAgainAt()).isBetween(WORLD.clock().instant(), WORLD.clock().instant().plus(Duration.ofMinutes(2)));
        assertThat(virusTotal.ask(DOMAIN, "b.example.net").state()).isEqualTo(QUOTA);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));

        WORLD.clock().advance(Duration.ofMinutes(3));
        Answer second = virusTotal.ask(DOMAIN, "b.example.net");
        assertThat(second.state()).isEqualTo(QUOTA);
        assertThat(second.askAgainAt()).isAfter(WORLD.clock().instant().plus(Duration.ofMinutes(5)));
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));

        virusTotal.anotherDay();
        answers(okJson(report(DOMAIN, "b.example.net")));
        assertThat(virusTotal.ask(DOMAIN, "b.example.net").state()).isEqualTo(FOUND);
    }

    @Test
    void aRefusedKeyIsNotTriedAgainForAWhile() {
        answers(okJson("{\"error\":{\"code\":\"WrongCredentialsError\"}}").withStatus(401));
        assertThat(virusTotal.ask(DOMAIN, "c.example.net").state()).isEqualTo(UNAUTHORISED);
        assertThat(virusTotal.ask(DOMAIN, "d.example.net").state()).isEqualTo(UNAUTHORISED);
        WORLD.outside().verify(1, getRequestedFor(anyUrl()));
    }

    static Stream<Arguments> outages() {
        return Stream.of(Arguments.of("503", aResponse().withStatus(503)),
                Arguments.of("a page with 200", aResponse().withHeader("Content-Type", "text/html").withBody("<html>edge")),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void fiveOutagesOpenTheBreakerAndNothingMoreIsSent(String name, ResponseDefinitionBuilder outage) {
        answers(outage);
        for (int i = 1; i <= 5; i++) {
            assertThat(virusTotal.ask(SHA256, HASH + i).state()).isEqualTo(FAILED);
        }
        assertThat(virusTotal.breaker().getCircuitBreakerState()).isEqualTo("OPEN");
        assertThat(virusTotal.ask(SHA256, HASH + "6").reason()).isEqualTo("not asked: the source has been failing");
        WORLD.outside().verify(5, getRequestedFor(anyUrl()));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(aResponse().withStatus(301).withHeader("Location", "/elsewhere"));
        assertThat(virusTotal.ask(DOMAIN, "e.example.net").state()).isNotIn(FOUND, NOT_FOUND);
        WORLD.outside().verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }
}
