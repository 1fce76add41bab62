package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** One incident that is to be collected, as Ivanti has it: with its texts, its list of attachments and their files. */
final class Collecting {
    static final String DOWNLOAD = "/ivanti/api/rest/Attachment";

    private final RouteWorld world;
    private final String recId;

    /** One that Ivanti knows, with an address and a URL in its texts and no attachments. */
    public Collecting(RouteWorld world) {
        this.world = world;
        recId = world.admitted("Suspicious mail");
        world.outside().stubFor(get(urlPathEqualTo(path())).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':48213,'Subject':'Calls from 198.51.100.77','Symptom':'<p>See hxxp://login[.]example-bank[.]net/a</p>',"
                + "'CreatedDateTime':'2026-11-23T07:55:00Z','Status':'Active'}"))));
        attachments();
    }

    String recId() {
        return recId;
    }

    /** Where Ivanti has it. */
    String path() {
        return "/ivanti/api/odata/businessobject/incidents('" + recId + "')";
    }

    /** Attachments as the relationship lists them. */
    void attachments(String... rows) {
        world.outside().stubFor(get(urlPathEqualTo(path() + "/IncidentContainsAttachment"))
                .willReturn(okJson("{\"value\":[" + String.join(",", rows) + "]}")));
    }

    static String row(String id, String name, String size) {
        return RouteWorld.json("{'RecId':'" + id + "','ATTACHNAME':'" + name + "','AttachmentSize':" + size + "}");
    }

    void download(String id, ResponseDefinitionBuilder answer) {
        world.outside().stubFor(get(urlPathEqualTo(DOWNLOAD)).withQueryParam("ID", equalTo(id)).willReturn(answer));
    }

    static ResponseDefinitionBuilder file(String name, String text) {
        return aResponse().withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"").withBody(text);
    }

    /** Runs the stage to its end. */
    Collected collect() {
        Exchange done = world.runStage("collect-incident", recId);
        assertThat(done.getException()).isNull();
        assertThat(world.stageOf(recId)).isEqualTo("collected");
        assertThat(world.handedOver("enrich")).containsExactly(recId);
        return world.store().incidents().load(recId, "collected", Collected.class).orElseThrow();
    }

    static Stream<String> values(Collected collected) {
        return collected.indicators().stream().map(Indicator::value);
    }
}
