package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same control from another process. */
class ControlApiTest {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
    private final IvantiCalls ivanti = new IvantiCalls(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String url(String path) {
        return sandbox.controlUrl() + path;
    }

    @Test
    void anIncidentWithFilesPutInFromOutside() throws Exception {
        ObjectNode body = Json.object().put("created", "2026-11-23T08:59:00Z");
        body.putObject("fields").put("Subject", "from outside").put("Symptom", "x").put("Urgency", "High");
        body.putArray("attachments").addObject().put("name", "a.txt").put("contentType", "text/plain").put("text", "93.115.28.40");
        body.withArray("attachments").addObject().put("name", "b.bin").put("base64", "AAE=").put("disposition", "BARE");
        String id = Http.post(url("/incidents"), body.toString()).json().path("RecId").asText();
        JsonNode read = ivanti.get("/odata/businessobject/incidents('" + id + "')").json();
        assertThat(ODataFilter.instant(read.path("CreatedDateTime").asText())).contains(java.time.Instant.parse("2026-11-23T08:59:00Z"));
        assertThat(ivanti.get("/odata/businessobject/incidents('" + id + "')/IncidentContainsAttachment").json().path("value")).hasSize(2);
        assertThat(Http.get(url("/incidents")).json()).hasSize(1);
        assertThat(Http.get(url("/attachments")).json()).hasSize(2);
        assertThat(Http.send("DELETE", url("/incidents/" + id), (String) null).status()).isEqualTo(204);
        assertThat(Http.send("DELETE", url("/incidents/" + id), (String) null).status()).isEqualTo(404);
        assertThat(ivanti.get("/odata/businessobject/incidents('" + id + "')").status()).isEqualTo(400);
    }

    @Test
    void faultsAndSwitches() throws Exception {
        assertThat(Http.post(url("/faults"), "{\"system\":\"IVANTI\",\"kind\":\"ANSWER\",\"status\":503,\"times\":1}").status()).isEqualTo(201);
        assertThat(Http.get(url("/faults")).json()).hasSize(1);
        assertThat(ivanti.list("$top=1").status()).isEqualTo(503);
        assertThat(ivanti.list("$top=1").status()).isEqualTo(204);
        assertThat(Http.send("PUT", url("/switches"), "{\"ivanti.no-rows\":\"empty-list\"}").json().path("ivanti.no-rows").asText()).isEqualTo("empty-list");
        assertThat(ivanti.list("$top=1").status()).isEqualTo(200);
        Http.send("DELETE", url("/switches"), (String) null);
        Http.send("DELETE", url("/faults"), (String) null);
        assertThat(ivanti.list("$top=1").status()).isEqualTo(204);
        assertThat(Http.send("PUT", url("/switches"), "{\"no.such\":\"1\"}").status()).isEqualTo(400);
        assertThat(Http.post(url("/faults"), "{\"kind\":\"NONSENSE\"}").status()).isEqualTo(400);
        assertThat(Http.post(url("/faults"), "[]").status()).isEqualTo(400);
    }

    @Test
    void countsRequestsAndViolations() throws Exception {
        ivanti.list("$top=1");
        ivanti.send("POST", "/odata/businessobject/journal__notess", Json.object().put("Subject", "s").put("PublishToWeb", true));
        JsonNode counts = Http.get(url("/counts")).json();
        assertThat(counts.path("notes").asInt() + " " + counts.path("violations").asInt()).isEqualTo("1 1");
        assertThat(counts.at("/requests/ivanti POST").asInt()).isEqualTo(1);
        assertThat(Http.get(url("/requests?system=ivanti&method=GET&path=incidents")).json()).hasSize(1);
        assertThat(Http.get(url("/requests?system=kev")).json()).isEmpty();
        assertThat(Http.get(url("/violations")).json().at("/0/what").asText()).contains("PublishToWeb");
        Http.send("DELETE", url("/requests"), (String) null);
        assertThat(Http.get(url("/counts")).json().path("requests")).isEmpty();
        assertThat(Http.get(url("/counts")).json().path("notes").asInt()).as("the systems' state stays").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/records", "/notes", "/notes/0123456789ABCDEF0123456789ABCDEF", "/links", "/bundles", "/objects"})
    void everythingElseCanBeRead(String path) throws Exception {
        Http.Answer answer = Http.get(url(path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain(sandbox.keys().virusTotal());
    }

    @Test
    void anUnknownAddressSaysSo() throws Exception {
        assertThat(Http.get(url("/nothing")).status()).isEqualTo(404);
        assertThat(Http.get(url("").replace("/sandbox", "/")).status()).isEqualTo(404);
    }
}
