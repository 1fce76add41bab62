package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.empty;
import static io.github.iocenrichment.ivanti.Replies.html;
import static io.github.iocenrichment.ivanti.Replies.json;
import static io.github.iocenrichment.ivanti.Replies.recId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFieldsTest {
    private static final IncidentFields FIELDS = IncidentFields.stockNames();
    private static final Incident SOURCE = new Incident(Replies.ID, "48213", "s", "d", "Logged", "2", NOW, null, recId(7), "Employee", false, "", "", "", "",
            "", "");

    @Test
    void sendsWhatIsConfiguredAndTheSourcesCustomer() {
        RecordFields fields = new RecordFields(Map.of("Status", "Logged", "Category", "Threat Intelligence", "Owner", ""), FIELDS);
        assertThat(fields.body("subject", "symptom", SOURCE)).isEqualTo("{\"Subject\":\"subject\",\"Symptom\":\"symptom\","
                + "\"Category\":\"Threat Intelligence\",\"Status\":\"Logged\","
                + "\"ProfileLink_RecID\":\"" + recId(7) + "\",\"ProfileLink_Category\":\"Employee\"}");
    }

    @Test
    void aConfiguredCustomerWinsAndTheNumberIsNeverSent() {
        RecordFields fields = new RecordFields(Map.of("ProfileLink_RecID", recId(9), "ProfileLink_Category", "Contact",
                "IncidentNumber", "1", "Subject", "x"), FIELDS);
        assertThat(fields.values("subject", "symptom", SOURCE)).isEqualTo(Map.of("Subject", "subject", "Symptom", "symptom",
                "ProfileLink_RecID", recId(9), "ProfileLink_Category", "Contact"));
    }

    @Test
    void withoutAnyCustomerNoneIsSent() {
        Incident orphan = new Incident(Replies.ID, "", "", "", "", "", null, null, "", "", false, "", "", "", "", "", "");
        assertThat(new RecordFields(Map.of(), FIELDS).values("s", "d", orphan)).containsOnlyKeys("Subject", "Symptom");
    }

    @Test
    void namesTheFieldsThatCameBackEmpty() {
        StoredRecord stored = StoredRecord.read(json(201, "{\"RecId\":\"" + recId(3) + "\",\"IncidentNumber\":48250,\"Subject\":\"s\",\"Category\":null,"
                + "\"Service\":\"\"}"), FIELDS, NOW);
        assertThat(stored.isFault()).isFalse();
        assertThat(stored.number(FIELDS)).isEqualTo("48250");
        assertThat(RecordFields.missingFields(Map.of("Subject", "s", "Category", "x", "Service", "y", "Owner", ""), stored.json()))
                .containsExactlyInAnyOrder("Category", "Service");
        assertThat(RecordFields.warning("Category", stored.json())).isEqualTo("Ivanti stored Category as empty: give ivanti.record.fields.Category a value of the"
                + " tenant's list, or its row id as ivanti.record.fields.Category_Valid; or write the name of the field in upper and lower case as Ivanti has it");
        assertThat(RecordFields.warning("category", stored.json())).endsWith("as Ivanti has it: Category");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"201 | {} | UNREADABLE", "200 | {\"RecId\":\"1\"} | UNREADABLE", "201 | [] | UNREADABLE", "201 | '' | UNREADABLE",
        "400 | {\"message\":[\"Required field Incident.Category\"]} | REFUSED", "504 | '' | UNAVAILABLE"})
    void anAnswerWithoutARecordIsAFault(int status, String body, Kind kind) {
        StoredRecord stored = StoredRecord.read(json(status, body), FIELDS, NOW);
        assertThat(stored.fault().kind()).isEqualTo(kind);
        assertThat(stored.recId()).isEmpty();
    }

    @Test
    void theKeyOfARecordHasTheTenantsName() {
        IncidentFields renamed = new IncidentFields(Map.of("rec-id", "Key", "subject", "Title"));
        String row = "{\"Key\":\"" + recId(3) + "\",\"Title\":\"Mine\"}";
        assertThat(StoredRecord.read(json(201, row), renamed, NOW).recId()).isEqualTo(recId(3));
        assertThat(StoredRecord.find(json(200, "{\"value\":[" + row + "]}"), "Mine", renamed, NOW).record()).map(StoredRecord::recId).contains(recId(3));
    }

    @Test
    void aLookUpFindsExactlyTheSubjectAskedFor() {
        String rows = "{\"value\":[{\"RecId\":\"" + recId(1) + "\",\"Subject\":\"other\"},{\"RecId\":\"" + recId(2) + "\",\"Subject\":\"Mine [ref:1]\"}]}";
        assertThat(StoredRecord.find(json(200, rows), "Mine [ref:1]", FIELDS, NOW).record()).map(StoredRecord::recId).contains(recId(2));
        assertThat(StoredRecord.find(json(200, rows), "Mine [ref:2]", FIELDS, NOW).record()).isEmpty();
        assertThat(StoredRecord.find(empty(204), "x", FIELDS, NOW).fault()).isNull();
        assertThat(StoredRecord.find(html(200, "<html/>"), "x", FIELDS, NOW).fault().kind()).isEqualTo(Kind.MAINTENANCE);
    }

    @Test
    void aNoteIsNeverShownToTheCustomer() {
        assertThat(JournalNote.body(BusinessObject.INCIDENT, Replies.ID, "TI enrichment INC48213 part 1/1 [ref:9c1f77aa]", "a\r\nb", "Memo")).isEqualTo(
                "{\"Subject\":\"TI enrichment INC48213 part 1/1 [ref:9c1f77aa]\",\"NotesBody\":\"a\\r\\nb\",\"Category\":\"Memo\",\"PublishToWeb\":false,"
                + "\"ParentLink_RecID\":\"FF49A5136B36486F897C62E9348C433B\",\"ParentLink_Category\":\"Incident\"}");
        assertThat(JournalNote.body(BusinessObject.INCIDENT, Replies.ID, "s", "b", "")).doesNotContain("Category\":\"Memo").contains("\"PublishToWeb\":false");
    }

    @Test
    void otherObjectsAreIncidentsByAnalogy() {
        assertThat(JournalNote.body(BusinessObject.SERVICE_REQUEST, Replies.ID, "s", "b", "")).contains("\"ParentLink_Category\":\"ServiceReq\"");
        assertThat(AttachmentRow.parentBody(BusinessObject.PROBLEM, Replies.ID)).contains("\"ParentLink_Category\":\"Problem#\"");
        assertThat(BusinessObject.of("servicereq").path()).isEqualTo("/odata/businessobject/servicereqs");
        IncidentFields problem = BusinessObject.PROBLEM.fields(
                new IncidentFields(Map.of("symptom", "Symptom", "subject", "Title", "text", "Subject,Symptom,Notes")));
        assertThat(problem.name(IncidentFields.NUMBER)).isEqualTo("ProblemNumber");
        assertThat(problem.texts()).containsExactly("Title", "Description", "Notes");
    }
}
