package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.intelx.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.intelx.SendReply.Outcome;
import io.github.iocenrichment.intelx.TaxiiStatus.Failure;
import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.Samples;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.StixSchemas;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxiiReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:12:31Z");
    private static final URI DISCOVERY = URI.create("https://intel.example:8443/ctixapi/ctix21/taxii2/");
    private static final String STATUS = """
            {"id": "7361be1b-4ae4-4d90-ad9b-0b133491cee6", "status": "complete", "request_timestamp": "2026-02-11T09:42:07.114Z",
             "total_count": "3", "success_count": 2, "failure_count": 1, "pending_count": 0,
             "failures": [{"id": "note--d367450f-83ef-4f62-877a-6fd74ce21f88", "message": "object_refs target not found"}], "pendings": {}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"title\": \"x\", \"default\": \"https://intel.example:8443/ctixapi/ctix21/\"} | https://intel.example:8443/ctixapi/ctix21/",
        "{\"default\": \"/ctixapi/ctix21\"}                                              | https://intel.example:8443/ctixapi/ctix21/",
        "{\"api_roots\": [\"https://intel.example:8443/api/\"]}                          | https://intel.example:8443/api/",
        "{\"default\": \"http://attacker.example/take/\"}                                | https://intel.example:8443/take/",
        "{\"default\": \"//attacker.example/take/\"}                                     | https://intel.example:8443/take/",
        "{\"default\": \"https://intel.example:8443//attacker.example/take/\"}           | https://intel.example:8443/attacker.example/take/",
        "{\"api_roots\": [\"https://intel.example:8443////attacker.example\"]}           | https://intel.example:8443/attacker.example/",
    })
    void theApiRootStaysOnTheHostThatTheOperatorNamed(String body, String root) {
        assertThat(TaxiiReader.apiRoot(reply(200, body), DISCOVERY).value()).hasToString(root);
    }

    @Test
    void discoveryThatNamesNothingIsAProblemInWords() {
        assertThat(TaxiiReader.apiRoot(reply(200, "{}"), DISCOVERY).problem()).contains("no API root");
        assertThat(TaxiiReader.apiRoot(reply(200, "{\"default\": \"http://[bad\"}"), DISCOVERY).problem()).contains("no address");
        assertThat(TaxiiReader.apiRoot(reply(401, "{\"title\": \"Unauthorized\"}"), DISCOVERY).problem()).contains("401").contains("Unauthorized");
    }

    @Test
    void addressesEndWithASlash() {
        assertThat(TaxiiReader.discovery("https://ti.example/ctixapi/ctix21/taxii2")).hasToString("https://ti.example/ctixapi/ctix21/taxii2/");
        assertThat(TaxiiReader.discovery("https://ti.example/taxii2/")).hasToString("https://ti.example/taxii2/");
        assertThat(TaxiiReader.discovery("https://ti.example/taxii2?tenant=a")).hasToString("https://ti.example/taxii2?tenant=a");
        URI root = URI.create("https://intel.example/ctixapi/ctix21/");

        assertThat(TaxiiReader.objectsAddress(root, "c-1")).hasToString("https://intel.example/ctixapi/ctix21/collections/c-1/objects/");
        assertThat(TaxiiReader.statusAddress(root, "a/b")).hasToString("https://intel.example/ctixapi/ctix21/status/a%2Fb/");
        assertThat(TaxiiReader.MEDIA_TYPE).isEqualTo("application/taxii+json;version=2.1");
    }

    @Test
    void theCollectionAndItsRightsAreRead() {
        String list = "{\"collections\": [{\"id\": \"c-0\", \"can_write\": false}, {\"id\": \"C-1\", \"title\": \"Inbox\", \"can_write\": \"true\"}]}";

        assertThat(TaxiiReader.collection(reply(200, list), "c-1").value()).isEqualTo(new TaxiiReader.Collection("c-1", "Inbox", true));
        assertThat(TaxiiReader.collection(reply(200, "{\"id\": \"c-1\", \"can_write\": false}"), "c-1").value().writable()).isFalse();
        assertThat(TaxiiReader.collection(reply(200, list), "c-9").problem()).contains("no collection c-9");
        assertThat(TaxiiReader.collection(reply(404, "{}"), "c-9").problem()).contains("intelx.taxii.collection-id");
        assertThat(TaxiiReader.maxContentLength(reply(200, "{\"max_content_length\": \"10485760\"}"))).contains(10_485_760);
        assertThat(TaxiiReader.maxContentLength(reply(200, "{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "202 | {} | SENT", "200 | `` | SENT", "201 | {\"id\":\"x\"} | SENT", "200 | <html> | RETRY_LATER", "202 | <!DOCTYPE html> | RETRY_LATER",
        "401 | {} | STOPPED", "403 | {} | STOPPED", "404 | {} | STOPPED", "406 | {} | STOPPED", "415 | {} | STOPPED", "301 | {} | STOPPED",
        "400 | {} | REFUSED", "413 | {} | REFUSED", "422 | {} | REFUSED",
        "429 | {} | RETRY_LATER", "500 | {} | RETRY_LATER", "502 | <html> | RETRY_LATER", "503 | {} | RETRY_LATER", "504 | {} | RETRY_LATER",
    })
    void everyAnswerToAnEnvelopeHasAnOutcome(int status, String body, Outcome outcome) {
        assertThat(TaxiiReader.sent(reply(status, body), NOW).outcome()).isEqualTo(outcome);
    }

    @Test
    void theErrorMessagesWordsAreKept() {
        String error = "{\"title\": \"Bad content\", \"description\": \"indicator lacks a pattern\", \"error_code\": \"E1\", \"http_status\": \"422\"}";

        assertThat(TaxiiReader.sent(reply(422, error), NOW).words()).isEqualTo("indicator lacks a pattern; Bad content");
        assertThat(TaxiiReader.sent(reply(429, error, Map.of("Retry-After", "60")), NOW).retryAt()).isEqualTo("2026-11-23T09:13:31Z");
    }

    @Test
    void theStatusSaysWhatBecameOfEachObject() {
        TaxiiStatus status = TaxiiReader.sent(reply(202, STATUS), NOW).status();

        assertThat(status.complete()).isTrue();
        assertThat(status.succeeded()).isFalse();
        assertThat(status.total()).isEqualTo(3);
        assertThat(status.failures()).containsExactly(new Failure("note--d367450f-83ef-4f62-877a-6fd74ce21f88", "object_refs target not found"));
        assertThat(TaxiiReader.status(reply(200, STATUS.replace("complete", "pending"))).status().complete()).isFalse();
    }

    @Test
    void aStatusThatTheServerDoesNotKeepIsUnknownAndNoFailure() {
        assertThat(TaxiiReader.status(reply(404, "<html>")).isUnknown()).isTrue();
        assertThat(TaxiiReader.status(reply(500, "<html>")).problem()).contains("500");
        assertThat(TaxiiReader.status(reply(500, "<html>")).isUnknown()).isFalse();
    }

    @Test
    void failedObjectsAreSentOnceMoreWithWhatTheyReferTo() {
        StixMapper mapper = new StixMapper(Samples.settings(), new InMemoryLedger(), Samples.at(Samples.NOW));
        StixPackage message = mapper.map(Samples.incident10482());
        var failed = new TaxiiStatus("s", true, 29, List.of(new Failure("note--ead623a7-858d-5b01-a760-6a1170e6c74b", "no")));

        StixPackage again = TaxiiResend.of(message, failed, 2, mapper.containers()).orElseThrow();

        StixSchemas.assertValid(again.all());
        assertThat(again.objects()).extracting(object -> object.path("type").asText()).containsExactly("ipv4-addr", "indicator", "note");
        assertThat(again.containerId()).isNotEqualTo(message.containerId());
        assertThat(TaxiiResend.of(message, new TaxiiStatus("s", true, 29, List.of()), 2, mapper.containers())).isEmpty();
        var shared = new TaxiiStatus("s", true, 29, List.of(new Failure(Samples.PRODUCER, "no")));
        assertThat(TaxiiResend.of(message, shared, 2, mapper.containers())).contains(message);
    }
}
