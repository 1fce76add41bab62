package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing one incident: what is sent, and what becomes of it when the platform takes it or refuses it. */
class PublishRoutesTest {
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
        return Incidents.finding(WORLD, Indicator.of(IPV4, value), VerdictValue.MALICIOUS, 92);
    }

    @Test
    void aPackageIsSentSignedAndHandedOver() {
        STAGE.ingest(Publishing.taken());
        String recId = Incidents.enriched(WORLD, finding(address));
        Exchange done = STAGE.publish(recId);
        assertThat(done.getException()).isNull();
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.stageOf(recId)).isEqualTo("published");
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.handedOver("verify")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).isEmpty();
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.INGEST)).withQueryParam("AccessID", equalTo("id-of-intelx"))
                .withQueryParam("Expires", matching("\\d+")).withQueryParam("Signature", matching(".+"))
                .withHeader("Content-Type", containing("application/json"))
                .withHeader("TaskKey", absent()).withHeader("Authorization", absent()).withHeader("Key", absent())
                .withRequestBody(matchingJsonPath("$.source_name", equalTo("IOC Enrichment")))
                .withRequestBody(matchingJsonPath("$.bundle.objects[?(@.type == 'indicator')].name", containing(address))));
        assertThat(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)))).isEmpty();
    }

    /** What the marshalling step writes is kept, and is what arrives, byte by byte: STIX in UTF-8, as compact as Jackson's model of it. */
    @Test
    void theMessageIsMarshalledOnceAndSentAsItIsKept() throws Exception {
        STAGE.ingest(aResponse().withStatus(503));
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD,
                Indicator.of(URL, "http://h" + addresses + ".example.net/\u00e4\u4e2d\ud83d\ude00?q=%22"), VerdictValue.MALICIOUS, 92));
        STAGE.publish(recId);
        String kept = WORLD.store().effects().ofIncident(recId).get(0).content();
        assertThat(new ObjectMapper().readTree(kept)).hasToString(kept);
        STAGE.ingest(Publishing.taken());
        WORLD.clock().advance(Duration.ofHours(1));
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(2).allSatisfy(sent -> assertThat(sent.getBody()).isEqualTo(kept.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TaskKey", "taskkey", "TaskPriority", "TaskDueAt", "TaskDelay", "TaskPostponeUntil", "CamelHttpUri"})
    void noHeaderOfAReplyTakesPartInTheHandOver(String header) {
        STAGE.ingest(Publishing.taken().withHeader(header, "of another system"));
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.received("task:record")).singleElement()
                .satisfies(handedOver -> assertThat(handedOver.getMessage().getHeaders()).doesNotContainValue("of another system"));
    }

    @ParameterizedTest
    @CsvSource({"'', AMBER", "TLP:GREEN, GREEN", "white, CLEAR", "amber+strict, AMBER+STRICT", "RED, ", "TLP:RED, ", "for friends only, "})
    void theIncidentsOwnMarkingWinsAndRedStaysInTheHouse(String written, String published) {
        STAGE.ingest(Publishing.taken());
        int before = STAGE.sent().size();
        String recId = Incidents.enrichedAndMarked(WORLD, written, finding(address));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).tlp()).isEqualTo(published);
        assertThat(STAGE.publication(recId).words()).isEqualTo(published == null ? "it is marked TLP:RED" : null);
        assertThat(STAGE.sent().size() - before).isEqualTo(published == null ? 0 : 1);
        assertThat(WORLD.handedOver(published == null ? "note" : "record")).containsExactly(recId);
    }

    @Test
    void withNothingToPublishTheNoteComesAtOnce() {
        String recId = Incidents.enriched(WORLD);
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.NONE);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(STAGE.sent()).isEmpty();
    }

    static Stream<ResponseDefinitionBuilder> refusals() {
        return Stream.of(okJson("{\"detail\":\"bad bundle\"}").withStatus(400), okJson("{\"detail\":\"bad bundle\"}").withStatus(422),
                okJson("{\"success\":false,\"message\":\"bad bundle\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsReportedInTheNoteAndNotSentAgain(ResponseDefinitionBuilder refusal) {
        STAGE.ingest(refusal);
        String recId = Incidents.enriched(WORLD, finding(address));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.REFUSED);
        assertThat(STAGE.publication(recId).words()).contains("bad bundle");
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
        int triedInPieces = STAGE.sent().size();
        assertThat(triedInPieces).isGreaterThan(1);
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(triedInPieces);
    }

    static Stream<Arguments> stops() {
        return Stream.of(Arguments.of(aResponse().withStatus(402), "no licence"), Arguments.of(aResponse().withStatus(404), "intelx.base-url"),
                Arguments.of(aResponse().withStatus(301).withHeader("Location", "/elsewhere"), "redirects"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("stops")
    void whatAnOperatorHasToFixIsParked(ResponseDefinitionBuilder answer, String said) {
        STAGE.ingest(answer);
        String recId = Incidents.enriched(WORLD, finding(address));
        long failed = WORLD.problems("publish-incident");
        assertThat(STAGE.publish(recId).getException()).isInstanceOf(ParkException.class).hasMessageContaining(said);
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.PENDING);
        assertThat(WORLD.problems("publish-incident")).isEqualTo(failed + 1);
        assertThat(STAGE.sent()).hasSize(1);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        STAGE.ingest(Publishing.taken());
        String recId = Incidents.enriched(WORLD, finding(address));
        STAGE.publish(recId);
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(1);
    }

    @Test
    void whatTurnedHarmlessIsTakenBackOnceAndNeverSentAgain() {
        STAGE.ingest(Publishing.taken());
        Finding other = finding("203.0.113." + addresses);
        String recId = Incidents.enriched(WORLD, finding(address), other);
        STAGE.publish(recId);
        Finding harmless = harmless();
        changeTo(recId, harmless, other);
        assertThat(sentWith("\"revoked\":true")).as("taken back").isEqualTo(1);
        changeTo(recId, new Finding(harmless.indicator(), harmless.answers(), new Verdict(VerdictValue.NO_THREAT_FOUND, 0,
                List.of(new FiredRule("combined.no-threat", "other words")), harmless.verdict().bySource())), other);
        assertThat(STAGE.sent()).as("found anew, the same to the platform").hasSize(2);
        changeTo(recId, harmless(), finding("203.0.113." + addresses), finding("198.51.101." + addresses));
        changeTo(recId, harmless(), finding("203.0.113." + addresses));
        changeTo(recId, finding(address), other);
        assertThat(STAGE.sent()).hasSize(5);
        assertThat(sentWith("[ipv4-addr:value = '" + address + "']")).as("the indicator and its revocation").isEqualTo(2);
    }

    private Finding harmless() {
        return Incidents.finding(WORLD, Indicator.of(IPV4, address), VerdictValue.NO_THREAT_FOUND, 0);
    }

    private static void changeTo(String recId, Finding... findings) {
        WORLD.clock().advance(Duration.ofMinutes(1));
        Incidents.found(WORLD, recId, findings);
        assertThat(STAGE.publish(recId).getException()).isNull();
    }

    private static int sentWith(String words) {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(Publishing.INGEST)).withRequestBody(containing(words))).size();
    }

    @Test
    void aLargeOneGoesInSeveralMessagesAndOneRefusedIsReportedAsPart() {
        Finding[] findings = IntStream.range(1, 80).mapToObj(i -> finding("203.0." + (100 + addresses) + "." + i)).toArray(Finding[]::new);
        STAGE.ingest(Publishing.taken());
        STAGE.ingest("203.0." + (100 + addresses) + ".79'", okJson("{\"detail\":\"too much\"}").withStatus(413));
        String recId = Incidents.enriched(WORLD, findings);
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(STAGE.sent()).hasSizeGreaterThan(1);
        assertThat(STAGE.publication(recId).state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.handedOver("verify")).isEmpty();
    }
}
