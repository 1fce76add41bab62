package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxiiSystemTest {
    private static final String TAXII = "application/taxii+json;version=2.1";

    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((sandbox.keys().taxiiUser() + ":" + sandbox.keys().taxiiPassword())
                .getBytes(StandardCharsets.UTF_8));
    }

    private Http.Answer get(String url) throws IOException {
        return Http.get(url, "Authorization", basic(), "Accept", TAXII);
    }

    private String root() throws IOException {
        return get(sandbox.taxiiDiscoveryUrl()).json().path("default").asText();
    }

    private String inbox() throws IOException {
        return root() + "collections/" + TaxiiSystem.COLLECTION_ID + "/objects/";
    }

    private Http.Answer post(JsonNode body, String type) throws IOException {
        return Http.post(inbox(), body.toString(), "Authorization", basic(), "Accept", TAXII, "Content-Type", type);
    }

    private static ObjectNode envelope() {
        ObjectNode body = Json.object();
        var objects = body.putArray("objects");
        objects.addObject().put("type", "indicator").put("id", "indicator--1").put("created", "2026-11-23T09:00:00.000Z")
                .put("modified", "2026-11-23T09:00:00.000Z").put("pattern", "[domain-name:value = 'mossy-anvil.net']");
        objects.addObject().put("type", "note").put("id", "note--1").put("created", "2026-11-23T09:00:00.000Z")
                .put("modified", "2026-11-23T09:00:00.000Z");
        return body;
    }

    @Test
    void discoveryLeadsToRootAndCollection() throws Exception {
        assertThat(root()).isEqualTo(sandbox.intelExchangeUrl() + "/ctix21/");
        assertThat(get(root()).json().path("max_content_length").asInt()).isEqualTo(10_485_760);
        assertThat(get(root() + "collections/").json().at("/collections/0/can_write").asBoolean()).isTrue();
        assertThat(get(sandbox.taxiiDiscoveryUrl().replace("taxii2", "taxii")).status()).as("the other spelling").isEqualTo(200);
        Http.Answer unknownUser = Http.get(root(), "Authorization", "Basic eDp5", "Accept", TAXII);
        assertThat(unknownUser.status()).isEqualTo(401);
        assertThat(unknownUser.json().path("http_status").asText()).isEqualTo("401");
    }

    @Test
    void anEnvelopeIsPendingThenComplete() throws Exception {
        Http.Answer accepted = post(envelope(), TAXII);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Content-Type")).isEqualTo(TAXII);
        assertThat(accepted.json().path("status").asText()).isEqualTo("pending");
        assertThat(accepted.json().path("pendings")).hasSize(2);
        String status = root() + "status/" + accepted.json().path("id").asText() + "/";
        assertThat(get(status).json().path("pending_count").asInt()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(status).json().path("status").asText()).isEqualTo("complete");
        assertThat(get(status).json().path("successes")).hasSize(2);
        assertThat(sandbox.lookUp("mossy-anvil.net")).isNotNull();
        assertThat(sandbox.ingestPosts()).extracting(IngestPost::route).containsExactly("taxii");
    }

    @Test
    void someFailTheFirstTimeOnly() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        sandbox.turn(Switch.TAXII_FAIL_TYPES, "note");
        JsonNode first = get(root() + "status/" + post(envelope(), TAXII).json().path("id").asText() + "/").json();
        assertThat(first.path("failure_count").asInt()).isEqualTo(1);
        assertThat(first.at("/failures/0/message").asText()).isEqualTo("object_refs target not found");
        JsonNode second = get(root() + "status/" + post(envelope(), TAXII).json().path("id").asText() + "/").json();
        assertThat(second.path("failure_count").asInt()).isZero();
    }

    @Test
    void noStatusAddressOrNoBodyAtAll() throws Exception {
        sandbox.turn(Switch.TAXII_STATUS, "absent");
        assertThat(get(root() + "status/" + post(envelope(), TAXII).json().path("id").asText() + "/").status()).isEqualTo(404);
        sandbox.turn(Switch.TAXII_STATUS, "empty");
        Http.Answer bare = post(envelope(), TAXII);
        assertThat(bare.status() + " " + bare.bytes().length).isEqualTo("202 0");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TAXII_MAX_CONTENT, 10,    413
            TAXII_WRITE,       false, 403
            """)
    void refusalsBySwitch(Switch which, String value, int status) throws Exception {
        sandbox.turn(which, value);
        assertThat(post(envelope(), TAXII).status()).isEqualTo(status);
    }

    @Test
    void refusalsOfTheMessage() throws Exception {
        assertThat(post(envelope(), "application/json").status()).isEqualTo(415);
        assertThat(post(envelope().put("type", "bundle"), TAXII).status()).as("a bundle is no envelope").isEqualTo(422);
        assertThat(Http.get(root(), "Authorization", basic(), "Accept", "application/json").status()).isEqualTo(406);
        assertThat(get(inbox().replace(TaxiiSystem.COLLECTION_ID, "5a4e4442-0000-4e00-8000-000000000000")).status()).isEqualTo(404);
        Http.Answer chunked = Http.send("POST", inbox(), HttpRequest.BodyPublishers.ofInputStream(() ->
                new ByteArrayInputStream(envelope().toString().getBytes(StandardCharsets.UTF_8))), "Authorization", basic(), "Accept", TAXII,
                "Content-Type", TAXII);
        assertThat(chunked.status()).as("chunked").isEqualTo(400);
        assertThat(sandbox.ingestPosts()).isEmpty();
    }
}
