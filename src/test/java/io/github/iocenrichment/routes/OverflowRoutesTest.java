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
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A note that is too long even in parts: the rest is attached to the incident once, and the note says what became of it. */
class OverflowRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = LongNote.world();

    private LongNote note;

    @BeforeEach
    void anIncidentWithFortyIndicators() {
        note = new LongNote(WORLD);
    }

    @Test
    void theRestIsAttachedAndTheLastPartNamesIt() {
        assertThat(note.write().getException()).isNull();
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(LongNote.UPLOAD)).withHeader("Content-Type", matching("multipart/form-data; ?.*boundary=.*"))
                .withHeader("Authorization", equalTo("rest_api_key=key-of-ivanti"))
                .withAnyRequestBodyPart(aMultipart("ObjectID").withBody(equalTo(note.recId)))
                .withAnyRequestBodyPart(aMultipart("ObjectType").withBody(equalTo("Incident#")))
                .withAnyRequestBodyPart(aMultipart("file").withHeader("Content-Disposition", matching(".*filename=\"" + LongNote.FILE_NAME + "\""))
                        .withBody(containing("203.0.113[.]40"))));
        WORLD.outside().verify(0, patchRequestedFor(urlPathEqualTo(LongNote.FILE_ROW)));
        note.endsWith("… \\d+ more entries with their details are in the attachment \"" + Pattern.quote(note.fileName()) + "\"\\.");
        String all = String.join("\n", note.notes()) + note.uploads().get(0).getBodyAsString();
        IntStream.range(1, 41).forEach(i -> assertThat(Pattern.compile("\\(confidence 92\\)  203\\.0\\.113\\[\\.]" + i + "\\b").matcher(all).results())
                .as("203.0.113.%d", i).hasSize(1));
    }

    @Test
    void withNothingNewNothingIsAttachedAgain() {
        note.write();
        WORLD.outside().resetRequests();
        assertThat(note.write().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
    }

    @Test
    void aFileWithoutParentIsLinkedToTheIncident() {
        note.row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(LongNote.FILE_ROW)).willReturn(okJson("{\"RecId\":\"" + LongNote.FILE_ID + "\"}")));
        assertThat(note.write().getException()).isNull();
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(LongNote.FILE_ROW)).withRequestBody(equalToJson(
                RouteWorld.json("{'ParentLink_RecID':'" + note.recId + "','ParentLink_Category':'Incident#'}"))));
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void whatWasStoredBeforeACrashIsOnlyLinked() {
        note.row(null);
        String row = LongNote.FILE_ROW;
        WORLD.outside().stubFor(patch(urlPathEqualTo(row)).willReturn(aResponse().withStatus(503)));
        assertThat(note.write().getException()).isInstanceOf(IvantiUnavailableException.class);
        WORLD.outside().stubFor(patch(urlPathEqualTo(row)).willReturn(okJson("{\"RecId\":\"" + LongNote.FILE_ID + "\"}")));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(1);
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void aFileThatMayNotBeLinkedIsReportedAsMissing() {
        note.row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(LongNote.FILE_ROW)).willReturn(aResponse().withStatus(403)));
        assertThat(note.write().getException()).isNull();
        note.endsWith("… \\d+ more entries do not fit\\. The attachment .* could not be added: .*HTTP 403.*");
    }

    static Stream<Arguments> refusals() {
        String file = "{'FileName':'f.txt','IsUploaded':false,'Message':'Upload Failed, Invalid attachment type.'}";
        return Stream.of(
                Arguments.of("wrong type", okJson(RouteWorld.json("{'code':'ISM_3000','description':'Validation Error','message':[" + file + "]}"))
                .withStatus(300),
                        "Ivanti says: Upload Failed, Invalid attachment type\\."),
                Arguments.of("wrong type, bare", okJson(RouteWorld.json("[" + file + "]")).withStatus(300),
                "Ivanti says: Upload Failed, Invalid attachment type\\."),
                Arguments.of("no right", aResponse().withStatus(403), "the role of the key may not attach files \\(HTTP 403.*"),
                Arguments.of("too large", aResponse().withStatus(413).withBody("<html>Request Entity Too Large</html>"),
                "it is larger than Ivanti takes \\(HTTP 413.*"),
                Arguments.of("no such thing", aResponse().withStatus(404), "Ivanti says: HTTP 404.*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalDoesNotHoldUpTheNote(String name, ResponseDefinitionBuilder answer, String reason) {
        note.uploading(answer);
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(1);
        note.endsWith("… \\d+ more entries do not fit\\. The attachment \"" + Pattern.quote(note.fileName()) + "\" could not be added: " + reason);
        WORLD.outside().resetRequests();
        assertThat(note.write().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
    }

    @Test
    void whereAttachmentsMayNotBeListedTheNoteSaysSo() {
        WORLD.outside().stubFor(get(urlPathEqualTo(note.incident() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(403)));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).isEmpty();
        note.endsWith("… \\d+ more entries do not fit\\. .* could not be added: .*HTTP 403.*");
    }

    @Test
    void nothingIsAttachedToAnIncidentThatIsDeletedMeanwhile() {
        WORLD.outside().stubFor(post(urlPathEqualTo(LongNote.NOTES)).willReturn(aResponse().withStatus(503)));
        assertThat(note.write().getException()).isNotNull();
        WORLD.outside().stubFor(get(urlPathEqualTo(LongNote.NOTES))
                .willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'ABCDEF0123456789ABCDEF0123456789','Subject':'"
                + subject() + "'}]}"))));
        WORLD.outside().stubFor(get(urlPathEqualTo(note.incident())).willReturn(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400)));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).isEmpty();
        assertThat(WORLD.stageOf(note.recId)).isEqualTo("deleted");
    }

    private static String subject() {
        try {
            return new ObjectMapper().readTree(WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(LongNote.NOTES))).get(0).getBody()).path("Subject")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
