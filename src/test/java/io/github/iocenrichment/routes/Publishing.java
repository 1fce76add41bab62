package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.publish.PublicationDocument;
import java.util.List;
import org.apache.camel.Exchange;

/** The publishing stage, and Intel Exchange's Open API as its tests want it: with the answers that they put in. */
final class Publishing {
    static final String INGEST = "/intelx/ctixapi/ingestion/ingestion-api/ingest_bundle/";
    static final String LOOK_UP = "/intelx/ctixapi/ingestion/openapi/bulk-lookup/indicator/";

    private final RouteWorld world;

    Publishing(RouteWorld world) {
        this.world = world;
    }

    static ResponseDefinitionBuilder taken() {
        return okJson("{\"success\":true,\"message\":\"Successfully sent bundle to ingestion.\"}");
    }

    /** What the platform says to a bundle. */
    void ingest(ResponseDefinitionBuilder answer) {
        world.outside().stubFor(post(urlPathEqualTo(INGEST)).willReturn(answer));
    }

    /** What it says to a bundle that holds these words. */
    void ingest(String words, ResponseDefinitionBuilder answer) {
        world.outside().stubFor(post(urlPathEqualTo(INGEST)).withRequestBody(containing(words)).willReturn(answer));
    }

    void platformHasNothing() {
        lookUp(okJson("{\"next\":null,\"results\":[]}"));
    }

    void platformHas(String value, String source) {
        lookUp(okJson(RouteWorld.json("{'next':null,'results':[{'name':'" + value + "','is_whitelisted':false,'sources':[{'name':'" + source + "'}]}]}")));
    }

    void lookUp(ResponseDefinitionBuilder answer) {
        world.outside().stubFor(post(urlPathEqualTo(LOOK_UP)).willReturn(answer));
    }

    Exchange publish(String recId) {
        return world.runStage("publish-incident", recId);
    }

    PublicationDocument publication(String recId) {
        return world.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow();
    }

    /** The bundles that were sent since the test began. */
    List<LoggedRequest> sent() {
        return world.outside().findAll(postRequestedFor(urlPathEqualTo(INGEST)));
    }
}
