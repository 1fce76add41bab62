package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.journey.IvantiRefusal;
import io.github.iocenrichment.journey.IvantiTrouble;
import io.github.iocenrichment.journey.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A note that is too long even in parts: the rest is attached to the incident once, and the note tells what became of it. */
class OverflowRoutesTest {
    private static final String OBJECTS = "/ivanti/api/odata/businessobject/";
    private static final String NOTES = OBJECTS + "journal__notess";
    private static final String UPLOAD = "/ivanti/api/rest/Attachment";
    private static final String FILE_ID = "3D7DB51578864C5CAC61CA141F747E26";
    private static final Pattern FILE_NAME = Pattern.compile("ioc-enrichment-findings-[0-9a-f]{8}\\.txt");
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("60-note", "61-attach-overflow", "11-ivanti").with("ivanti.note.max-chars", "1500")
            .with("ivanti.note.max-parts", "2");

    private String recId;

    @BeforeEach
    void anIncidentWithFortyIndicators() {
        recId = Incidents.enriched(WORLD, IntStream.range(1, 41).mapToObj(i -> finding("203.0.113." + i)).toArray(Finding[]::new));
        Incidents.save(WORLD, recId, "publication", new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", 1, 5, List.of(),
                List.of(), Publication.State.SENT, null, WORLD.clock().instant(), 0));
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson("{\"value\":[]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo(incident())).willReturn(okJson("{\"RecId\":\"" + recId + "\"}")));
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201)));
        attachments("");
        named("");
        uploading(stored());
        row(recId);
    }

    private static Finding finding(String value) {
        return Incidents.finding(WORLD, Indicator.of(IPV4, value), VerdictValue.MALICIOUS, 92);
    }

    private String incident() {
        return OBJECTS + "incidents('" + recId + "')";
    }

    /** What the list of the incident's attachments holds. */
    private void attachments(String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident() + "/IncidentContainsAttachment")).willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    /** What is found by the name of a file, whatever it hangs on. */
    private static void named(String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(OBJECTS + "attachments")).withQueryParam("$filter", matching("ATTACHNAME eq '" + FILE_NAME + "'"))
                .willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    private static String listed(String name) {
        return RouteWorld.json("{'RecId':'" + FILE_ID + "','ATTACHNAME':'" + name + "'}");
    }

    private static void uploading(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(UPLOAD)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder stored() {
        return okJson(RouteWorld.json("[{'FileName':'f.txt','IsUploaded':true,'Message':'" + FILE_ID + "'}]"));
    }

    /** The row of the stored file, when it is read back. */
    private static void row(String parent) {
        WORLD.outside().stubFor(get(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')"))
                .willReturn(okJson("{\"RecId\":\"" + FILE_ID + "\",\"ParentLink_RecID\":" + (parent == null ? "null" : "\"" + parent + "\"") + "}")));
    }

    private Exchange note() {
        return WORLD.runStage("write-notes", recId);
    }

    private static List<LoggedRequest> uploads() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(UPLOAD)));
    }

    private static String fileName() {
        Matcher name = FILE_NAME.matcher(uploads().get(0).getBodyAsString());
        assertThat(name.find()).isTrue();
        return name.group();
    }

    /** Texts of the notes that were posted, in their order. */
    private static List<String> notes() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES))).stream().map(request -> {
            try {
                return new ObjectMapper().readTree(request.getBody()).path("NotesBody").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private void noted(String lastWords) {
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
        assertThat(notes()).hasSize(2).allMatch(text -> text.length() <= 1500);
        assertThat(notes().get(1).substring(notes().get(1).lastIndexOf('…'))).matches(lastWords);
    }

    @Test
    void theRestIsAttachedAndTheLastPartNamesIt() {
        assertThat(note().getException()).isNull();
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(UPLOAD)).withHeader("Content-Type", matching("multipart/form-data; ?.*boundary=.*"))
                .withHeader("Authorization", equalTo("rest_api_key=key-of-ivanti"))
                .withAnyRequestBodyPart(aMultipart("ObjectID").withBody(equalTo(recId)))
                .withAnyRequestBodyPart(aMultipart("ObjectType").withBody(equalTo("Incident#")))
                .withAnyRequestBodyPart(aMultipart("file").withHeader("Content-Disposition", matching(".*filename=\"" + FILE_NAME + "\""))
                        .withBody(containing("203.0.113[.]40"))));
        WORLD.outside().verify(0, patchRequestedFor(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")));
        noted("… \\d+ more entries are in the attachment \"" + Pattern.quote(fileName()) + "\"\\.");
        String all = String.join("\n", notes()) + uploads().get(0).getBodyAsString();
        IntStream.range(1, 41).forEach(i -> assertThat(Pattern.compile("\\(confidence 92\\)  203\\.0\\.113\\[\\.]" + i + "\\b").matcher(all).results())
                .as("203.0.113.%d", i).hasSize(1));
    }

    @Test
    void withNothingNewNothingIsAttachedAgain() {
        note();
        WORLD.outside().resetRequests();
        assertThat(note().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
    }

    @Test
    void aFileWithoutParentIsHungOnTheIncident() {
        row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")).willReturn(okJson("{\"RecId\":\"" + FILE_ID + "\"}")));
        assertThat(note().getException()).isNull();
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")).withRequestBody(equalToJson(
                RouteWorld.json("{'ParentLink_RecID':'" + recId + "','ParentLink_Category':'Incident#'}"))));
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void whatWasStoredBeforeACrashIsOnlyHung() {
        row(null);
        String row = OBJECTS + "attachments('" + FILE_ID + "')";
        WORLD.outside().stubFor(patch(urlPathEqualTo(row)).willReturn(aResponse().withStatus(503)));
        assertThat(note().getException()).isInstanceOf(IvantiTrouble.class);
        WORLD.outside().stubFor(patch(urlPathEqualTo(row)).willReturn(okJson("{\"RecId\":\"" + FILE_ID + "\"}")));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(1);
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void aFileThatMayNotBeHungIsToldAsMissing() {
        row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")).willReturn(aResponse().withStatus(403)));
        assertThat(note().getException()).isNull();
        noted("… \\d+ more entries do not fit\\. The attachment .* could not be added: .*HTTP 403.*");
    }

    static Stream<Arguments> refusals() {
        String file = "{'FileName':'f.txt','IsUploaded':false,'Message':'Upload Failed, Invalid attachment type.'}";
        return Stream.of(
                Arguments.of("wrong type", okJson(RouteWorld.json("{'code':'ISM_3000','description':'Validation Error','message':[" + file + "]}")).withStatus(300),
                        "Ivanti says: Upload Failed, Invalid attachment type\\."),
                Arguments.of("wrong type, bare", okJson(RouteWorld.json("[" + file + "]")).withStatus(300), "Ivanti says: Upload Failed, Invalid attachment type\\."),
                Arguments.of("no right", aResponse().withStatus(403), "the role of the key may not attach files \\(HTTP 403.*"),
                Arguments.of("too large", aResponse().withStatus(413).withBody("<html>Request Entity Too Large</html>"), "it is larger than Ivanti takes \\(HTTP 413.*"),
                Arguments.of("no such thing", aResponse().withStatus(404), "Ivanti says: HTTP 404.*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalDoesNotHoldUpTheNote(String name, ResponseDefinitionBuilder answer, String reason) {
        uploading(answer);
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(1);
        noted("… \\d+ more entries do not fit\\. The attachment \"" + Pattern.quote(fileName()) + "\" could not be added: " + reason);
        WORLD.outside().resetRequests();
        assertThat(note().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
    }

    @Test
    void whereAttachmentsMayNotBeListedTheNoteSaysSo() {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(403)));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).isEmpty();
        noted("… \\d+ more entries do not fit\\. .* could not be added: .*HTTP 403.*");
    }

    @Test
    void aRefusedKeyIsForAnOperatorAndTheNoteWaits() {
        uploading(aResponse().withStatus(401));
        assertThat(note().getException()).isInstanceOf(IvantiRefusal.class);
        assertThat(notes()).hasSize(1);
        uploading(stored());
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(note().getException()).isNull();
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void anUploadWhoseAnswerWasLostIsFoundByName() {
        uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note().getException()).isNotNull();
        attachments(listed(fileName()));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(1);
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void whereTheRelationshipIsUnknownItIsFoundByItsParent() {
        uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note().getException()).isNotNull();
        WORLD.outside().stubFor(get(urlPathEqualTo(incident() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(OBJECTS + "attachments")).withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + recId + "'"))
                .willReturn(okJson("{\"value\":[" + listed(fileName()) + "]}")));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(1);
    }

    @Test
    void anUploadWithoutParentWhoseAnswerWasLostIsFoundByItsNameAndHung() {
        uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")).willReturn(okJson("{\"RecId\":\"" + FILE_ID + "\"}")));
        assertThat(note().getException()).isNotNull();
        named(RouteWorld.json("{'RecId':'" + FILE_ID + "','ATTACHNAME':'" + fileName() + "','ParentLink_RecID':null}"));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(1);
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(OBJECTS + "attachments('" + FILE_ID + "')")));
        noted("… \\d+ more entries are in the attachment .*");
    }

    static Stream<Arguments> nothingByName() {
        String elsewhere = "'RecId':'" + FILE_ID + "','ParentLink_RecID':'ABCDEF0123456789ABCDEF0123456789'";
        return Stream.of(
                Arguments.of("on another incident", okJson(RouteWorld.json("{'value':[{" + elsewhere + ",'ATTACHNAME':'%s'}]}"))),
                Arguments.of("of another name, as when the condition is dropped", okJson(RouteWorld.json("{'value':[{'RecId':'" + FILE_ID + "','ATTACHNAME':'a.txt'}]}"))),
                Arguments.of("field unknown", okJson(RouteWorld.json("{'code':'ISM_4000','message':['Unknown field ATTACHNAME']}")).withStatus(400)),
                Arguments.of("object unknown", aResponse().withStatus(404)),
                Arguments.of("no right", aResponse().withStatus(403)),
                Arguments.of("no rows", aResponse().withStatus(204)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothingByName")
    void whatIsNotFoundByItsNameIsUploadedAgain(String name, ResponseDefinitionBuilder answer) {
        uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note().getException()).isNotNull();
        String body = answer.build().getBody();
        WORLD.outside().stubFor(get(urlPathEqualTo(OBJECTS + "attachments")).willReturn(body == null ? answer : answer.withBody(body.replace("%s", fileName()))));
        uploading(stored());
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(2);
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void anUploadThatMayStillArriveIsWaitedForAndThenRepeatedAsItWas() {
        uploading(aResponse().withStatus(500));
        assertThat(note().getException()).isInstanceOf(IvantiTrouble.class);
        Instant sentAt = WORLD.clock().instant();
        WORLD.clock().advance(Duration.ofSeconds(5));
        Exchange waiting = note();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(30));
        assertThat(uploads()).hasSize(1);

        WORLD.clock().advance(Duration.ofSeconds(25));
        uploading(okJson(RouteWorld.json("[{'FileName':'f','IsUploaded':false,'Message':'f is already attached to this object. Please change the name.'}]")).withStatus(300));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(2).allMatch(request -> request.getBodyAsString().contains(fileName()));
        noted("… \\d+ more entries are in the attachment .*");
    }

    @Test
    void afterFiveTriesTheNoteGoesOutWithoutIt() {
        uploading(aResponse().withStatus(503));
        for (int i = 0; i < 5; i++) {
            assertThat(note().getException()).isInstanceOf(IvantiTrouble.class);
            WORLD.clock().advance(Duration.ofSeconds(31));
        }
        assertThat(note().getException()).isNull();
        assertThat(uploads()).hasSize(5);
        noted("… \\d+ more entries do not fit\\. .* could not be added: no sound answer of Ivanti in 5 tries");
    }

    @Test
    void nothingIsAttachedToAnIncidentThatIsDeletedMeanwhile() {
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(aResponse().withStatus(503)));
        assertThat(note().getException()).isNotNull();
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'ABCDEF0123456789ABCDEF0123456789','Subject':'"
                + subject() + "'}]}"))));
        WORLD.outside().stubFor(get(urlPathEqualTo(incident())).willReturn(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400)));
        assertThat(note().getException()).isNull();
        assertThat(uploads()).isEmpty();
        assertThat(WORLD.stageOf(recId)).isEqualTo("deleted");
    }

    private static String subject() {
        try {
            return new ObjectMapper().readTree(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES))).get(0).getBody()).path("Subject").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
