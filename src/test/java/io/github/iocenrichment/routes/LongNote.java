package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;

/** An incident whose note is too long even in parts, and an Ivanti that answers as its tests want it. */
final class LongNote {
    static final String OBJECTS = "/ivanti/api/odata/businessobject/";
    static final String NOTES = OBJECTS + "journal__notess";
    static final String UPLOAD = "/ivanti/api/rest/Attachment";
    static final String FILE_ID = "3D7DB51578864C5CAC61CA141F747E26";
    static final String FILE_ROW = OBJECTS + "attachments('" + FILE_ID + "')";
    static final Pattern FILE_NAME = Pattern.compile("ioc-enrichment-findings-[0-9a-f]{8}\\.txt");

    final String recId;
    private final RouteWorld world;

    /** All is well: nothing is there yet, and everything is taken. */
    LongNote(RouteWorld world) {
        this.world = world;
        recId = Incidents.enriched(world, IntStream.range(1, 41).mapToObj(i -> Incidents.finding(world, Indicator.of(IPV4, "203.0.113." + i),
                VerdictValue.MALICIOUS, 92)).toArray(Finding[]::new));
        Incidents.save(world, recId, "publication", new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", 1, 5, List.of(),
                List.of(), Publication.State.SENT, null, world.clock().instant(), 0));
        world.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson("{\"value\":[]}")));
        world.outside().stubFor(get(urlPathEqualTo(incident())).willReturn(okJson("{\"RecId\":\"" + recId + "\"}")));
        world.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201)));
        attachments("");
        named("");
        uploading(stored());
        row(recId);
    }

    /** Routes that write such notes. */
    static RouteWorld world() {
        return RouteWorld.of("60-note", "61-attach-overflow", "11-ivanti", "12-ivanti-calls").with("ivanti.note.max-chars", "1500")
                .with("ivanti.note.max-parts", "2");
    }

    String incident() {
        return OBJECTS + "incidents('" + recId + "')";
    }

    /** What the list of the incident's attachments holds. */
    void attachments(String rows) {
        world.outside().stubFor(get(urlPathEqualTo(incident() + "/IncidentContainsAttachment")).willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    /** What is found by the name of a file, whatever its parent is. */
    void named(String rows) {
        world.outside().stubFor(get(urlPathEqualTo(OBJECTS + "attachments")).withQueryParam("$filter", matching("ATTACHNAME eq '" + FILE_NAME + "'"))
                .willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    static String listed(String name) {
        return RouteWorld.json("{'RecId':'" + FILE_ID + "','ATTACHNAME':'" + name + "'}");
    }

    void uploading(ResponseDefinitionBuilder answer) {
        world.outside().stubFor(post(urlPathEqualTo(UPLOAD)).willReturn(answer));
    }

    static ResponseDefinitionBuilder stored() {
        return okJson(RouteWorld.json("[{'FileName':'f.txt','IsUploaded':true,'Message':'" + FILE_ID + "'}]"));
    }

    /** The row of the stored file, when it is read back. */
    void row(String parent) {
        world.outside().stubFor(get(urlPathEqualTo(FILE_ROW))
                .willReturn(okJson("{\"RecId\":\"" + FILE_ID + "\",\"ParentLink_RecID\":" + (parent == null ? "null" : "\"" + parent + "\"") + "}")));
    }

    Exchange write() {
        return world.runStage("write-notes", recId);
    }

    List<LoggedRequest> uploads() {
        return world.outside().findAll(postRequestedFor(urlPathEqualTo(UPLOAD)));
    }

    String fileName() {
        Matcher name = FILE_NAME.matcher(uploads().get(0).getBodyAsString());
        assertThat(name.find()).isTrue();
        return name.group();
    }

    /** Texts of the notes that were posted, in their order. */
    List<String> notes() {
        return world.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES))).stream().map(request -> {
            try {
                return new ObjectMapper().readTree(request.getBody()).path("NotesBody").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    /** The incident is done with two notes, the last of which ends with such words. */
    void endsWith(String lastWords) {
        assertThat(world.stageOf(recId)).isEqualTo("done");
        assertThat(notes()).hasSize(2).allMatch(text -> text.length() <= 1500);
        assertThat(notes().get(1).substring(notes().get(1).lastIndexOf('…'))).matches(lastWords);
    }
}
