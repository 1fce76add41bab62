package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IvantiPathTest {
    private static final IncidentFields FIELDS = IncidentFields.stockNames();

    @Test
    void addressesRecordsByKey() {
        assertThat(IvantiPath.incident(Replies.ID)).isEqualTo("/odata/businessobject/incidents('FF49A5136B36486F897C62E9348C433B')");
        assertThat(IvantiPath.attachment(Replies.ID)).isEqualTo("/odata/businessobject/attachments('FF49A5136B36486F897C62E9348C433B')");
        assertThat(IvantiPath.link(Replies.ID, "IncidentAssociatesIncident", Replies.recId(1)))
                .isEqualTo("/odata/businessobject/incidents('FF49A5136B36486F897C62E9348C433B')/IncidentAssociatesIncident('" + Replies.recId(1) + "')/$Ref");
    }

    @Test
    void asksBySubjectWithQuotesDoubledAndEncoded() {
        assertThat(IvantiPath.noteQuery(Replies.ID, "it's a+b & #1")).isEqualTo("$filter=ParentLink_RecID%20eq%20%27FF49A5136B36486F897C62E9348C433B%27"
                + "%20and%20Subject%20eq%20%27it%27%27s%20a%2Bb%20%26%20%231%27&$top=1");
        assertThat(IvantiPath.subjectQuery("x [ti-record:y]", FIELDS)).isEqualTo("$filter=Subject%20eq%20%27x%20%5Bti-record:y%5D%27&$top=1");
        assertThat(IvantiPath.childrenQuery(Replies.ID, 0)).isEqualTo("$filter=ParentLink_RecID%20eq%20%27FF49A5136B36486F897C62E9348C433B%27&$top=100");
        assertThat(IvantiPath.childrenQuery(Replies.ID, 100)).isEqualTo(IvantiPath.childrenQuery(Replies.ID, 0) + "&$skip=100");
        assertThat(IvantiPath.attachmentNameQuery("a+b & c#'1'.txt")).isEqualTo("$filter=ATTACHNAME%20eq%20%27a%2Bb%20%26%20c%23%27%271%27%27.txt%27&$top=100");
        assertThat(IvantiPath.numberQuery("48213", FIELDS)).isEqualTo("$filter=IncidentNumber%20eq%2048213&$top=1");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"48213", "FF49A513-6B36-486F-897C-62E9348C433B", "FF49A5136B36486F897C62E9348C433", "FF49A5136B36486F897C62E9348C433BB",
        "GF49A5136B36486F897C62E9348C433B", "FF49A5136B36486F897C62E9348C433B\n", "')/x('00000000000000000000000000"})
    void neverPutsAnythingButARecIdIntoAnAddress(String text) {
        assertThat(RecId.isOne(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> IvantiPath.incident(text));
        assertThatIllegalArgumentException().isThrownBy(() -> IvantiPath.childrenQuery(text, 0));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "https://acme.example/HEAT/api,48250,https://acme.example/HEAT/Login.aspx", "https://acme.example/api/,48250,https://acme.example/Login.aspx",
        "HTTPS://acme.example/API,48250,HTTPS://acme.example/Login.aspx", "http://127.0.0.1:9/api,48250,", "https://acme.example/api,48 or 1,",
        "https://acme.example/api,0,", "https://acme.example/api,,"})
    void knowsThePageOfAnIncident(String baseUrl, String number, String page) {
        assertThat(new RecordPages(baseUrl).of(number).orElse(null)).isEqualTo(page == null ? null : page
                + "?Scope=ObjectWorkspace&CommandId=Search&ObjectType=Incident%23&CommandData=IncidentNumber%2C%3D%2C0%2C48250%2Cstring%2CAND%7C");
    }

    @ParameterizedTest
    @CsvSource({"INCIDENT, Incident, IncidentNumber", "SERVICE_REQUEST, ServiceReq, ServiceReqNumber", "PROBLEM, Problem, ProblemNumber"})
    void eachObjectHasItsOwnPage(BusinessObject object, String type, String number) {
        assertThat(new RecordPages("https://acme.example/HEAT/api").of(object, "311")).hasValue("https://acme.example/HEAT/Login.aspx?Scope=ObjectWorkspace"
                + "&CommandId=Search&ObjectType=" + type + "%23&CommandData=" + number + "%2C%3D%2C0%2C311%2Cstring%2CAND%7C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "48213 or 1 eq 1", "-1", "INC48213"})
    void neverPutsAnythingButANumberBare(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IvantiPath.numberQuery(text, FIELDS));
    }
}
