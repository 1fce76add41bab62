package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.NotesPage;
import io.github.iocenrichment.replay.ReplayIncident;
import io.github.iocenrichment.replay.ReplayWork;
import io.github.iocenrichment.replay.WrittenEffects;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One incident for the command replay: found by what an operator names, put at the beginning, and read back with what was written about it. */
class ReplayRoutesTest {
    private static final String NOTES = "/ivanti/api/odata/businessobject/journal__notess";
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    private static final String REC_ID = "FF49A5136B36486F897C62E9348C433B";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("15-replay", "11-ivanti", "12-ivanti-calls");

    private static void ivantiHas(String path, String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(path)).willReturn(okJson(RouteWorld.json("{'value':[" + rows + "]}"))));
    }

    private static ReplayWork find(String named) {
        ivantiHas(INCIDENTS, "{'RecId':'" + REC_ID + "','IncidentNumber':48213,'Subject':'Beacon','Priority':'2'}");
        return WORLD.run("direct:find-incident", named).getMessage().getBody(ReplayWork.class);
    }

    @ParameterizedTest
    @CsvSource({"48213, IncidentNumber eq 48213, true", "inc48213, IncidentNumber eq 48213, true", "INC-0048213, IncidentNumber eq 48213, true",
            "FF49A5136B36486F897C62E9348C433B, RecId eq 'FF49A5136B36486F897C62E9348C433B', true",
            // Ivanti drops what it does not understand and answers with others
            "48214, IncidentNumber eq 48214, false"})
    void findsByNumberOrRecId(String named, String filter, boolean found) {
        assertThat(find(named).isFound()).isEqualTo(found);
        WORLD.outside().verify(getRequestedFor(urlPathEqualTo(INCIDENTS)).withQueryParam("$filter", equalTo(filter.replace("''", "'"))));
    }

    /** A service request has its own list and its own name of the number, also on its way through the stages. */
    @Test
    void findsAServiceRequestByItsNameAndLaterByItsRecId() {
        String requests = "/ivanti/api/odata/businessobject/servicereqs";
        String recId = "AB49A5136B36486F897C62E9348C433B";
        ivantiHas(requests, "{'RecId':'" + recId + "','ServiceReqNumber':10023,'Subject':'Please look','Priority':'2'}");
        ivantiHas("/ivanti/api/odata/businessobject/problems", "");
        for (String named : List.of("SR10023", "sr-010023", recId)) {
            ReplayWork request = find(named);
            assertThat(request.isFound()).as(named).isTrue();
            assertThat(request.getName()).isEqualTo("SR10023");
            WORLD.run("direct:replay-incident", request);
        }
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(requests)).withQueryParam("$filter", equalTo("ServiceReqNumber eq 10023")));
        assertThat(WORLD.store().incidents().find(recId).orElseThrow().object()).isEqualTo("servicereq");
        assertThat(find("PRB311").isFound()).as("no problem of that number").isFalse();
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(INCIDENTS)));
    }

    /** One that was never taken in is an incident unless its object is said. */
    @ParameterizedTest
    @CsvSource({"servicereq:CD49A5136B36486F897C62E9348C433B, SR10024", "'ServiceReq: CD49A5136B36486F897C62E9348C433B', SR10024", "servicereq:10024, SR10024"})
    void findsAnotherObjectThatWasNeverTakenIn(String named, String name) {
        ivantiHas("/ivanti/api/odata/businessobject/servicereqs",
                "{'RecId':'CD49A5136B36486F897C62E9348C433B','ServiceReqNumber':10024,'Subject':'Please look','Priority':'2'}");
        ReplayWork request = find(named);
        assertThat(request.isFound()).isTrue();
        assertThat(request.getName()).isEqualTo(name);
        assertThat(request.refusal()).isEmpty();
    }

    @Test
    void whatIsNotFoundIsNamedWithTheRemedy() {
        ivantiHas("/ivanti/api/odata/businessobject/problems", "");
        String known = "Ivanti has no incident of that number or RecId, or the key may not see it";
        assertThat(find("EF49A5136B36486F897C62E9348C433B").refusal()).contains(known + "; write servicereq:RECID or problem:RECID for one of those");
        assertThat(find("48214").refusal()).contains(known);
        assertThat(find("PRB311").refusal()).contains(known.replace("incident", "problem"));
        assertThat(find("problem:not-a-key").refusal()).hasValueSatisfying(words -> assertThat(words).startsWith("name an incident by its number"));
    }

    @Test
    void asksNothingAboutWhatIsNeither() {
        assertThat(find("48213 or 1 eq 1").isAskable()).isFalse();
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(INCIDENTS)));
    }

    @Test
    void anIvantiThatDoesNotAnswerIsNoMissingIncident() {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).willReturn(serverError()));
        assertThat(WORLD.run("direct:find-incident", "48213").getException()).isInstanceOf(IvantiUnavailableException.class);
    }

    @Test
    void handsOverToTheCollectingStageAlsoWhatWasDone() {
        for (int i = 0; i < 2; i++) {
            Exchange replayed = WORLD.run("direct:replay-incident", find("48213"));
            assertThat(replayed.getException()).isNull();
            assertThat(WORLD.stageOf(REC_ID)).isEqualTo("collecting");
            WORLD.store().incidents().stage(REC_ID, "done", WORLD.clock().instant());
        }
        assertThat(WORLD.handedOver("collect")).containsExactly(REC_ID, REC_ID);
    }

    @Test
    void readsOurNotesPageByPageAndTheRecord() {
        ReplayWork incident = find("48213");
        String page = IntStream.range(0, 100).mapToObj(i -> note("Called the user", "chat " + i)).collect(Collectors.joining(","));
        ivantiHas(NOTES, page);
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).withQueryParam("$skip", equalTo("100")).willReturn(okJson(RouteWorld.json("{'value':["
                + note("TI enrichment INC48213 part 1/1 [ref:9c1f77aa]", "one\\r\\ntwo") + "," + note("Re: [ref:9c1f77aa]", "thanks") + "]}"))));
        ivantiHas(INCIDENTS, "{'RecId':'0123456789ABCDEF0123456789ABCDEF','IncidentNumber':48250,'Subject':'Intel published','Category':null}");
        WORLD.bean("replayIncident", ReplayIncident.class).lookForRecord(incident, null,
                new WrittenEffects.Record(null, "", Map.of("Subject", "Intel published")));

        ReplayWork read = WORLD.run("direct:read-what-was-written", incident).getMessage().getBody(ReplayWork.class);

        assertThat(read.getNotes()).containsExactly(new NotesPage.Note("9c1f77aa", "TI enrichment INC48213 part 1/1 [ref:9c1f77aa]", "one\ntwo"));
        assertThat(read.getRecord().number()).isEqualTo("48250");
        assertThat(read.getRecord().fields()).containsEntry("Subject", "Intel published").containsEntry("Category", "");
    }

    private static String note(String subject, String body) {
        return "{'RecId':'ABCDEF0123456789ABCDEF0123456789','ParentLink_RecID':'" + REC_ID + "','Subject':'" + subject + "','NotesBody':'" + body + "'}";
    }
}
