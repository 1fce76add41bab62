package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A publication that did not get through, or whose answer was lost: when it is tried again, and what is asked before. */
class PublishAgainRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api");
    private static final Publishing STAGE = new Publishing(WORLD);

    private static int addresses;
    private String address;

    @BeforeEach
    void aValueThatNobodyPublishedBefore() {
        addresses++;
        address = "198.51.100." + addresses;
        WORLD.clock().advance(Duration.ofMinutes(1));
        STAGE.platformHasNothing();
    }

    private static Finding finding(String value) {
        return finding(value, 92);
    }

    private static Finding finding(String value, int score) {
        return Incidents.finding(WORLD, Indicator.of(IPV4, value), VerdictValue.MALICIOUS, score);
    }

    /** What another incident has sent meanwhile is newer: the older version does not follow it. */
    @Test
    void anOvertakenPublicationComesAgainWithNewerVersions() {
        STAGE.ingest(aResponse().withStatus(503));
        String slow = Incidents.enriched(WORLD, finding(address, 80));
        STAGE.publish(slow);
        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofMinutes(1));
        STAGE.publish(Incidents.enriched(WORLD, finding(address, 95)));

        Exchange overtaken = STAGE.publish(slow);
        assertThat(overtaken.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(WORLD.clock().instant().plusMillis(500));
        assertThat(STAGE.sent()).as("nothing older was sent").hasSize(2);
        assertThat(STAGE.publish(slow).getMessage().getHeader("TaskPostponeUntil")).isNull();

        assertThat(STAGE.sent().stream().map(PublishAgainRoutesTest::indicatorModified)).hasSize(3).isSorted().doesNotHaveDuplicates();
        assertThat(STAGE.publication(slow).state()).isEqualTo(Publication.State.SENT);
    }

    private static String indicatorModified(LoggedRequest bundle) {
        List<String> modified = JsonPath.read(bundle.getBodyAsString(), "$.bundle.objects[?(@.type == 'indicator')].modified");
        return modified.get(0);
    }

    static Stream<Arguments> answers() {
        return Stream.of(Arguments.of("429 names the wait", aResponse().withStatus(429).withHeader("Retry-After", "40"), Duration.ofSeconds(40)),
                Arguments.of("503", aResponse().withStatus(503), Duration.ofSeconds(20)),
                Arguments.of("408", aResponse().withStatus(408), Duration.ofSeconds(20)),
                Arguments.of("a page with 200", aResponse().withBody("<html>edge"), Duration.ofSeconds(20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatPassesIsTriedLater(String name, ResponseDefinitionBuilder answer, Duration wait) {
        STAGE.ingest(answer);
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isInstanceOfSatisfying(IntelExchangeException.class, passing ->
                assertThat(passing.retryAt()).isEqualTo(WORLD.clock().instant().plus(wait)));
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    @Test
    void aRefusedSignatureIsMadeAnewOnceAndThenParked() {
        STAGE.ingest(aResponse().withStatus(401));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isInstanceOfSatisfying(IntelExchangeException.class, passing ->
                assertThat(passing.retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(1)));
        WORLD.clock().advance(Duration.ofSeconds(16));
        assertThat(STAGE.publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining("intelx.secret-key");
        assertThat(STAGE.sent().stream().map(request -> request.queryParameter("Signature").firstValue()).distinct()).hasSize(2);
    }

    @Test
    void aSignatureRefusedAfterAnOutageIsMadeAnewOnceAsWell() {
        STAGE.ingest(aResponse().withStatus(503));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isInstanceOf(IntelExchangeException.class);
        STAGE.ingest(aResponse().withStatus(401));
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(STAGE.publish(recId).getException()).isInstanceOf(IntelExchangeException.class).hasMessageContaining("401");
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(STAGE.publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining("intelx.secret-key");
    }

    @Test
    void aLostAnswerIsLookedForBeforeAnythingIsSentAgain() {
        STAGE.ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isNotNull();
        STAGE.platformHas(address, "IOC Enrichment");
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.sent()).hasSize(1);
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.store().effects().ofIncident(recId)).extracting(Effect::outcome).containsExactly("found by look-up");
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)).withQueryParam("Signature", matching(".+"))
                .withQueryParam("page", equalTo("1"))
                .withRequestBody(containing(address)).withHeader("TaskKey", absent()));
    }

    @Test
    void whatIsNotFoundIsWaitedForAndThenSentAgainAsItWas() {
        STAGE.ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        STAGE.publish(recId);
        Instant sentAt = WORLD.clock().instant();
        Exchange waiting = STAGE.publish(recId);
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(15));
        assertThat(STAGE.sent()).hasSize(1);
        assertThat(WORLD.handedOver("record")).isEmpty();

        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        assertThat(STAGE.publish(recId).getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(STAGE.sent().stream().map(LoggedRequest::getBodyAsString).distinct()).hasSize(1);
        assertThat(STAGE.sent()).hasSize(2);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
    }

    @Test
    void whatAnotherIncidentHasBroughtAtTheSameTimeDoesNotTellThatThisOneArrived() {
        STAGE.ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address), finding("203.0.113." + addresses));
        STAGE.publish(recId);
        STAGE.ingest(Publishing.taken());
        STAGE.publish(Incidents.enriched(WORLD, finding(address)));
        STAGE.platformHas(address, "IOC Enrichment");
        WORLD.clock().advance(Duration.ofSeconds(15));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.sent()).hasSize(3);
        assertThat(WORLD.store().effects().ofIncident(recId)).extracting(Effect::outcome).containsOnlyNulls();
    }

    @Test
    void whatIsThereUnderAnotherSourceIsNotOurs() {
        STAGE.ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        STAGE.publish(recId);
        STAGE.platformHas(address, "Somebody Else");
        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(2);
    }

    @Test
    void aLookUpThatFailsIsRepeatedBeforeAnythingIsSentAgain() {
        STAGE.ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        STAGE.publish(recId);
        STAGE.lookUp(aResponse().withStatus(500));
        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        Exchange waiting = STAGE.publish(recId);
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(WORLD.clock().instant().plusSeconds(20));
        assertThat(STAGE.sent()).hasSize(1);
    }
}
