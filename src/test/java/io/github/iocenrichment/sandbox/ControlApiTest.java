package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.server.RawConnection;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same control from another process. */
class ControlApiTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
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
        assertThat(ODataFilter.instant(read.path("CreatedDateTime").asText())).contains(Instant.parse("2026-11-23T08:59:00Z"));
        assertThat(ivanti.get("/odata/businessobject/incidents('" + id + "')/IncidentContainsAttachment").json().path("value")).hasSize(2);
        assertThat(Http.get(url("/incidents")).json()).hasSize(1);
        assertThat(Http.get(url("/attachments")).json()).hasSize(2);
        assertThat(Http.send("DELETE", url("/incidents/" + id), (String) null).status()).isEqualTo(204);
        assertThat(Http.send("DELETE", url("/incidents/" + id), (String) null).status()).isEqualTo(404);
        assertThat(ivanti.get("/odata/businessobject/incidents('" + id + "')").status()).isEqualTo(400);
    }

    @Test
    void allAddressesAreNamed() throws Exception {
        JsonNode addresses = Http.get(sandbox.controlUrl()).json();
        assertThat(addresses.properties()).extracting(Map.Entry::getKey).contains("ivanti", "hybrid-analysis", "taxii", "cve-org", "euvd", "vulncheck")
                .hasSize(SandboxSystem.values().length + 1);
        assertThat(addresses.path("cve-org").asText()).isEqualTo(sandbox.cveOrgUrl());
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
        assertThat(Http.post(url("/incidents"), "{}")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("message").asText()).isEqualTo("fields are needed, such as Subject and Symptom");
        });
    }

    /** A page of another site may send a form or plain text to loopback without asking first; a browser says from where it comes. */
    @ParameterizedTest
    @CsvSource({"http://localhost:8080, 201", "http://127.0.0.1, 201", "https://evil.example, 403", "http://localhost.evil.example, 403", "null, 403"})
    void aPageOfAnotherSiteControlsNothing(String origin, int status) throws Exception {
        String body = "{\"fields\": {\"Subject\": \"planted\"}}";
        try (RawConnection connection = new RawConnection(URI.create(sandbox.controlUrl()).getPort())) {
            connection.send("POST /sandbox/incidents HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\nContent-Type: text/plain\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body);
            assertThat(RawConnection.status(connection.untilClosed())).isEqualTo(status);
        }
        assertThat(sandbox.incidents()).hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1:8080, 200", "[::1], 200", "evil.example, 403", "localhost.evil.example, 403"})
    void aForeignHostControlsNothing(String host, int status) throws Exception {
        try (RawConnection connection = new RawConnection(URI.create(sandbox.controlUrl()).getPort())) {
            connection.send("GET /sandbox/incidents HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(RawConnection.status(connection.untilClosed())).isEqualTo(status);
        }
    }

    @Test
    void countsRequestsAndViolations() throws Exception {
        ivanti.list("$top=1");
        ivanti.send("POST", "/odata/businessobject/journal__notess", Json.object().put("Subject", "s").put("PublishToWeb", true));
        JsonNode counts = Http.get(url("/counts")).json();
        assertThat(counts.path("notes").asInt() + " " + counts.path("violations").asInt()).isEqualTo("1 1");
        assertThat(counts.at("/requests/ivanti POST").asInt()).isEqualTo(1);
        assertThat(Http.get(url("/counts/notes")).text()).isEqualTo("{\"notes\":1}");
        assertThat(Http.get(url("/counts/wishes")).status()).isEqualTo(404);
        assertThat(Http.get(url("/requests?system=ivanti&method=GET&path=incidents")).json()).hasSize(1);
        assertThat(Http.get(url("/requests?system=kev")).json()).isEmpty();
        assertThat(Http.get(url("/violations")).json().at("/0/what").asText()).contains("PublishToWeb");
        Http.send("DELETE", url("/requests"), (String) null);
        assertThat(Http.get(url("/counts")).json().path("requests")).isEmpty();
        assertThat(Http.get(url("/counts")).json().path("notes").asInt()).as("the systems' state stays").isEqualTo(1);
    }

    @Test
    void knowledgeTaughtFromOutside() throws Exception {
        Http.post(url("/knowledge/abuseipdb"), "{\"ipAddress\":\"93.115.29.1\",\"abuseConfidenceScore\":33}");
        Http.post(url("/knowledge/virustotal"), "{\"type\":\"domain\",\"value\":\"taught-anvil.net\",\"attributes\":"
                + "{\"last_analysis_date\":1,\"last_analysis_stats\":{\"malicious\":2,\"harmless\":3}}}");
        String sha256 = "ab".repeat(32);
        Http.post(url("/knowledge/hybrid-analysis"), "{\"overview\":{\"sha256\":\"" + sha256 + "\",\"verdict\":\"suspicious\"},\"hashes\":[]}");
        Http.post(url("/knowledge/nvd"), "{\"id\":\"CVE-2026-77777\"}");
        assertThat(Http.get(sandbox.abuseIpDbUrl() + "/check?ipAddress=93.115.29.1", "Key", sandbox.keys().abuseIpDb()).text()).contains("33");
        assertThat(Http.get(sandbox.virusTotalUrl() + "/domains/taught-anvil.net", "x-apikey", sandbox.keys().virusTotal()).json()
                .at("/data/attributes/last_analysis_results")).hasSize(5);
        assertThat(Http.get(sandbox.hybridAnalysisUrl() + "/overview/" + sha256, "api-key", sandbox.keys().hybridAnalysis(), "User-Agent",
                "Falcon Sandbox").text()).contains("suspicious");
        assertThat(Http.get(sandbox.nvdUrl() + "?cveId=CVE-2026-77777").json().path("totalResults").asInt()).isEqualTo(1);
        assertThat(Http.post(url("/knowledge/weather"), "{}").status()).isEqualTo(400);
        assertThat(Http.post(url("/knowledge/virustotal"), "{\"attributes\":1}").status()).isEqualTo(400);
        assertThat(Http.post(url("/incidents"), "{\"fields\":{},\"created\":\"yesterday\"}").status()).isEqualTo(400);
    }

    @Test
    void helpNamesEverySwitchAndKindOfFault() throws Exception {
        JsonNode help = Http.get(url("/help")).json();
        assertThat(help.path("switches")).hasSize(Switch.values().length);
        assertThat(help.at("/fault/kind")).hasSize(Fault.Kind.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/records", "/notes", "/notes/0123456789ABCDEF0123456789ABCDEF", "/links", "/bundles", "/objects"})
    void everythingElseCanBeRead(String path) throws Exception {
        Http.Answer answer = Http.get(url(path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain(sandbox.keys().virusTotal());
    }

    @Test
    void aBrowserIsShownWhereToLookAndTheNotesAsTheyAreWritten() throws Exception {
        Elements links = Jsoup.parse(Http.get(url(""), "Accept", BROWSER).text(), sandbox.controlUrl()).select("a");
        for (String link : links.eachAttr("abs:href")) {
            assertThat(Http.get(link).status()).as(link).isEqualTo(200);
        }
        assertThat(links.eachText()).contains("notes", "bundles", "help");
        assertThat(Http.get(url("/notes"), "Accept", BROWSER).text()).contains("None yet.");

        String incident = sandbox.addIncident(SandboxIncident.of("Mail", "x"));
        String note = "MALICIOUS <script>alert(1)</script>\n  second line";
        ivanti.send("POST", "/odata/businessobject/journal__notess", Json.object().put("Subject", "TI enrichment INC1").put("NotesBody", note)
                .put("ParentLink_RecID", incident).put("ParentLink_Category", "Incident"));
        Document page = Jsoup.parse(Http.get(url("/notes"), "Accept", BROWSER).text());
        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("pre").eachText()).hasSize(1);
        assertThat(page.selectFirst("pre").wholeText()).isEqualTo(note);
        assertThat(page.select("h2").eachText()).containsExactly("TI enrichment INC1");
        assertThat(Http.get(url("/notes")).json()).hasSize(1);
    }

    @Test
    void anUnknownAddressSaysSo() throws Exception {
        assertThat(Http.get(url("/nothing")).status()).isEqualTo(404);
        assertThat(Http.get(url("").replace("/sandbox", "/")).status()).isEqualTo(404);
    }
}
