package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.empty;
import static io.github.iocenrichment.ivanti.Replies.html;
import static io.github.iocenrichment.ivanti.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentPageTest {
    private static final String SAMPLE = """
            {"@odata.context":"https://other.example/x","@odata.count":1,"value":[{
              "RecId":"FF49A5136B36486F897C62E9348C433B","IncidentNumber":48213,"Subject":"Suspicious sign-in page",
              "Symptom":"<p>User clicked hxxps://login-portal[.]example/verify &amp; typed</p>","Status":"Logged","Priority":"2",
              "Service":"Security Operations","Category":"Phishing","OwnerTeam":"SOC Tier 1","Owner":null,
              "ProfileLink_RecID":"E4EB4A67C2A84AC7839C0827DC3042FD","ProfileLink_Category":"Employee","ReadOnly":false,
              "ClosedDateTime":"0001-01-01T00:00:00Z","CreatedDateTime":"2026-02-11T15:02:36+05:30","Unheard_Of":{"x":[1]}}]}
            """;

    static Stream<Arguments> empties() {
        return Stream.of(arguments("204", empty(204)), arguments("200 without body", empty(200)), arguments("empty array", json(200, "{\"value\":[]}")),
                arguments("words", json(200, "{\"@odata.count\":0,\"value\":\"No instances found.\"}")),
                arguments("204 with a type", new HttpReply(204, Map.of("Content-Type", "application/json"), null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("empties")
    void everySpellingOfNoRowsIsAnEmptyPage(String spelling, HttpReply reply) {
        IncidentPage page = read(reply);
        assertThat(page.isFault()).isFalse();
        assertThat(page.rows()).isZero();
        assertThat(page.incidents()).isEmpty();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("other words in value", json(200, "{\"value\":\"Session expired.\"}"), Kind.UNREADABLE),
                arguments("empty string in value", json(200, "{\"value\":\"\"}"), Kind.UNREADABLE),
                arguments("null in value", json(200, "{\"value\":null}"), Kind.UNREADABLE),
                arguments("object in value", json(200, "{\"value\":{}}"), Kind.UNREADABLE),
                arguments("no value", json(200, "{\"@odata.context\":\"x\"}"), Kind.UNREADABLE),
                arguments("an array at the top", json(200, "[]"), Kind.UNREADABLE),
                arguments("cut JSON", json(200, "{\"value\":[{\"RecId\":"), Kind.UNREADABLE),
                arguments("blanks", json(200, "  "), Kind.UNREADABLE),
                arguments("log-in page", html(200, "<!DOCTYPE html><html><body>Please log in</body></html>"), Kind.MAINTENANCE),
                arguments("log-in page that calls itself JSON", json(200, "\n <html>Please log in</html>"), Kind.MAINTENANCE),
                arguments("gateway", html(503, "<html>Maintenance</html>"), Kind.UNAVAILABLE),
                arguments("key refused", json(401, "{\"code\":\"ISM_4001\",\"message\":[\"no\"]}"), Kind.UNAUTHORISED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void anythingElseIsAnErrorNeverNoRows(String what, HttpReply reply, Kind kind) {
        IncidentPage page = read(reply);
        assertThat(page.isFault()).isTrue();
        assertThat(page.fault().kind()).isEqualTo(kind);
    }

    @Test
    void readsAnIncident() {
        IncidentPage page = read(json(200, SAMPLE));
        assertThat(page.rows()).isEqualTo(1);
        assertThat(page.incidents()).containsExactly(new Incident("FF49A5136B36486F897C62E9348C433B", "48213", "Suspicious sign-in page",
                "<p>User clicked hxxps://login-portal[.]example/verify &amp; typed</p>", "Logged", "2", Instant.parse("2026-02-11T09:32:36Z"), null,
                "E4EB4A67C2A84AC7839C0827DC3042FD", "Employee", false, "Security Operations", "Phishing", "", "SOC Tier 1", "", ""));
        assertThat(page.incidents().get(0).name()).isEqualTo("INC48213");
        assertThat(page.incidents().get(0).isClosed()).isFalse();
    }

    @Test
    void absentAndNullAreTheSame() {
        IncidentPage page = read(json(200, "{\"value\":[{\"RecId\":\"" + Replies.ID + "\"},{\"RecId\":\"" + Replies.ID + "\",\"Subject\":null,"
                + "\"Symptom\":null,\"IncidentNumber\":null,\"CreatedDateTime\":null,\"ClosedDateTime\":null,\"ReadOnly\":null}]}"));
        assertThat(page.incidents().get(0)).isEqualTo(page.incidents().get(1));
        assertThat(page.incidents().get(0).createdAt()).isNull();
        assertThat(page.incidents().get(0).name()).isEqualTo("INC-FF49A513");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"48213 | 48213", "\"48213\" | 48213", "48213.0 | 48213", "\"INC-48213\" | 48213", "\"\" | ''",
        "\"1e400\" | ''", "\"1e999999999\" | ''", "\"1e-999999999\" | ''", "1e999999999 | ''", "\"none\" | ''"})
    void theNumberComesAsNumberOrText(String written, String number) {
        assertThat(read(json(200, "{\"value\":[{\"RecId\":\"" + Replies.ID + "\",\"IncidentNumber\":" + written + "}]}")).incidents().get(0).number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-11T09:32:36Z,2026-02-11T09:32:36Z", "2026-02-11T15:02:36+05:30,2026-02-11T09:32:36Z", "2026-02-11T02:32:36-07:00,2026-02-11T09:32:36Z",
        "2026-02-11T09:32:36.25Z,2026-02-11T09:32:36.250Z", "2026-02-11T09:32:36,2026-02-11T09:32:36Z", "0001-01-01T00:00:00Z,", "0001-01-01T05:30:00+05:30,",
        "0001-01-01T00:00:00+05:30,", "+292278994-08-17T07:12:55Z,", "+10000-01-01T00:00:00Z,", "yesterday,", "11/02/2026 09:32,"})
    void datesAreInstantsWhateverTheirOffset(String written, Instant instant) {
        IncidentPage page = read(json(200, "{\"value\":[{\"RecId\":\"" + Replies.ID + "\",\"CreatedDateTime\":\"" + written + "\"}]}"));
        assertThat(page.incidents()).extracting(Incident::createdAt).containsExactly(instant);
    }

    @Test
    void aBrokenRowIsNamedAndDoesNotStopThePage() {
        IncidentPage page = read(json(200, "{\"value\":[null,7,{\"Subject\":\"no key\"},{\"RecId\":\"x' or 1 eq 1\"},{\"RecId\":\"" + Replies.ID + "\"}]}"));
        assertThat(page.rows()).isEqualTo(5);
        assertThat(page.incidents()).hasSize(1);
        assertThat(page.broken()).containsExactly("row 1 of 5 has no sound RecId", "row 2 of 5 has no sound RecId", "row 3 of 5 has no sound RecId",
                "row 4 of 5 has no sound RecId");
    }

    @Test
    void readsTheTenantsFieldNamesAndAByteOrderMark() {
        IncidentFields renamed = new IncidentFields(Map.of(IncidentFields.SYMPTOM, "Description_Text", IncidentFields.TLP, "TLP_Marking"));
        IncidentPage page = IncidentPage.read(json(200, "\uFEFF{\"value\":[{\"RecId\":\"" + Replies.ID + "\",\"Description_Text\":\"d\",\"Symptom\":\"s\","
                + "\"TLP_Marking\":\"TLP:GREEN\"}]}"), renamed, NOW);
        assertThat(page.incidents().get(0).symptom()).isEqualTo("d");
        assertThat(page.incidents().get(0).tlp()).isEqualTo("TLP:GREEN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"TLP:RED\" | TLP:RED", "null | ''", "\"\" | ''", "[] | ''", "{} | ''", "[\"RED\"] | [\"RED\"]",
        "{\"Value\":\"AMBER\"} | {\"Value\":\"AMBER\"}", "5 | 5", "false | false"})
    void aMarkingInAnUnknownFormIsNotTakenForNone(String written, String marking) {
        IncidentFields marked = new IncidentFields(Map.of(IncidentFields.TLP, "TLP_Marking"));
        IncidentPage page = IncidentPage.read(json(200, "{\"value\":[{\"RecId\":\"" + Replies.ID + "\",\"TLP_Marking\":" + written + "}]}"), marked, NOW);
        assertThat(page.incidents().get(0).tlp()).isEqualTo(marking);
    }

    private static IncidentPage read(HttpReply reply) {
        return IncidentPage.read(reply, IncidentFields.stockNames(), NOW);
    }
}
