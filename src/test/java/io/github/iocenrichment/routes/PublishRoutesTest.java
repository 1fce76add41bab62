package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.journey.IntelxTrouble;
import io.github.iocenrichment.journey.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Publishing one incident: what is sent, and what becomes of it when the answer is no, later, or lost. */
class PublishRoutesTest {
    private static final String INGEST = "/intelx/ctixapi/ingestion/ingestion-api/ingest_bundle/";
    private static final String LOOK_UP = "/intelx/ctixapi/ingestion/openapi/bulk-lookup/indicator/";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api");

    private static int addresses;
    private String address;

    @BeforeEach
    void aValueThatNobodyPublishedBefore() {
        addresses++;
        address = "198.51.100." + addresses;
        WORLD.clock().advance(Duration.ofMinutes(1));
        WORLD.outside().stubFor(post(urlPathEqualTo(LOOK_UP)).willReturn(okJson("{\"next\":null,\"results\":[]}")));
    }

    private Finding finding(String value) {
        return Incidents.finding(WORLD, Indicator.of(IPV4, value), VerdictValue.MALICIOUS, 92);
    }

    private static void ingest(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(INGEST)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder taken() {
        return okJson("{\"success\":true,\"message\":\"Successfully sent bundle to ingestion.\"}");
    }

    private static void platformHas(String value, String source) {
        WORLD.outside().stubFor(post(urlPathEqualTo(LOOK_UP)).willReturn(okJson(RouteWorld.json("{'next':null,'results':[{'name':'" + value
                + "','is_whitelisted':false,'sources':[{'name':'" + source + "'}]}]}"))));
    }

    private static Exchange publish(String recId) {
        return WORLD.runStage("publish-incident", recId);
    }

    private static PublicationDocument publication(String recId) {
        return WORLD.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow();
    }

    private static int sent() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(INGEST))).size();
    }

    @Test
    void aPackageIsSentSignedAndHandedOver() {
        ingest(taken());
        String recId = Incidents.enriched(WORLD, finding(address));
        Exchange done = publish(recId);
        assertThat(done.getException()).isNull();
        assertThat(publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.stageOf(recId)).isEqualTo("published");
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.handedOver("verify")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).isEmpty();
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(INGEST)).withQueryParam("AccessID", equalTo("id-of-intelx"))
                .withQueryParam("Expires", matching("\\d+")).withQueryParam("Signature", matching(".+")).withHeader("Content-Type", containing("application/json"))
                .withHeader("TaskKey", absent()).withHeader("Authorization", absent()).withHeader("Key", absent())
                .withRequestBody(matchingJsonPath("$.source_name", equalTo("IOC Enrichment")))
                .withRequestBody(matchingJsonPath("$.bundle.objects[?(@.type == 'indicator')].name", containing(address))));
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(LOOK_UP)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', AMBER", "TLP:GREEN, GREEN", "white, CLEAR", "amber+strict, AMBER+STRICT", "RED, ", "TLP:RED, ", "for friends only, "})
    void theIncidentsOwnMarkingWinsAndRedStaysInTheHouse(String written, String published) {
        ingest(taken());
        int before = sent();
        String recId = Incidents.enrichedAndMarked(WORLD, written, finding(address));
        assertThat(publish(recId).getException()).isNull();
        assertThat(publication(recId).tlp()).isEqualTo(published);
        assertThat(publication(recId).words()).isEqualTo(published == null ? "it is marked TLP:RED" : null);
        assertThat(sent() - before).isEqualTo(published == null ? 0 : 1);
        assertThat(WORLD.handedOver(published == null ? "note" : "record")).containsExactly(recId);
    }

    @Test
    void withNothingToPublishTheNoteComesAtOnce() {
        String recId = Incidents.enriched(WORLD);
        assertThat(publish(recId).getException()).isNull();
        assertThat(publication(recId).state()).isEqualTo(Publication.State.NONE);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(sent()).isZero();
    }

    static Stream<ResponseDefinitionBuilder> refusals() {
        return Stream.of(okJson("{\"detail\":\"bad bundle\"}").withStatus(400), okJson("{\"detail\":\"bad bundle\"}").withStatus(422),
                okJson("{\"success\":false,\"message\":\"bad bundle\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsToldInTheNoteAndNotSentAgain(ResponseDefinitionBuilder refusal) {
        ingest(refusal);
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(publish(recId).getException()).isNull();
        assertThat(publication(recId).state()).isEqualTo(Publication.State.REFUSED);
        assertThat(publication(recId).words()).contains("bad bundle");
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
        var triedInPieces = sent();
        assertThat(triedInPieces).isGreaterThan(1);
        publish(recId);
        assertThat(sent()).isEqualTo(triedInPieces);
    }

    static Stream<Arguments> stops() {
        return Stream.of(Arguments.of(aResponse().withStatus(402), "no licence"), Arguments.of(aResponse().withStatus(404), "intelx.base-url"),
                Arguments.of(aResponse().withStatus(301).withHeader("Location", "/elsewhere"), "redirects"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("stops")
    void whatAnOperatorHasToMendIsParked(ResponseDefinitionBuilder answer, String said) {
        ingest(answer);
        String recId = Incidents.enriched(WORLD, finding(address));
        long failed = WORLD.problems("publish-incident");
        assertThat(publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining(said);
        assertThat(publication(recId).state()).isEqualTo(Publication.State.PENDING);
        assertThat(WORLD.problems("publish-incident")).isEqualTo(failed + 1);
        assertThat(sent()).isEqualTo(1);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Arguments.of("429 names the wait", aResponse().withStatus(429).withHeader("Retry-After", "40"), Duration.ofSeconds(40)),
                Arguments.of("503", aResponse().withStatus(503), Duration.ofSeconds(20)), Arguments.of("408", aResponse().withStatus(408), Duration.ofSeconds(20)),
                Arguments.of("a page with 200", aResponse().withBody("<html>edge"), Duration.ofSeconds(20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whatPassesIsTriedLater(String name, ResponseDefinitionBuilder trouble, Duration wait) {
        ingest(trouble);
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(publish(recId).getException()).isInstanceOfSatisfying(IntelxTrouble.class, passing ->
                assertThat(passing.retryAt()).isEqualTo(WORLD.clock().instant().plus(wait)));
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    @Test
    void aRefusedSignatureIsMadeAnewOnceAndThenParked() {
        ingest(aResponse().withStatus(401));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(publish(recId).getException()).isInstanceOfSatisfying(IntelxTrouble.class, passing ->
                assertThat(passing.retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(1)));
        WORLD.clock().advance(Duration.ofSeconds(16));
        assertThat(publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining("intelx.secret-key");
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(INGEST))).stream()
                .map(request -> request.queryParameter("Signature").firstValue()).distinct()).hasSize(2);
    }

    @Test
    void aSignatureRefusedAfterAnOutageIsMadeAnewOnceAsWell() {
        ingest(aResponse().withStatus(503));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(publish(recId).getException()).isInstanceOf(IntelxTrouble.class);
        ingest(aResponse().withStatus(401));
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(publish(recId).getException()).isInstanceOf(IntelxTrouble.class).hasMessageContaining("401");
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining("intelx.secret-key");
    }

    @Test
    void aLostAnswerIsLookedForBeforeAnythingIsSentAgain() {
        ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(publish(recId).getException()).isNotNull();
        platformHas(address, "IOC Enrichment");
        assertThat(publish(recId).getException()).isNull();
        assertThat(sent()).isEqualTo(1);
        assertThat(publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.store().effects().ofIncident(recId)).extracting(Effect::outcome).containsExactly("found by look-up");
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(LOOK_UP)).withQueryParam("Signature", matching(".+")).withQueryParam("page", equalTo("1"))
                .withRequestBody(containing(address)).withHeader("TaskKey", absent()));
    }

    @Test
    void whatIsNotFoundIsWaitedForAndThenSentAgainAsItWas() {
        ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        publish(recId);
        Instant sentAt = WORLD.clock().instant();
        Exchange waiting = publish(recId);
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(15));
        assertThat(sent()).isEqualTo(1);
        assertThat(WORLD.handedOver("record")).isEmpty();

        ingest(taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        assertThat(publish(recId).getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(INGEST))).stream().map(LoggedRequest::getBodyAsString).distinct()).hasSize(1);
        assertThat(sent()).isEqualTo(2);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
    }

    @Test
    void whatIsThereUnderAnotherSourceIsNotOurs() {
        ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        publish(recId);
        platformHas(address, "Somebody Else");
        ingest(taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        publish(recId);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aLookUpThatFailsIsRepeatedBeforeAnythingIsSentAgain() {
        ingest(aResponse().withFault(Fault.EMPTY_RESPONSE));
        String recId = Incidents.enriched(WORLD, finding(address));
        publish(recId);
        WORLD.outside().stubFor(post(urlPathEqualTo(LOOK_UP)).willReturn(aResponse().withStatus(500)));
        ingest(taken());
        WORLD.clock().advance(Duration.ofSeconds(15));
        Exchange waiting = publish(recId);
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(WORLD.clock().instant().plusSeconds(20));
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        ingest(taken());
        String recId = Incidents.enriched(WORLD, finding(address));
        publish(recId);
        publish(recId);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void whatTurnedHarmlessIsTakenBackOnceAndNeverSentAgain() {
        ingest(taken());
        Finding other = finding("203.0.113." + addresses);
        String recId = Incidents.enriched(WORLD, finding(address), other);
        publish(recId);
        Finding harmless = harmless();
        changeTo(recId, harmless, other);
        assertThat(sentWith("\"revoked\":true")).as("taken back").isEqualTo(1);
        changeTo(recId, new Finding(harmless.indicator(), harmless.answers(), new Verdict(VerdictValue.NO_THREAT_FOUND, 0,
                List.of(new FiredRule("combined.no-threat", "other words")), harmless.verdict().bySource())), other);
        assertThat(sent()).as("found anew, the same to the platform").isEqualTo(2);
        changeTo(recId, harmless(), finding("203.0.113." + addresses), finding("198.51.101." + addresses));
        changeTo(recId, harmless(), finding("203.0.113." + addresses));
        changeTo(recId, finding(address), other);
        assertThat(sent()).isEqualTo(5);
        assertThat(sentWith("[ipv4-addr:value = '" + address + "']")).as("the indicator and its revocation").isEqualTo(2);
    }

    private Finding harmless() {
        return Incidents.finding(WORLD, Indicator.of(IPV4, address), VerdictValue.NO_THREAT_FOUND, 0);
    }

    private static void changeTo(String recId, Finding... findings) {
        WORLD.clock().advance(Duration.ofMinutes(1));
        Incidents.found(WORLD, recId, findings);
        assertThat(publish(recId).getException()).isNull();
    }

    private static int sentWith(String words) {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(INGEST)).withRequestBody(containing(words))).size();
    }

    @Test
    void aLargeOneGoesInSeveralMessagesAndOneRefusedIsToldAsPart() {
        Finding[] findings = IntStream.range(1, 80).mapToObj(i -> finding("203.0." + (100 + addresses) + "." + i)).toArray(Finding[]::new);
        ingest(taken());
        WORLD.outside().stubFor(post(urlPathEqualTo(INGEST)).withRequestBody(containing("203.0." + (100 + addresses) + ".79'"))
                .willReturn(okJson("{\"detail\":\"too much\"}").withStatus(413)));
        String recId = Incidents.enriched(WORLD, findings);
        assertThat(publish(recId).getException()).isNull();
        assertThat(sent()).isGreaterThan(1);
        assertThat(publication(recId).state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.handedOver("verify")).isEmpty();
    }
}
