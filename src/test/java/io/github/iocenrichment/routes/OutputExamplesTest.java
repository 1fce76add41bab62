package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.answer.RecordDocument;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.output.IncidentReports;
import io.github.iocenrichment.output.OutputUnavailableException;
import io.github.iocenrichment.output.Overview;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.Secrets;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outputs of {@code docs/examples}, as they stand there, against servers that answer as those systems do. */
class OutputExamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "/webhookb2/a1b2c3d4e5f6/IncomingWebhook";
    private static final Indicator URL = Indicator.of(IndicatorType.URL, "https://login-portal.example/verify");
    private static final Indicator IP = Indicator.of(IndicatorType.IPV4, "198.51.100.77");

    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of(Stream.of("teams", "misp", "servicenow", "siem-files")
                    .map(name -> "../docs/examples/" + name).toArray(String[]::new))
            .outputs("teams", SECRET + "?sig=s3cr3t%2Bsignature").outputs("misp", "/misp/events/add").outputs("servicenow", "/api/now/table/incident")
            .with("output.silent.base-url", "").with("misp.api-key", "key-of-misp").with("servicenow.api-key", "key-of-servicenow")
            .with("siem.folder", "target/siem-example").with("breaker.min-calls", "100");

    private static IncidentReports report() {
        return WORLD.bean("report", IncidentReports.class);
    }

    private static String malicious() {
        return Incidents.enriched(WORLD, Incidents.finding(WORLD, IP, VerdictValue.SUSPICIOUS, 55), Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90));
    }

    private static List<LoggedRequest> received(String path) {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(path)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReportSaysWhatIsKnown() {
        Overview report = report().of(malicious());
        assertThat(report).extracting(Overview::number, Overview::subject, Overview::category, Overview::priority, Overview::worst)
                .containsExactly("48213", "Suspicious mail", "Phishing", "3", "malicious");
        assertThat(report.counts()).contains(entry("malicious", 1), entry("suspicious", 1), entry("unknown", 0));
        Overview.Found worst = report.findings().get(0);
        assertThat(worst).extracting(Overview.Found::value, Overview.Found::defanged, Overview.Found::type, Overview.Found::verdict, Overview.Found::confidence)
                .containsExactly("https://login-portal.example/verify", "hxxps://login-portal[.]example/verify", "url", "malicious", 90);
        assertThat(worst.answers()).extracting(Overview.Said::title, Overview.Said::state, Overview.Said::verdict, Overview.Said::words)
                .containsExactly(tuple("AbuseIPDB", "found", "malicious", "score 90"));
    }

    @Test
    void aReportIsJsonStixAndText() {
        String recId = malicious();
        assertThat(json(report().json(recId)).at("/findings/1/value").asText()).isEqualTo("198.51.100.77");
        JsonNode bundle = json(report().stix(recId));
        assertThat(bundle.path("objects")).extracting(object -> object.path("type").asText()).contains("indicator", "grouping", "marking-definition");
        assertThat(report().text(recId)).contains("hxxps://login-portal[.]example/verify").contains("MALICIOUS (confidence 90)");
        String red = Incidents.enrichedAndMarked(WORLD, "TLP:RED", Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90));
        assertThat(json(report().stix(red)).has("objects")).as("nothing of what is marked TLP:RED").isFalse();
    }

    @Test
    void valuesLeaveWithoutTheSecretsInThem() {
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD,
                Indicator.of(IndicatorType.URL, "https://login-portal.example/reset?token=abcdefgh12345678"), VerdictValue.MALICIOUS, 90));
        assertThat(report().json(recId)).contains("login-portal.example/reset").doesNotContain("abcdefgh12345678");
    }

    @Test
    void teamsHearsOnceOfSomethingMalicious() {
        WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202)));
        String recId = malicious();
        assertThat(WORLD.runStage("send-to-teams", recId).getException()).isNull();
        WORLD.runStage("send-to-teams", recId);
        WORLD.runStage("send-to-teams", Incidents.enriched(WORLD, Incidents.finding(WORLD, IP, VerdictValue.SUSPICIOUS, 55)));
        assertThat(received(SECRET)).singleElement().satisfies(request -> {
            assertThat(request.getUrl()).as("with the query of the address").isEqualTo(SECRET + "?sig=s3cr3t%2Bsignature");
            assertThat(json(request.getBodyAsString()).path("text").asText())
                    .isEqualTo("INC48213: 1 malicious, 1 suspicious. hxxps://login-portal[.]example/verify (url, 90%)");
            assertThat(request.getHeaders().keys()).noneMatch(name -> name.startsWith("Task") || name.startsWith("Camel"));
        });
        assertThat(WORLD.store().effects().ofIncident(recId)).singleElement().extracting(Effect::kind, Effect::state, Effect::outcome)
                .containsExactly("output", Effect.State.DONE, "HTTP 202");
    }

    @Test
    void newFindingsAreSentAgain() {
        WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90));
        WORLD.runStage("send-to-teams", recId);
        Incidents.found(WORLD, recId, Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90), Incidents.finding(WORLD, IP, VerdictValue.MALICIOUS, 99));
        WORLD.runStage("send-to-teams", recId);
        assertThat(received(SECRET)).hasSize(2);
    }

    @Test
    void anOutageWaitsAndARefusalParks() {
        String recId = malicious();
        for (int status : new int[]{503, 429, 500}) {
            WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Retry-After", "90")));
            Throwable outage = WORLD.runStage("send-to-teams", recId).getException();
            assertThat(outage).isInstanceOf(OutputUnavailableException.class).hasMessage("output teams: HTTP " + status);
            assertThat(((OutputUnavailableException) outage).retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(90));
        }
        WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(400)));
        assertThat(WORLD.runStage("send-to-teams", recId).getException()).isInstanceOf(ParkException.class)
                .hasMessageContaining("output teams refuses what is sent: HTTP 400");
        WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));
        WORLD.runStage("send-to-teams", recId);
        assertThat(received(SECRET)).as("the same bytes each time").extracting(LoggedRequest::getBodyAsString).hasSize(5)
                .containsOnly(received(SECRET).get(0).getBodyAsString());
    }

    @Test
    void aConnectionThatBreaksShowsNothingOfTheAddress() {
        WORLD.outside().stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        Throwable broken = WORLD.runStage("send-to-teams", malicious()).getException();
        assertThat(broken).isInstanceOf(OutputUnavailableException.class).hasMessageStartingWith("output teams: ");
        assertThat(ExceptionUtils.getStackTrace(broken)).doesNotContain("a1b2c3d4e5f6", "s3cr3t");
        assertThat(WORLD.context().getEndpoints()).extracting(endpoint -> endpoint.getEndpointUri())
                .noneMatch(uri -> uri.contains("a1b2c3d4e5f6") || uri.contains("s3cr3t"));
    }

    @Test
    void theAddressIsMaskedInEveryForm() {
        Secrets secrets = new Secrets(WORLD.secretValues());
        for (String shown : List.of("POST http://127.0.0.1:" + WORLD.outside().port() + SECRET + "?sig=s3cr3t%2Bsignature", SECRET, "sig=s3cr3t+signature",
                "segment a1b2c3d4e5f6 alone")) {
            assertThat(secrets.mask(shown)).doesNotContain("a1b2c3d4e5f6", "s3cr3t");
        }
        assertThat(LogSecrets.known()).isNotNull();
    }

    @Test
    void mispGetsAnEventOfTheSameFindings() {
        WORLD.outside().stubFor(post(anyUrl()).willReturn(okJson("{\"Event\": {\"id\": \"1712\"}}")));
        Indicator own = new Indicator(IndicatorType.IPV4, "10.0.0.1", false, "private address", List.of());
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90),
                Incidents.finding(WORLD, own, VerdictValue.NOT_CHECKED, 0));
        assertThat(WORLD.runStage("send-to-misp", recId).getException()).isNull();
        LoggedRequest request = received("/misp/events/add").get(0);
        assertThat(request.getHeader("Authorization")).isEqualTo("key-of-misp");
        JsonNode attributes = json(request.getBodyAsString()).at("/Event/Attribute");
        assertThat(attributes).singleElement().satisfies(attribute -> {
            assertThat(attribute.path("value").asText()).isEqualTo(URL.value());
            assertThat(attribute.path("to_ids").asBoolean()).isTrue();
        });
        assertThat(WORLD.store().effects().ofIncident(recId)).extracting(Effect::outcome).containsExactly("1712");
    }

    @Test
    void serviceNowIsAskedBeforeARecordIsCreatedAgain() {
        String recId = malicious();
        WORLD.outside().stubFor(post(urlPathEqualTo("/api/now/table/incident"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(WORLD.runStage("record-in-servicenow", recId).getException()).isInstanceOf(OutputUnavailableException.class);
        WORLD.outside().stubFor(get(urlPathEqualTo("/api/now/table/incident")).willReturn(okJson("{\"result\": [{\"number\": \"INC0010023\"}]}")));
        assertThat(WORLD.runStage("record-in-servicenow", recId).getException()).isNull();
        assertThat(received("/api/now/table/incident")).as("created once").hasSize(1);
        JsonNode created = json(received("/api/now/table/incident").get(0).getBodyAsString());
        assertThat(WORLD.outside().findAll(getRequestedFor(anyUrl()))).singleElement()
                .satisfies(question -> assertThat(question.getUrl()).contains("correlation_id=" + created.path("correlation_id").asText()));
        assertThat(WORLD.store().incidents().load(recId, RecordDocument.DOCUMENT, RecordDocument.class).orElseThrow().record().number())
                .isEqualTo("INC0010023");
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void theNumberOfANewServiceNowRecordIsKept() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(okJson("{\"result\": {\"number\": \"INC0010024\"}}")));
        String recId = malicious();
        WORLD.runStage("record-in-servicenow", recId);
        assertThat(WORLD.outside().getAllServeEvents()).extracting(event -> event.getRequest().getMethod()).containsExactly(RequestMethod.POST);
        assertThat(report().outcome(recId, "servicenow", "record")).isEqualTo("INC0010024");
    }

    @Test
    void aFileIsWrittenForEachThreat() throws IOException {
        String recId = malicious();
        assertThat(WORLD.runStage("write-siem-files", recId).getException()).isNull();
        WORLD.runStage("write-siem-files", recId);
        try (Stream<Path> files = Files.list(Path.of("target", "siem-example"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")).map(OutputExamplesTest::read).map(OutputExamplesTest::json)
                    .map(one -> one.path("value").asText()))
                    .contains(URL.value(), IP.value());
        }
        assertThat(WORLD.store().effects().ofIncident(recId)).hasSize(2).allMatch(effect -> effect.state() == Effect.State.DONE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anOutputWithoutAnAddressIsOff() {
        assertThat(report().once(malicious(), "silent").isDue()).isFalse();
    }
}
