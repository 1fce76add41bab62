package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.publish.TaxiiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** A TAXII server as tests of routes want it: whole at first, then with the answers that a test puts in. */
final class TaxiiInbox {
    static final String ROOT = "/intelx/ctixapi/ctix21/";
    static final String DISCOVERY = ROOT + "taxii2/";
    static final String COLLECTION = ROOT + "collections/5a4e4442-0000-4e00-8000-434f4c4c4543/";
    static final String OBJECTS = COLLECTION + "objects/";
    static final String LOOK_UP = Publishing.LOOK_UP;
    static final String MEDIA_TYPE = "application/taxii+json;version=2.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RouteWorld world;

    TaxiiInbox(RouteWorld world) {
        this.world = world;
    }

    /** As it is when all is well, and nothing of it known yet. */
    void whole() {
        world.bean("taxiiServer", TaxiiServer.class).forget();
        answers(DISCOVERY, okJson("{\"default\": \"https://somewhere.example" + ROOT + "\"}"));
        answers(ROOT, okJson("{\"title\": \"root\", \"max_content_length\": 1000000}"));
        answers(COLLECTION, okJson("{\"id\": \"5a4e4442-0000-4e00-8000-434f4c4c4543\", \"can_write\": true}"));
        takes(status("s-1", "pending"));
        lookUpFinds();
    }

    void answers(String path, ResponseDefinitionBuilder answer) {
        world.outside().stubFor(get(urlPathEqualTo(path)).willReturn(answer));
    }

    /** What it says to an envelope. */
    void takes(ResponseDefinitionBuilder answer) {
        world.outside().stubFor(post(urlPathEqualTo(OBJECTS)).willReturn(answer));
    }

    void statusIs(String id, ResponseDefinitionBuilder answer) {
        answers(ROOT + "status/" + id + "/", answer);
    }

    /** The values that Intel Exchange knows under our source. */
    void lookUpFinds(String... values) {
        String rows = String.join(",", List.of(values).stream().map(value ->
                "{'name':'" + value + "','is_whitelisted':false,'sources':[{'name':'IOC Enrichment'}]}").toList());
        world.outside().stubFor(post(urlPathEqualTo(LOOK_UP)).willReturn(okJson(RouteWorld.json("{'next':null,'results':[" + rows + "]}"))));
    }

    /** A status resource; {@code failed} are the ids of objects that it did not take. */
    static ResponseDefinitionBuilder status(String id, String state, String... failed) {
        String failures = String.join(",", List.of(failed).stream().map(object -> "{'id':'" + object + "','message':'not accepted'}").toList());
        return aResponse().withStatus(202).withHeader("Content-Type", MEDIA_TYPE).withBody(RouteWorld.json("{'id':'" + id + "','status':'" + state
                + "','total_count':9,'success_count':0,'failure_count':" + failed.length + ",'pending_count':0,'failures':[" + failures + "]}"));
    }

    List<LoggedRequest> envelopes() {
        return world.outside().findAll(postRequestedFor(urlPathEqualTo(OBJECTS)));
    }

    /** Ids of the objects of one envelope that are of a type. */
    static List<String> ids(LoggedRequest envelope, String type) {
        try {
            JsonNode objects = JSON.readTree(envelope.getBodyAsString()).path("objects");
            return StreamSupport.stream(objects.spliterator(), false).filter(object -> object.path("type").asText().equals(type))
                    .map(object -> object.path("id").asText()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
