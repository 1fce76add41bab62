package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.answer.RecordDocument;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.task.ParkException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The record incident of a publication: looked for by its subject, created once, linked where that is wanted. */
class RecordRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    private static final String GROUPING = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11";
    private static final String RECORD = "ABCDEF0123456789ABCDEF0123456789";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("50-record", "11-ivanti", "12-ivanti-calls").with("ivanti.link.relationship", "IncidentAssociatesIncident")
            .with("ivanti.record.when", "indicators").with("ivanti.record.closed-status", "Closed");

    private String recId;

    @BeforeEach
    void aPublicationWithoutRecord() {
        recId = Incidents.enriched(WORLD);
        published(Publication.State.SENT);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).willReturn(okJson("{\"value\":[]}")));
        WORLD.outside().stubFor(patch(urlPathMatching(INCIDENTS + ".*")).willReturn(aResponse().withStatus(200)));
        create(okJson(RouteWorld.json("{'RecId':'" + RECORD + "','IncidentNumber':48999,'Subject':'s','Symptom':'t','Status':'Logged','Urgency':'Low',",
                "'Impact':'Low','Service':'x','Category':'y','Source':'API'}")).withStatus(201));
    }

    private void published(Publication.State state) {
        Incidents.save(WORLD, recId, "publication", new PublicationDocument(GROUPING, "AMBER", 1, 5, List.of(), List.of(), state, null,
                WORLD.clock().instant(), 0));
    }

    private static void create(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(INCIDENTS)).willReturn(answer));
    }

    private Exchange record() {
        return WORLD.runStage("record-publication", recId);
    }

    private static int created() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(INCIDENTS))).size();
    }

    private RecordIncident stored() {
        return WORLD.store().incidents().load(recId, "record", RecordDocument.class).orElseThrow().record();
    }

    private String subject() throws Exception {
        return new ObjectMapper().readTree(WORLD.store().effects().find("record|" + recId).orElseThrow().content()).path("Subject").asText();
    }

    @Test
    void oneThatIsNotThereIsCreatedAndLinked() {
        Exchange done = record();
        assertThat(done.getException()).isNull();
        assertThat(stored()).isEqualTo(RecordIncident.created("48999"));
        assertThat(WORLD.stageOf(recId)).isEqualTo("recorded");
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(INCIDENTS))
                .withRequestBody(matchingJsonPath("$.Subject", matching(".*INC48213.*\\[ti-record:" + GROUPING + "]")))
                .withRequestBody(matchingJsonPath("$.ProfileLink_RecID")));
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(INCIDENTS + "('" + RECORD + "')/IncidentAssociatesIncident('" + recId + "')/$Ref")));
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(INCIDENTS + "('" + RECORD + "')")).withRequestBody(equalToJson("{\"Status\":\"Closed\"}")));
    }

    @Test
    void oneThatIvantiDoesNotCloseStaysOpenAndIsLinked() {
        WORLD.outside().stubFor(patch(urlPathEqualTo(INCIDENTS + "('" + RECORD + "')"))
                .willReturn(aResponse().withStatus(400).withBody("{\"code\":\"ISM_4000\"}")));
        assertThat(record().getException()).isNull();
        assertThat(stored()).isEqualTo(RecordIncident.created("48999"));
        WORLD.outside().verify(1, patchRequestedFor(urlPathMatching(".*/\\$Ref")));
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void oneThatIvantiCannotCloseNowIsClosedLaterAndNotCreatedTwice() {
        String status = INCIDENTS + "('" + RECORD + "')";
        WORLD.outside().stubFor(patch(urlPathEqualTo(status)).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "90")));
        assertThat(record().getException()).isInstanceOfSatisfying(IvantiUnavailableException.class,
                later -> assertThat(later.retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(90)));
        WORLD.clock().advance(Duration.ofSeconds(90));
        WORLD.outside().stubFor(patch(urlPathEqualTo(status)).willReturn(aResponse().withStatus(200)));
        assertThat(record().getException()).isNull();
        assertThat(record().getException()).isNull();
        assertThat(created()).isOne();
        WORLD.outside().verify(2, patchRequestedFor(urlPathEqualTo(status)));
        WORLD.outside().verify(1, patchRequestedFor(urlPathMatching(".*/\\$Ref")));
    }

    @Test
    void aPublicationWithoutIndicatorsHasNone() {
        Incidents.save(WORLD, recId, "publication", new PublicationDocument(GROUPING, "AMBER", 0, 3, List.of(), List.of(), Publication.State.SENT, null,
                WORLD.clock().instant(), 0));
        assertThat(record().getException()).isNull();
        assertThat(created()).isZero();
        assertThat(stored()).isEqualTo(RecordIncident.none("no record incident, for no indicator was published"));
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void aLinkThatFailsIsAWarning() {
        WORLD.outside().stubFor(patch(urlPathMatching(INCIDENTS + ".*")).willReturn(aResponse().withStatus(404)));
        long failed = WORLD.problems("link-record");
        assertThat(record().getException()).isNull();
        assertThat(WORLD.problems("link-record")).isEqualTo(failed + 1);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void oneThatIsFoundByItsMarkerIsNotCreatedAgain() throws Exception {
        create(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(record().getException()).isNotNull();
        assertThat(WORLD.handedOver("note")).isEmpty();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'" + RECORD
                + "','IncidentNumber':48999,'Subject':'" + subject() + "'}]}"))));
        assertThat(record().getException()).isNull();
        assertThat(created()).isEqualTo(1);
        assertThat(stored()).isEqualTo(RecordIncident.created("48999"));
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void oneThatMayStillArriveIsWaitedForBeforeItIsCreatedAgain() {
        create(aResponse().withStatus(503));
        record();
        Instant sentAt = WORLD.clock().instant();
        WORLD.clock().advance(Duration.ofSeconds(5));
        Exchange waiting = record();
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(30));
        assertThat(created()).isEqualTo(1);
        assertThat(WORLD.handedOver("note")).isEmpty();

        WORLD.clock().advance(Duration.ofSeconds(25));
        aPublicationIsTaken();
        assertThat(record().getException()).isNull();
        assertThat(created()).isEqualTo(2);
    }

    private void aPublicationIsTaken() {
        create(okJson("{\"RecId\":\"" + RECORD + "\",\"IncidentNumber\":48999}").withStatus(201));
    }

    @Test
    void aRowThatIvantiPassesOffAsOursIsNotOurs() {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'" + RECORD
                + "','IncidentNumber':1,'Subject':'Printer on fire'}]}"))));
        record();
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void oneThatIsKnownIsNeitherLookedForNorCreated() {
        record();
        WORLD.outside().resetRequests();
        WORLD.mock("task:note").reset();
        assertThat(record().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @ParameterizedTest
    @EnumSource(value = Publication.State.class, names = {"NONE", "REFUSED", "PENDING"})
    void nothingPublishedNeedsNoRecord(Publication.State state) {
        published(state);
        assertThat(record().getException()).isNull();
        assertThat(stored()).isEqualTo(RecordIncident.none());
        assertThat(created()).isZero();
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void anIncidentWithAForeignMarkGetsNoRecord() {
        Incidents.collect(WORLD, recId, "IOC publication INC1 [ti-record:grouping--0c1c4ab1-55a9-5d4c-8a2e-000000000000]");
        assertThat(record().getException()).isNull();
        assertThat(created()).isZero();
        assertThat(stored().words()).isEqualTo("no record incident, for the subject holds the mark of a record incident");
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void theAccountThatIvantiFilesRecordsUnderIsLearned() {
        create(okJson("{\"RecId\":\"" + RECORD + "\",\"IncidentNumber\":48999,\"CreatedBy\":\"svc-ti\"}").withStatus(201));
        record();
        assertThat(WORLD.store().records().accounts()).contains("svc-ti");
        assertThat(WORLD.store().records().byGrouping(GROUPING)).map(RecordStore.OwnRecord::recId).contains(RECORD);
    }

    @Test
    void aRefusalIsForAnOperatorAndNamesTheSetting() {
        create(okJson("{\"message\":\"Incident.Category is a required field\"}").withStatus(400));
        long failed = WORLD.problems("record-publication");
        assertThat(record().getException()).isInstanceOf(ParkException.class).hasMessageContaining("ivanti.record.fields.Category");
        assertThat(WORLD.problems("record-publication")).isEqualTo(failed + 1);
    }
}
