package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading incidents: the filter with its misreadings, paging, spellings of "no rows", absent records. */
class IvantiReadingTest {
    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private Sandbox sandbox;
    private IvantiCalls ivanti;
    private String a;

    @BeforeEach
    void threeIncidents() {
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));
        ivanti = new IvantiCalls(sandbox);
        a = add("A", "High", "Phishing", "imarchetti");
        add("B", "Low", "Phishing", null);
        add("C", "Low", "Malware", "O'Brien");
    }

    private String add(String subject, String urgency, String category, String owner) {
        clock.advance(Duration.ofMinutes(1));
        return sandbox.addIncident(SandboxIncident.of(subject, "text of " + subject).withField("Urgency", urgency).withField("Category", category)
                .withField("Owner", owner));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Urgency eq 'low'                                                   | B,C
            urgency eq 'Low' and category eq 'malware'                         | C
            Urgency ne 'Low'                                                   | A
            Owner eq 'O''Brien'                                                | C
            Owner eq '$NULL'                                                   | B
            Owner ne '$NULL'                                                   | A,C
            IncidentNumber eq 48202                                            | B
            IncidentNumber gt 48201                                            | B,C
            CreatedDateTime ge 2026-11-23T09:02:00Z                            | B,C
            CreatedDateTime gt 2026-11-23T09:02:00.000Z                        | C
            CreatedDateTime lt 2026-11-23T10:02:00+01:00                       | A
            CreatedDateTime le 2026-11-23T09:02:00Z                            | A,B
            (Urgency eq 'High' or Owner eq 'O''Brien') and Category eq 'Malware' | C
            (Category eq 'Malware') and CreatedDateTime ge 2026-11-23T09:00:00Z | C
            ((Urgency eq 'High') or Urgency eq 'Low') and Category eq 'Malware' | C
            """)
    void conditionsThatIvantiReadsRightly(String filter, String subjects) throws Exception {
        assertThat(ivanti.subjects(filter)).containsExactly(subjects.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contains(Subject,'A')                                              | A,B,C
            startswith(Subject,'A') and Urgency eq 'Low'                       | B,C
            indexof(Subject,'A') eq 0 and Urgency eq 'Low'                     | B,C
            not (Urgency eq 'Low')                                             | B,C
            not Urgency eq 'Low'                                               | B,C
            Urgency eq 'High' and (Category eq 'Vulnerability' or Category eq 'Malware') | C
            (Urgency eq 'High' or Urgency eq 'Low' and Category eq 'Malware')  | C
            """)
    void conditionsThatIvantiMisreads(String filter, String subjects) throws Exception {
        assertThat(ivanti.subjects(filter)).containsExactly(subjects.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreatedDateTime ge datetime'2026-11-23T09:00:00Z'", "Nonsense eq 'x'", "Urgency is 'Low'", "(Urgency eq 'Low'",
        "Urgency eq 'Low", "Urgency eq 'Low' xor Urgency eq 'High'", "CreatedDateTime ge yesterday", "Urgency eq"})
    void filtersThatIvantiRefuses(String filter) throws Exception {
        Http.Answer answer = ivanti.list("$top=100&$filter=" + Http.enc(filter));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("ISM_4000");
    }

    @Test
    void aVeryLongTextIsReadLikeAShortOne() throws Exception {
        sandbox.addIncident(SandboxIncident.of("it's " + "long ".repeat(3_000), "x"));
        assertThat(ivanti.subjects("Subject eq 'it''s " + "long ".repeat(3_000) + "'")).hasSize(1);
    }

    @Test
    void theDateLiteralOfOtherToolsBlamesTheField() throws Exception {
        assertThat(ivanti.list("$filter=" + Http.enc("CreatedDateTime ge datetime'2026-11-23T09:00:00Z'")).json().path("message").path(0).asText())
                .contains("CreatedDateTime");
    }

    @Test
    void pagesOfAtMostOneHundred() throws Exception {
        assertThat(ivanti.list("$top=100").status()).isEqualTo(200);
        assertThat(ivanti.list("$top=101").status()).isEqualTo(400);
        Http.Answer second = ivanti.list("$top=2&$skip=2&$orderby=CreatedDateTime%20asc");
        assertThat(second.json().path("value")).hasSize(1);
        assertThat(second.json().path("@odata.count").asInt()).isEqualTo(3);
        assertThat(ivanti.list("$top=2&$skip=3").status()).isEqualTo(204);
    }

    @Test
    void orderIsNewestFirstUnlessAskedAndABadOneIsEmptyWithoutAnError() throws Exception {
        assertThat(ivanti.list("$top=1").json().at("/value/0/Subject").asText()).isEqualTo("C");
        assertThat(ivanti.list("$top=1&$orderby=CreatedDateTime%20asc").json().at("/value/0/Subject").asText()).isEqualTo("A");
        assertThat(ivanti.list("$top=1&$orderby=CreatedDateTime%20upwards").status()).isEqualTo(204);
        assertThat(ivanti.list("$top=1&$orderby=Birthday").status()).isEqualTo(204);
    }

    @Test
    void noRowsInEverySpelling() throws Exception {
        String nothing = "$top=5&$filter=" + Http.enc("IncidentNumber eq 1");
        List<String> seen = new ArrayList<>();
        for (String spelling : List.of("204", "empty-body", "empty-list", "text")) {
            sandbox.turn(Switch.IVANTI_NO_ROWS, spelling);
            Http.Answer answer = ivanti.list(nothing);
            seen.add(answer.status() + (answer.bytes().length == 0 ? "" : answer.json().path("value").toString()));
        }
        assertThat(seen).containsExactly("204", "200", "200[]", "200\"No instances found.\"");
        sandbox.resetSwitches();
        assertThat(ivanti.get("/odata/businessobject/incidents('" + a + "')/IncidentContainsAttachment").json().path("value").asText())
                .isEqualTo("No instances found.");
    }

    @Test
    void absentRecordsAre400Not404() throws Exception {
        for (String key : List.of("0123456789ABCDEF0123456789ABCDEF", "abc", "")) {
            Http.Answer answer = ivanti.get("/odata/businessobject/incidents('" + key + "')");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/message/0").asText()).containsAnyOf("Invalid key", "cannot be found", "Key value cannot be empty");
        }
        assertThat(ivanti.get("/odata/businessobject/incident('" + a + "')").json().path("code").asText()).isEqualTo("ISM_4004");
    }

    @Test
    void oneRecordWithItsContextFromAnotherHostAndNoFieldsWhenSelected() throws Exception {
        JsonNode whole = ivanti.get("/odata/businessobject/Incidents('" + a.toLowerCase(Locale.ROOT) + "')").json();
        assertThat(whole.path("Subject").asText()).isEqualTo("A");
        assertThat(whole.path("@odata.context").asText()).startsWith("https://" + IvantiWorld.TENANT);
        assertThat(ivanti.get("/odata/businessobject/incidents('" + a + "')?$select=Subject").json()).hasSize(1);
    }

    @Test
    void selectSearchAndExpandOnLists() throws Exception {
        assertThat(ivanti.list("$top=1&$select=Subject").json().path("value").path(0)).hasSize(1);
        sandbox.turn(Switch.IVANTI_SELECT, "blank");
        JsonNode blank = ivanti.list("$top=1&$select=Subject").json().path("value").path(0);
        assertThat(blank.path("RecId").isNull()).isTrue();
        assertThat(ivanti.list("$search=" + Http.enc("text b")).json().path("value")).hasSize(1);
        assertThat(ivanti.list("$search=" + Http.enc("text b or text c")).json().path("value")).hasSize(2);
        assertThat(ivanti.list("$top=100&$expand=Attachments").json().path("value")).hasSize(3);
    }

    @Test
    void bothBasesAndAnyLetterCase() throws Exception {
        String root = sandbox.ivantiUrl().replace("/api", "");
        for (String path : List.of("/HEAT/api/odata/businessobject/incidents", "/heat/API/OData/BusinessObject/INCIDENTS")) {
            assertThat(Http.get(root + path, ivanti.key()).status()).isEqualTo(200);
        }
        assertThat(Http.get(root + "/odata/businessobject/incidents", ivanti.key()).status()).isEqualTo(404);
    }

    @Test
    void anIncidentAppearsBehindTheWatermark() throws Exception {
        sandbox.addIncident(SandboxIncident.of("late", "x").createdAt(clock.instant().minusSeconds(30)).visibleFrom(clock.instant().plusSeconds(90)));
        assertThat(ivanti.subjects("Subject eq 'late'")).isEmpty();
        clock.advance(Duration.ofSeconds(90));
        assertThat(ivanti.subjects("Subject eq 'late'")).containsExactly("late");
    }

    @Test
    void aRowArrivesBetweenTwoPages() throws Exception {
        sandbox.addIncident(SandboxIncident.of("drift", "x").createdAt(clock.instant().minusSeconds(3600)).visibleAfterLists(1));
        String page = "$top=2&$orderby=CreatedDateTime%20asc&$skip=";
        assertThat(ivanti.list(page + 0).json().at("/value/1/Subject").asText()).isEqualTo("B");
        assertThat(ivanti.list(page + 2).json().at("/value/0/Subject").asText()).as("B comes again").isEqualTo("B");
    }

    @Test
    void countsRightsNullsAndWideRowsBySwitch() throws Exception {
        sandbox.turn(Switch.IVANTI_COUNT, "small");
        assertThat(ivanti.list("$top=100").json().path("@odata.count").asInt()).isEqualTo(2);
        sandbox.turn(Switch.IVANTI_COUNT, "absent");
        assertThat(ivanti.list("$top=100").json().has("@odata.count")).isFalse();
        sandbox.turn(Switch.IVANTI_NULLS, "absent");
        assertThat(ivanti.list("$filter=" + Http.enc("Subject eq 'B'")).json().at("/value/0").has("Owner")).isFalse();
        sandbox.turn(Switch.IVANTI_WIDE_ROWS, "true");
        add("wide", "Low", "Malware", null);
        sandbox.turn(Switch.IVANTI_NULLS, "present");
        assertThat(ivanti.list("$filter=" + Http.enc("Subject eq 'wide'")).json().at("/value/0").size()).isGreaterThan(170);
        String incident = sandbox.addIncident(SandboxIncident.of("with a file", "x")
                .with(SandboxAttachment.of("a.txt", "text/plain", new byte[]{1})));
        sandbox.turn(Switch.IVANTI_RIGHTS, "none");
        assertThat(ivanti.list("$top=100").status()).isEqualTo(204);
        assertThat(ivanti.get("/odata/businessobject/incidents('" + incident + "')").text()).contains("cannot be found");
        sandbox.turn(Switch.IVANTI_NO_ROWS, "empty-list");
        assertThat(ivanti.get("/odata/businessobject/attachments?$top=100").json().path("value")).isEmpty();
    }

    @Test
    void metadataIsXmlAndFailsForJsonWithSecretsInTheText() throws Exception {
        assertThat(Http.get(sandbox.ivantiUrl() + "/odata/incidents/$metadata", "Authorization", "rest_api_key=" + sandbox.keys().ivanti()).text())
                .startsWith("<?xml");
        Http.Answer wrong = ivanti.get("/odata/incidents/$metadata");
        assertThat(wrong.status()).isEqualTo(500);
        assertThat(wrong.text()).contains("SessionId");
    }
}
