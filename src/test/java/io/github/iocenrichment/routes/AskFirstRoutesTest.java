package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.publish.AskFirst;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.KeptWords;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Intel Exchange knows is asked before anything is published, once; its silence holds up nothing. */
class AskFirstRoutesTest {
    private static final String VERIFY = "/intelx/ctixapi/conversion/allowed_indicators/verify/";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api").with("intelx.ask-first", "true")
            .with("intelx.ask-first.verify-max", "1");
    private static final Publishing STAGE = new Publishing(WORLD);
    private static int addresses;

    private String address;
    private String other;

    @BeforeEach
    void valuesThatNobodyPublishedBefore() {
        address = "203.0.113." + ++addresses;
        other = "203.0.113." + ++addresses;
        WORLD.clock().advance(Duration.ofMinutes(1));
        STAGE.platformHasNothing();
        STAGE.ingest(Publishing.taken());
        verify(okJson("{\"is_whitelisted\":\"false\"}"));
    }

    private static void verify(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(VERIFY)).willReturn(answer));
    }

    private static Finding finding(String value, VerdictValue verdict, int score) {
        return Incidents.finding(WORLD, Indicator.of(IndicatorType.IPV4, value), verdict, score);
    }

    private static Map<String, String> words(String recId) {
        return WORLD.store().incidents().load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).orElseThrow().known().words("AMBER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            'is_false_positive':true  ! an analyst marked this a false positive; not published as an indicator; 1 other source: Feed
            'is_whitelisted':'true'   ! on the list of allowed indicators of Intel Exchange; not published as an indicator; 1 other source: Feed
            """)
    void whatIsHarmlessThereBecomesNoIndicator(String flag, String words) {
        STAGE.lookUp(okJson(RouteWorld.json("{'next':null,'results':[{'name':'" + address + "','sources':[{'name':'Feed'}]," + flag + "}]}")));
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92), finding(other, VerdictValue.SUSPICIOUS, 50));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).indicators()).isEqualTo(1);
        assertThat(STAGE.publication(recId).values()).singleElement().satisfies(value -> assertThat(value.value()).isEqualTo(other));
        assertThat(STAGE.sent().get(0).getBodyAsString()).as("the observable stays").contains("\"value\":\"" + address + "\"")
                .doesNotContain("value = '" + address + "'");
        assertThat(words(recId)).isEqualTo(Map.of("ipv4|" + address, words));
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)));
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(VERIFY)));
    }

    @Test
    void aValueThatIsNoObjectYetIsVerifiedAgainstTheAllowedList() {
        verify(okJson("{\"is_whitelisted\":\"true\"}"));
        String recId = Incidents.enriched(WORLD, finding(other, VerdictValue.SUSPICIOUS, 50), finding(address, VerdictValue.MALICIOUS, 92));
        STAGE.publish(recId);
        assertThat(STAGE.publication(recId).values()).as("the worst was verified").singleElement()
                .satisfies(value -> assertThat(value.value()).isEqualTo(other));
        assertThat(words(recId)).containsOnlyKeys("ipv4|" + address);
    }

    @ParameterizedTest
    @CsvSource({"503", "429", "403"})
    void whatCannotBeVerifiedIsPublishedAndWasAskedAll(int status) {
        verify(aResponse().withStatus(status).withHeader("Retry-After", "10"));
        STAGE.lookUp(okJson(RouteWorld.json("{'results':[{'name':'" + other + "','is_false_positive':true}]}")));
        String recId = Incidents.enriched(WORLD, finding(other, VerdictValue.SUSPICIOUS, 50), finding(address, VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).values()).singleElement().satisfies(value -> assertThat(value.value()).isEqualTo(address));
        assertThat(words(recId)).containsOnlyKeys("ipv4|" + other);
        WORLD.outside().verify(2, postRequestedFor(urlPathEqualTo(VERIFY)));
    }

    @Test
    void thatAVendorsAnswerWasKeptThereIsNotPublished() {
        Finding asked = finding(address, VerdictValue.MALICIOUS, 92);
        Answer now = asked.answers().get(0);
        Answer kept = new Answer(now.source(), now.type(), now.value(), now.state(), null, null, now.answeredAt(), null, null,
                KeptWords.before(now.answeredAt(), now.summary()), now.facts());
        STAGE.publish(Incidents.enriched(WORLD, new Finding(asked.indicator(), List.of(kept), asked.verdict())));
        assertThat(STAGE.sent().get(0).getBodyAsString()).contains("score 92").doesNotContain("kept by Intel Exchange");
    }

    @Test
    void aUrlIsToldOfAsTheTicketHasIt() {
        String path = "http://quill-moss.example/" + address + "/reset?token=";
        STAGE.lookUp(okJson(RouteWorld.json("{'results':[{'name':'" + path + "masked','is_false_positive':true}]}")));
        Indicator url = Indicator.of(IndicatorType.URL, path + "f00ba4f00ba4");
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, url, VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).indicators()).isZero();
        assertThat(words(recId)).containsEntry(url.key(), "an analyst marked this a false positive; not published as an indicator");
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "403"})
    void anOutageNeitherLosesNorBlocksThePublication(int status) {
        STAGE.lookUp(aResponse().withStatus(status));
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(STAGE.publication(recId).indicators()).isEqualTo(1);
        assertThat(words(recId)).isEqualTo(Map.of("", "Intel Exchange was not asked first"));
        WORLD.outside().verify(2, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)));
    }

    @ParameterizedTest(name = "{0} {1}: again after {2} s")
    @CsvSource(nullValues = "-", value = {"429, 40, 40", "429, -, 60", "503, 40, 40"})
    void aSpentQuotaIsWaitedForOnce(int status, String retryAfter, long seconds) {
        STAGE.lookUp(aResponse().withStatus(status).withHeader("Retry-After", retryAfter == null ? "" : retryAfter));
        WORLD.clock().advance(Duration.between(WORLD.clock().instant(), WORLD.clock().instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60)));
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isInstanceOfSatisfying(IntelExchangeException.class,
                later -> assertThat(later.retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(seconds)));
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)));
        assertThat(STAGE.sent()).isEmpty();
        WORLD.clock().advance(Duration.ofSeconds(seconds));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(words(recId)).isEqualTo(Map.of("", "Intel Exchange was not asked first"));
        WORLD.outside().verify(2, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)));
    }

    @Test
    void callsThatOurOwnCountHoldsBackAreWaitedForAsLongAsACallMayTake() {
        AskFirst asking = WORLD.bean("askFirst", AskFirst.class);
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92));
        Instant begun = WORLD.clock().instant();
        for (int wait = 1; wait <= 3; wait++) {
            IntelExchangeException spent = new IntelExchangeException("the calls of our key are used up", begun.plusSeconds(20 * wait));
            assertThatThrownBy(() -> asking.failed(asking.begin(recId), spent)).isInstanceOf(IntelExchangeException.class);
            WORLD.clock().advance(Duration.ofSeconds(20));
        }
        asking.failed(asking.begin(recId), new IntelExchangeException("the calls of our key are used up", begun.plusSeconds(80)));
        STAGE.lookUp(okJson("{\"next\":null,\"results\":[]}"));
        assertThat(STAGE.publish(recId).getException()).as("there are calls again").isNull();
        assertThat(words(recId)).isEmpty();
    }

    @Test
    void aQuotaThatIsSpentForLongerThanACallMayTakeIsNotWaitedFor() {
        STAGE.lookUp(aResponse().withStatus(429).withHeader("Retry-After", "61"));
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(words(recId)).isEqualTo(Map.of("", "Intel Exchange was not asked first"));
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)));
    }

    @Test
    void aRetryOfTheSamePublicationDoesNotAskAnew() {
        STAGE.ingest(aResponse().withStatus(503));
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.MALICIOUS, 92));
        STAGE.publish(recId);
        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofHours(1));
        STAGE.lookUp(okJson("{\"next\":null,\"results\":[]}"));
        STAGE.publish(recId);
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(VERIFY)))).hasSize(1);
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.SENT);
    }

    @Test
    void aRequestIsSignedWhenItLeavesAndNotWhenItBeganToWait() {
        STAGE.lookUp(okJson("{}"));
        WORLD.context().createFluentProducerTemplate().to("direct:post-to-intel-exchange").withProcessor(exchange -> {
            exchange.setVariable("path", Publishing.LOOK_UP.substring("/intelx/ctixapi".length()));
            exchange.setVariable("query", "page=1&AccessID=long-ago&Expires=1&Signature=run-out");
            exchange.setVariable("payload", "{}");
        }).send();
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)))).singleElement().satisfies(request ->
                assertThat(request.getQueryParams().get("Expires").values()).containsExactly(String.valueOf(WORLD.clock().instant().plusSeconds(25)
                .getEpochSecond())));
    }

    @Test
    void nothingIsAskedWhereNothingWouldBecomeAnIndicator() {
        String recId = Incidents.enriched(WORLD, finding(address, VerdictValue.NO_THREAT_FOUND, 10));
        STAGE.publish(recId);
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)))).isEmpty();
        assertThat(STAGE.publication(recId).indicators()).isZero();
    }
}
