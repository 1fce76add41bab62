package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rest of a note whose upload got no answer, or none that counts: it is looked for before it is uploaded again, and not for ever. */
class OverflowAgainRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = LongNote.world();

    private LongNote note;

    @BeforeEach
    void anIncidentWithFortyIndicators() {
        note = new LongNote(WORLD);
    }

    @Test
    void aRefusedKeyIsForAnOperatorAndTheNoteWaits() {
        note.uploading(aResponse().withStatus(401));
        assertThat(note.write().getException()).isInstanceOf(IvantiRefusedException.class);
        assertThat(note.notes()).hasSize(1);
        note.uploading(LongNote.stored());
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(note.write().getException()).isNull();
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void anUploadWhoseAnswerWasLostIsFoundByName() {
        note.uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note.write().getException()).isNotNull();
        note.attachments(LongNote.listed(note.fileName()));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(1);
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void whereTheRelationshipIsUnknownItIsFoundByItsParent() {
        note.uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note.write().getException()).isNotNull();
        WORLD.outside().stubFor(get(urlPathEqualTo(note.incident() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(LongNote.OBJECTS + "attachments"))
                .withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + note.recId + "'"))
                .willReturn(okJson("{\"value\":[" + LongNote.listed(note.fileName()) + "]}")));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(1);
    }

    @Test
    void anUploadWithoutParentWhoseAnswerWasLostIsFoundByItsNameAndLinked() {
        note.uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        note.row(null);
        WORLD.outside().stubFor(patch(urlPathEqualTo(LongNote.FILE_ROW)).willReturn(okJson("{\"RecId\":\"" + LongNote.FILE_ID + "\"}")));
        assertThat(note.write().getException()).isNotNull();
        note.named(RouteWorld.json("{'RecId':'" + LongNote.FILE_ID + "','ATTACHNAME':'" + note.fileName() + "','ParentLink_RecID':null}"));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(1);
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(LongNote.FILE_ROW)));
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    static Stream<Arguments> nothingByName() {
        String elsewhere = "'RecId':'" + LongNote.FILE_ID + "','ParentLink_RecID':'ABCDEF0123456789ABCDEF0123456789'";
        return Stream.of(
                Arguments.of("on another incident", okJson(RouteWorld.json("{'value':[{" + elsewhere + ",'ATTACHNAME':'%s'}]}"))),
                Arguments.of("of another name, as when the condition is dropped",
                okJson(RouteWorld.json("{'value':[{'RecId':'" + LongNote.FILE_ID + "','ATTACHNAME':'a.txt'}]}"))),
                Arguments.of("field unknown", okJson(RouteWorld.json("{'code':'ISM_4000','message':['Unknown field ATTACHNAME']}")).withStatus(400)),
                Arguments.of("object unknown", aResponse().withStatus(404)),
                Arguments.of("no right", aResponse().withStatus(403)),
                Arguments.of("no rows", aResponse().withStatus(204)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothingByName")
    void whatIsNotFoundByItsNameIsUploadedAgain(String name, ResponseDefinitionBuilder answer) {
        note.uploading(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note.write().getException()).isNotNull();
        String body = answer.build().getBody();
        WORLD.outside().stubFor(get(urlPathEqualTo(LongNote.OBJECTS + "attachments"))
                .willReturn(body == null ? answer : answer.withBody(body.replace("%s", note.fileName()))));
        note.uploading(LongNote.stored());
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(2);
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void anUploadThatMayStillArriveIsWaitedForAndThenRepeatedAsItWas() {
        note.uploading(aResponse().withStatus(500));
        assertThat(note.write().getException()).isInstanceOf(IvantiUnavailableException.class);
        Instant sentAt = WORLD.clock().instant();
        WORLD.clock().advance(Duration.ofSeconds(5));
        Exchange waiting = note.write();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(30));
        assertThat(note.uploads()).hasSize(1);

        WORLD.clock().advance(Duration.ofSeconds(25));
        note.uploading(okJson(RouteWorld.json("[{'FileName':'f','IsUploaded':false,'Message':'f is already attached to this object. Please change the"
                + " name.'}]")).withStatus(300));
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(2).allMatch(request -> request.getBodyAsString().contains(note.fileName()));
        note.endsWith("… \\d+ more entries with their details are in the attachment .*");
    }

    @Test
    void afterFiveTriesTheNoteGoesOutWithoutIt() {
        note.uploading(aResponse().withStatus(503));
        for (int i = 0; i < 5; i++) {
            assertThat(note.write().getException()).isInstanceOf(IvantiUnavailableException.class);
            WORLD.clock().advance(Duration.ofSeconds(31));
        }
        assertThat(note.write().getException()).isNull();
        assertThat(note.uploads()).hasSize(5);
        note.endsWith("… \\d+ more entries do not fit\\. .* could not be added: no sound answer of Ivanti in 5 tries");
    }
}
