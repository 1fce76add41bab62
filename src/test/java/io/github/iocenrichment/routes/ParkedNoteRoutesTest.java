package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.verdict.VerdictValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The note that work on an incident is parked: which stage and why, what is known so far, once for each time. */
class ParkedNoteRoutesTest {
    private static final String NOTES = "/ivanti/api/odata/businessobject/journal__notess";
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("62-parked-note", "60-note", "11-ivanti", "12-ivanti-calls");

    @BeforeEach
    void ivantiAnswers() {
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson("{\"value\":[]}")));
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201)));
    }

    private static String there(String recId) {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson("{\"RecId\":\"" + recId + "\"}")));
        return recId;
    }

    private static void parked(String stage, String recId, int deaths) throws SQLException {
        try (Connection connection = WORLD.store().dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("insert into task (task_name, task_instance, execution_time, picked, consecutive_failures, version, created_at, deaths,"
                    + " parked_at,"
                    + " last_error) values ('" + stage + "', '" + recId + "', now(), false, 8, 1, now(), " + deaths
                    + ", now(), 'secret words of an exception')");
        }
    }

    private static Exchange writeNote(String recId) {
        return WORLD.runStage("write-parked-note", recId);
    }

    private static List<String> notes() throws Exception {
        List<String> notes = new ArrayList<>();
        for (var request : WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES)))) {
            JsonNode note = new ObjectMapper().readTree(request.getBody());
            notes.add(note.path("NotesBody").asText().replace("\r\n", "\n"));
        }
        return notes;
    }

    @Test
    void whatCouldNotBeReadIsReported() throws Exception {
        String recId = there(WORLD.admitted("Odd file"));
        parked("collect", recId, 3);
        assertThat(writeNote(recId).getException()).isNull();
        assertThat(notes()).containsExactly("""
                Threat intelligence: not complete, work on this incident is parked

                  The ticket and its attachments could not be read: stage collect was parked, because the process ended 3 times while it ran.
                  Known so far: nothing but the ticket itself.
                  An operator can release it on the status page when the cause is gone; the usual note follows then.""");
    }

    @Test
    void whatIsKnownSoFarIsReportedWithoutTheWordsOfTheException() throws Exception {
        String recId = there(Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, "203.0.113.9"), VerdictValue.MALICIOUS, 92)));
        parked("enrich", recId, 0);
        assertThat(writeNote(recId).getException()).isNull();
        assertThat(notes()).singleElement().satisfies(note -> assertThat(note)
                .contains("stage enrich was parked, because it failed 8 times.", "Known so far: 1 indicator (1 ipv4) from the ticket")
                .doesNotContain("secret words"));
    }

    @Test
    void itIsReportedOnceForEachTime() throws Exception {
        String recId = there(WORLD.admitted("Odd file"));
        parked("collect", recId, 3);
        writeNote(recId);
        writeNote(recId);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void nothingIsReportedOfWorkThatWasReleasedMeanwhile() throws Exception {
        String recId = there(WORLD.admitted("Odd file"));
        parked("collect", recId, 3);
        assertThat(new ParkedTasks(WORLD.store().transactions(), WORLD.clock()).release("collect", recId)).isTrue();
        assertThat(writeNote(recId).getException()).isNull();
        assertThat(notes()).isEmpty();
    }

    @Test
    void aNoteWhoseAnswerWasLostIsLookedForBeforeItIsWrittenAgain() throws Exception {
        String recId = there(WORLD.admitted("Odd file"));
        parked("collect", recId, 3);
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(writeNote(recId).getException()).isNotNull();
        Exchange again = writeNote(recId);
        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader("TaskPostponeUntil")).isNotNull();
        assertThat(notes()).hasSize(1);
    }
}
