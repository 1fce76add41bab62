package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.MovableClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writing to Ivanti: notes, record incidents, links, uploads, and the ways in. */
class IvantiWritingTest {
    private static final String NOTES = "/odata/businessobject/journal__notess";
    private static final String INCIDENTS = "/odata/businessobject/incidents";

    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private Sandbox sandbox;
    private IvantiCalls ivanti;
    private String incident;

    @BeforeEach
    void oneIncident() {
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));
        ivanti = new IvantiCalls(sandbox);
        incident = sandbox.addIncident(SandboxIncident.of("source", "text"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ObjectNode note(String subject) {
        return Json.object().put("Subject", subject).put("NotesBody", "line 1\r\nline 2").put("Category", "Memo").put("PublishToWeb", false)
                .put("ParentLink_RecID", incident).put("ParentLink_Category", "Incident");
    }

    private static ObjectNode record(String subject) {
        return Json.object().put("Subject", subject).put("Symptom", "3 indicators").put("Status", "Logged").put("Urgency", "Low").put("Impact", "Low")
                .put("Service", "Security Operations").put("Category", "Threat Intelligence").put("Source", "API")
                .put("ProfileLink_RecID", "E4EB4A67C2A84AC7839C0827DC3042FD").put("ProfileLink_Category", "Employee");
    }

    @Test
    void aNoteIsStoredFoundByItsSubjectAndNeverDeDuplicated() throws Exception {
        Http.Answer stored = ivanti.send("POST", NOTES, note("TI enrichment INC48201 part 1/1 [ref:9c1f77aa]"));
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().path("DisplayText").asText()).isEqualTo("TI enrichment INC48201 part 1/1 [ref:9c1f77aa] line 1\r\nline 2");
        assertThat(stored.json().path("Category_Valid").asText()).isNotEmpty();
        ivanti.send("POST", NOTES, note("TI enrichment INC48201 part 1/1 [ref:9c1f77aa]"));
        assertThat(sandbox.notes(incident)).hasSize(2);

        String exact = "ParentLink_RecID eq '" + incident + "' and Subject eq 'TI enrichment INC48201 part 1/1 [ref:9c1f77aa]'";
        assertThat(ivanti.get(NOTES + "?$filter=" + Http.enc(exact) + "&$top=1").json().path("value")).hasSize(1);
        assertThat(ivanti.get(NOTES + "?$top=1&$filter=" + Http.enc(exact.replace("9c1f77aa", "00000000"))).status()).isEqualTo(204);
        assertThat(ivanti.get("/odata/businessobject/journals?$top=5").json().at("/value/0").has("NotesBody")).isFalse();
    }

    @Test
    void aNameInTheWrongCaseIsDroppedWithoutAWord() throws Exception {
        JsonNode stored = ivanti.send("POST", INCIDENTS, record("x").put("ownerTeam", "SOC Tier 2").put("category", "Phishing")).json();
        assertThat(stored.path("OwnerTeam").isNull()).isTrue();
        assertThat(stored.has("ownerTeam")).isFalse();
        assertThat(stored.path("Category").asText()).isEqualTo("Threat Intelligence");
    }

    @Test
    void theParentOfAFileIsWrittenWithItsHashSign() throws Exception {
        String file = sandbox.addAttachment(incident, SandboxAttachment.of("a.txt", "text/plain", new byte[]{1}));
        String address = "/odata/businessobject/attachments('" + file + "')";
        Http.Answer refused = ivanti.send("PATCH", address, Json.object().put("ParentLink_RecID", incident).put("ParentLink_Category", "Incident"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/message/0").asText()).contains("does not have rights to update following fields");
        assertThat(ivanti.send("PATCH", address, Json.object().put("ParentLink_RecID", incident).put("ParentLink_Category", "Incident#")).status()).isEqualTo(200);
    }

    @Test
    void aNoteForTheCustomersEyesIsAViolation() throws Exception {
        ivanti.send("POST", NOTES, note("x").put("PublishToWeb", true));
        assertThat(sandbox.violations()).singleElement().satisfies(violation -> assertThat(violation.what()).contains("PublishToWeb"));
    }

    /** What a test or a file gives is of a tenant whose lists have it; what the product writes is held against the lists. */
    @Test
    void aValueOffItsListIsKeptOfAGivenIncidentAndLostOfAWrittenOne() throws Exception {
        String given = sandbox.addIncident(SandboxIncident.of("Exercise", "no harm").withField("Category", "Awareness Training").withField("Urgency", null));
        JsonNode read = ivanti.get(INCIDENTS + "('" + given + "')").json();
        assertThat(read.path("Category").asText()).isEqualTo("Awareness Training");
        assertThat(read.path("Category_Valid").asText()).hasSize(32);
        assertThat(read.path("Urgency").isNull()).isTrue();
        JsonNode written = ivanti.send("POST", INCIDENTS, record("x").put("Category", "Awareness Training")).json();
        assertThat(written.path("Category").isNull()).isTrue();
        ivanti.send("PUT", INCIDENTS + "('" + given + "')", Json.object().put("Category", "Phishing Simulation"));
        assertThat(ivanti.get(INCIDENTS + "('" + given + "')").json().path("Category").isNull()).isTrue();
    }

    @Test
    void aRecordIncidentComesBackWithNumberAndListRows() throws Exception {
        Http.Answer created = ivanti.send("POST", INCIDENTS, record("Intel published for INC48201 [ti-record:grouping--2f2cf180]"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("IncidentNumber").asInt()).isEqualTo(48202);
        assertThat(created.json().path("Category_Valid").asText()).hasSize(32);
        assertThat(sandbox.recordIncidents()).hasSize(1);
        assertThat(ivanti.subjects("Subject eq 'Intel published for INC48201 [ti-record:grouping--2f2cf180]'")).hasSize(1);
    }

    @Test
    void valuesOffTheListAreStoredAsNullWithoutAnError() throws Exception {
        Http.Answer created = ivanti.send("POST", INCIDENTS, record("x").put("Source", "Carrier pigeon"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("Source").isNull()).isTrue();
    }

    @Test
    void refusalsNameDisplayNamesAndStopAtTheFirstFew() throws Exception {
        sandbox.turn(Switch.IVANTI_REQUIRED, "Subject,Symptom,Service,Category,ProfileLink_RecID");
        Http.Answer refused = ivanti.send("POST", INCIDENTS, Json.object());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message")).hasSize(3);
        assertThat(refused.text()).contains("Incident.Description", "ISM_4000").doesNotContain("Symptom", "Incident.Category");
        ObjectNode anonymous = record("x");
        anonymous.remove("ProfileLink_RecID");
        assertThat(ivanti.send("POST", INCIDENTS, anonymous).text()).contains("Incident.Customer");
        assertThat(ivanti.send("POST", INCIDENTS, record("x").put("Status", "Active")).text()).contains("Incident.Owner");
        assertThat(ivanti.send("POST", INCIDENTS, record("x").put("IncidentNumber", 7)).status()).isEqualTo(400);
        assertThat(ivanti.send("POST", INCIDENTS, record("x").put("Colour", "red")).status()).isEqualTo(400);
        assertThat(ivanti.send("POST", INCIDENTS, record("x").put("Category", "x".repeat(61))).status()).isEqualTo(400);
    }

    @Test
    void errorsComeInSeveralShapes() throws Exception {
        for (String shape : List.of("list", "text", "objects", "error", "capital")) {
            sandbox.turn(Switch.IVANTI_ERROR_SHAPE, shape);
            assertThat(ivanti.get(INCIDENTS + "?$top=101").json().toString()).as(shape).contains("100");
        }
    }

    @Test
    void changesAreKeptAlsoOnReadOnlyRecords() throws Exception {
        String closed = sandbox.addIncident(SandboxIncident.of("closed", "x").withField("ReadOnly", true).withField("Status", "Closed"));
        clock.advance(Duration.ofMinutes(5));
        assertThat(ivanti.send("PATCH", INCIDENTS + "('" + closed + "')", Json.object().put("Resolution", "done")).status()).isEqualTo(200);
        JsonNode read = ivanti.get(INCIDENTS + "('" + closed + "')").json();
        assertThat(read.path("Resolution").asText()).isEqualTo("done");
        assertThat(ODataFilter.instant(read.path("LastModDateTime").asText())).contains(clock.instant());
    }

    @Test
    void aWriteHeldByWorkflowsIsAnsweredAllTheSame() throws Exception {
        sandbox.turn(Switch.IVANTI_WRITE_DELAY, "PT0.05S");
        sandbox.turn(Switch.IVANTI_CREATED, "200");
        assertThat(ivanti.send("POST", NOTES, note("x")).status()).isEqualTo(200);
        assertThat(ivanti.send("DELETE", INCIDENTS + "('" + incident + "')", null).status()).isEqualTo(204);
        assertThat(ivanti.send("PATCH", NOTES, note("x")).json().path("code").asText()).isEqualTo("ISM_4004");
        assertThat(ivanti.send("POST", INCIDENTS, Json.array()).status()).isEqualTo(400);
    }

    @Test
    void linksSucceedTwiceAndRefuseUnknownEnds() throws Exception {
        String note = ivanti.send("POST", NOTES, note("x")).json().path("RecId").asText();
        String link = INCIDENTS + "('" + incident + "')/IncidentContainsJournal('%s')/$Ref";
        for (int i = 0; i < 2; i++) {
            Http.Answer linked = ivanti.send("PATCH", link.formatted(note), null);
            assertThat(linked.json().path("code").asText()).isEqualTo("ISM_2000");
        }
        assertThat(sandbox.links()).hasSize(2);
        assertThat(ivanti.send("PATCH", link.formatted("1234"), null).text()).contains("cannot be found in the related business object");
        assertThat(ivanti.send("PATCH", link.formatted(note).replace("ContainsJournal", "Befriends"), null).status()).isEqualTo(404);
    }

    @Test
    void attachmentsAreListedInTwoWaysAndDownloadedAsBytes() throws Exception {
        byte[] bytes = {0, 1, (byte) 0xff, 13, 10};
        String file = sandbox.addAttachment(incident, SandboxAttachment.of("größe (2).bin", "application/json", bytes));
        String viaRelation = INCIDENTS + "('" + incident + "')/IncidentContainsAttachment";
        String viaFilter = "/odata/businessobject/attachments?$top=100&$filter=" + Http.enc("ParentLink_RecID eq '" + incident + "'");
        assertThat(ivanti.get(viaRelation).json().path("value")).isEqualTo(ivanti.get(viaFilter).json().path("value"));
        assertThat(ivanti.get(viaFilter).json().at("/value/0/AttachmentSize").asInt()).isEqualTo(5);
        sandbox.turn(Switch.IVANTI_RELATIONSHIPS, "false");
        assertThat(ivanti.get(viaRelation).json().path("code").asText()).isEqualTo("ISM_4004");
        sandbox.turn(Switch.IVANTI_ATTACHMENT_ROWS, "bare");
        assertThat(ivanti.get(viaFilter).json().at("/value/0/ParentLink_Category").asText()).isEqualTo("Incident");
        assertThat(ivanti.get(viaFilter).json().at("/value/0/AttachmentSize").isNull()).isTrue();

        Http.Answer download = ivanti.get("/rest/Attachment?ID=" + file);
        assertThat(download.bytes()).isEqualTo(bytes);
        assertThat(download.header("Content-Disposition")).startsWith("attachment; filename=\"gr");
        assertThat(ivanti.get("/rest/Attachment?ID=abc123").text()).contains("ISM_4000", "not found");
        assertThat(ivanti.get("/rest/Attachment?ID=").text()).contains("cannot be blank");
    }

    @Test
    void downloadsSpellTheirNameInSeveralWays() throws Exception {
        String base = "attachment; filename";
        for (SandboxAttachment.Disposition spelling : SandboxAttachment.Disposition.values()) {
            String id = sandbox.addAttachment(incident, SandboxAttachment.of("a b.txt", "text/plain", new byte[] {1}).spelled(spelling));
            assertThat(ivanti.get("/rest/Attachment?ID=" + id).header("Content-Disposition")).as(spelling.name()).isEqualTo(switch (spelling) {
                case QUOTED -> base + "=\"a b.txt\"";
                case BARE -> base + "=a b.txt";
                case EXTENDED -> base + "*=UTF-8''a%20b.txt";
                case WITH_PATH -> base + "=\"C:\\\\inetpub\\\\..\\\\temp\\\\a b.txt\"";
                case NONE -> null;
            });
        }
    }

    @Test
    void filesOfAJournalMailHangOnTheMail() throws Exception {
        String id = sandbox.addIncident(SandboxIncident.of("by mail", "x").with(SandboxAttachment.of("m.txt", "text/plain", new byte[] {1}).onJournal()));
        assertThat(ivanti.get(INCIDENTS + "('" + id + "')/IncidentContainsAttachment").json().path("value").isTextual()).isTrue();
        String mail = ivanti.get(INCIDENTS + "('" + id + "')/IncidentContainsJournal").json().at("/value/0/RecId").asText();
        assertThat(ivanti.get("/odata/businessobject/attachments?$filter=" + Http.enc("ParentLink_RecID eq '" + mail + "'")).json().path("value"))
                .hasSize(1);
    }

    private Http.Answer upload(String idField, String name) throws Exception {
        String body = "--cut\r\nContent-Disposition: form-data; name=\"" + idField + "\"\r\n\r\n" + incident + "\r\n--cut\r\n"
                + "Content-Disposition: form-data; name=\"ObjectType\"\r\n\r\nIncident#\r\n--cut\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--cut--\r\n";
        return Http.send("POST", sandbox.ivantiUrl() + "/rest/Attachment", HttpRequest.BodyPublishers.ofString(body), "Authorization",
                "rest_api_key=" + sandbox.keys().ivanti(), "Content-Type", "multipart/form-data; boundary=cut");
    }

    @Test
    void uploadsAreAnsweredPerFileAndRefusedWith300() throws Exception {
        Http.Answer stored = upload("ObjectID", "bundle.json.txt");
        assertThat(stored.status()).isEqualTo(200);
        String id = stored.json().at("/0/Message").asText();
        assertThat(ivanti.get("/rest/Attachment?ID=" + id).text()).isEqualTo("hello");
        assertThat(upload("ObjectID", "bundle.json.txt").text()).contains("ISM_3000", "change the name");
        Http.Answer refused = upload("ObjectID", "bundle.json");
        assertThat(refused.status()).isEqualTo(300);
        sandbox.turn(Switch.IVANTI_REFUSED_SHAPE, "bare");
        assertThat(upload("ObjectID", "x.log").json().at("/0/Message").asText()).contains("Invalid attachment type");

        sandbox.turn(Switch.IVANTI_UPLOAD_MAX_BYTES, "20");
        assertThat(upload("ObjectID", "large.txt").status()).isEqualTo(413);
        sandbox.turn(Switch.IVANTI_UPLOAD_MAX_BYTES, "0");
        sandbox.turn(Switch.IVANTI_UPLOAD_PARENT, "lost");
        String lost = upload("ObjectID", "without-parent.txt").json().at("/0/Message").asText();
        assertThat(ivanti.get("/odata/businessobject/attachments('" + lost + "')").json().path("ParentLink_RecID").isNull()).isTrue();
        sandbox.turn(Switch.IVANTI_UPLOAD_PARENT, "kept");

        String orphan = upload("businessObjectId", "lost.txt").json().at("/0/Message").asText();
        assertThat(ivanti.get("/odata/businessobject/attachments('" + orphan + "')").json().path("ParentLink_RecID").isNull()).isTrue();
        ivanti.send("PATCH", "/odata/businessobject/attachments('" + orphan + "')", Json.object().put("ParentLink_RecID", incident)
                .put("ParentLink_Category", "Incident#"));
        assertThat(ivanti.get("/odata/businessobject/attachments('" + orphan + "')").json().path("ParentLink_RecID").asText()).isEqualTo(incident);
        assertThat(Http.send("DELETE", sandbox.ivantiUrl() + "/rest/Attachment?ID=" + orphan, (String) null, ivanti.key()).status()).isEqualTo(204);
        assertThat(Http.send("DELETE", sandbox.ivantiUrl() + "/rest/Attachment?ID=" + orphan, (String) null, ivanti.key()).status()).isEqualTo(204);
    }

    @Test
    void onlyTheExactKeyOpens() throws Exception {
        String key = sandbox.keys().ivanti();
        for (String wrong : List.of("Bearer " + key, "rest_api_key= " + key, "rest_api_key={" + key + "}", key, "rest_api_key=other")) {
            Http.Answer answer = Http.get(sandbox.ivantiUrl() + INCIDENTS, "Authorization", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(answer.json().path("code").asText()).isEqualTo("ISM_4001");
        }
    }

    @Test
    void sessionsAndTokensFromALogin() throws Exception {
        String login = sandbox.ivantiUrl() + "/rest/authentication/login";
        ObjectNode right = Json.object().put("tenant", IvantiWorld.TENANT).put("username", sandbox.keys().ivantiUser())
                .put("password", sandbox.keys().ivantiPassword()).put("role", "Admin");
        Http.Answer refused = Http.post(login, right.deepCopy().put("role", "Administrator").toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Tenant Not Found or wrong Password");
        String session = Http.post(login, right.toString()).json().asText();
        assertThat(session).matches(Pattern.quote(IvantiWorld.TENANT) + "#[0-9A-F]{32}#\\d+");
        assertThat(Http.get(sandbox.ivantiUrl() + INCIDENTS, "Authorization", session).status()).isEqualTo(200);
        assertThat(Http.get(sandbox.ivantiUrl() + INCIDENTS, "Cookie", "SID=" + session).status()).isEqualTo(200);
        sandbox.turn(Switch.IVANTI_LOGIN, "jwt");
        String token = Http.post(login, right.toString()).json().asText();
        assertThat(token).doesNotContain(IvantiWorld.TENANT).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(Http.get(sandbox.ivantiUrl() + INCIDENTS, "Authorization", token).status()).isEqualTo(200);
        sandbox.expireSessions();
        assertThat(Http.get(sandbox.ivantiUrl() + INCIDENTS, "Authorization", session).status()).isEqualTo(401);
    }
}
