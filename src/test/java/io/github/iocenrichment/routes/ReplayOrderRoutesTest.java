package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of the command replay over real HTTP: which are taken, and what the command is answered. */
class ReplayOrderRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("81-replay-order", "83-backup", "80-status", "15-replay", "35-unanswered", "11-ivanti", "12-ivanti-calls");

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({"incident=48213, ioc-enrichment, 200, INC48213 handed to the running product, 1",
            "incident=99999, ioc-enrichment, 404, no incident of that number, 0",
            "incident=first, ioc-enrichment, 404, name an incident, 0", "since=2026-11-01T00:00:00Z, ioc-enrichment, 200, no incident has unanswered"
            + " questions, 0",
            "since=soon, ioc-enrichment, 400, no time, 0", "nothing=1, ioc-enrichment, 400, neither, 0", "incident=48213, a page, 403, command replay, 0"})
    void anOrderIsTakenFromTheCommandOnly(String form, String by, int status, String said, int handedOver) throws IOException, InterruptedException {
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/incidents")).willReturn(okJson(RouteWorld.json(
                "{'value':[{'RecId':'FF49A5136B36486F897C62E9348C433B','IncidentNumber':48213,'Subject':'Beacon','Priority':'2'}]}"))));
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + "/replay"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("X-Requested-By", by)
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        assertThat(WORLD.handedOver("collect")).hasSize(handedOver);
    }

    @ParameterizedTest(name = "by {0}: {1}")
    @CsvSource({"ioc-enrichment, 500, of a store in memory by none", "a page, 403, command backup"})
    void aBackupIsMadeForTheCommandOnly(String by, int status, String said) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + "/backup"))
                .header("X-Requested-By", by).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }
}
