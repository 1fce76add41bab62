package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.task.RetryLater;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Publishing into a TAXII inbox: how it is found, what is posted there, and what becomes of it when the answer is no, later, or lost. */
class TaxiiRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api").with("intelx.route", "taxii").with("intelx.timeout", "1s");
    private static final TaxiiInbox INBOX = new TaxiiInbox(WORLD);

    private static int addresses;
    private String recId;

    @BeforeEach
    void anIncidentWithAValueThatNobodyPublishedBefore() {
        WORLD.clock().advance(Duration.ofMinutes(1));
        INBOX.whole();
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, "198.51.100." + ++addresses), VerdictValue.MALICIOUS, 92));
    }

    private Exchange publish() {
        return WORLD.runStage("publish-incident", recId);
    }

    private Publication.State state() {
        return WORLD.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow().state();
    }

    @Test
    void theInboxIsFoundOnceFromTheDiscoveryAddressOnTheHostThatTheOperatorNamed() {
        assertThat(publish().getException()).isNull();
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(TaxiiInbox.DISCOVERY)).withHeader("Accept", equalTo(TaxiiInbox.MEDIA_TYPE))
                .withBasicAuth(new BasicCredentials("user-of-taxii", "key-of-taxii")).withHeader("Content-Type", absent()));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(TaxiiInbox.ROOT)));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(TaxiiInbox.COLLECTION)));

        WORLD.run("direct:know-taxii-inbox", null);
        WORLD.outside().verify(4, getRequestedFor(anyUrl()));
    }

    @Test
    void aCollectionThatIsNotGivenAloneIsFoundInTheListOfAll() {
        INBOX.answers(TaxiiInbox.COLLECTION, aResponse().withStatus(404));
        INBOX.answers(TaxiiInbox.ROOT + "collections/", okJson("{\"collections\": [{\"id\": \"another\", \"can_write\": false},"
                + " {\"id\": \"5a4e4442-0000-4e00-8000-434f4c4c4543\"}]}"));
        assertThat(publish().getException()).isNull();
        assertThat(INBOX.envelopes()).hasSize(1);
    }

    @Test
    void anEnvelopeIsPostedWithLengthAndCredentialsAndHandedOver() {
        assertThat(publish().getException()).isNull();
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(TaxiiInbox.OBJECTS)).withHeader("Content-Type", equalTo(TaxiiInbox.MEDIA_TYPE))
                .withHeader("Accept", equalTo(TaxiiInbox.MEDIA_TYPE)).withBasicAuth(new BasicCredentials("user-of-taxii", "key-of-taxii"))
                .withHeader("Content-Length", matching("\\d+")).withHeader("Transfer-Encoding", absent()).withHeader("TaskKey", absent())
                .withoutQueryParam("Signature").withRequestBody(matchingJsonPath("$.objects[?(@.type == 'indicator')]")));
        assertThat(INBOX.envelopes().get(0).getBodyAsString()).as("an envelope, no bundle").startsWith("{\"objects\":[");
        assertThat(state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
        assertThat(WORLD.handedOver("verify")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    static Stream<Arguments> takings() {
        return Stream.of(Arguments.of("202", TaxiiInbox.status("s-1", "pending")), Arguments.of("200", TaxiiInbox.status("s-1", "complete").withStatus(200)),
                Arguments.of("201", TaxiiInbox.status("s-1", "complete").withStatus(201)), Arguments.of("202 without a body", aResponse().withStatus(202)),
                Arguments.of("200 with what is no status", okJson("{\"ok\": true}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("takings")
    void everyKindOfYesIsOne(String name, ResponseDefinitionBuilder yes) {
        INBOX.takes(yes);
        assertThat(publish().getException()).isNull();
        assertThat(state()).isEqualTo(Publication.State.SENT);
    }

    @Test
    void messagesAreNoLargerThanTheServerTakes() {
        publish();
        int whole = INBOX.envelopes().get(0).getBody().length;
        INBOX.whole();
        INBOX.answers(TaxiiInbox.ROOT, okJson("{\"max_content_length\": \"" + 2 * whole + "\"}"));
        recId = Incidents.enriched(WORLD, Stream.iterate(1, i -> i + 1).limit(12).map(i -> Incidents.finding(WORLD,
                Indicator.of(IPV4, "203.0.113." + i), VerdictValue.MALICIOUS, 92)).toArray(Finding[]::new));
        assertThat(publish().getException()).isNull();
        assertThat(INBOX.envelopes().subList(1, INBOX.envelopes().size())).hasSizeGreaterThan(1).allMatch(envelope -> envelope.getBody().length <= 2 * whole);
    }

    /** Where the look-up of the inbox ends, by what, and what the operator has to fix. */
    static Stream<Arguments> deadEnds() {
        ResponseDefinitionBuilder noWriting = okJson("{\"id\": \"5a4e4442-0000-4e00-8000-434f4c4c4543\", \"can_write\": false}");
        return Stream.of(Arguments.of(TaxiiInbox.DISCOVERY, aResponse().withStatus(401), "discovery answered 401"),
                Arguments.of(TaxiiInbox.DISCOVERY, aResponse().withStatus(404), "discovery answered 404"),
                Arguments.of(TaxiiInbox.DISCOVERY, okJson("{}"), "no API root"),
                Arguments.of(TaxiiInbox.COLLECTION, aResponse().withStatus(404), "intelx.taxii.collection-id"),
                Arguments.of(TaxiiInbox.COLLECTION, aResponse().withStatus(403), "collection answered 403"),
                Arguments.of(TaxiiInbox.COLLECTION, noWriting, "intelx.taxii.username"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("deadEnds")
    void withoutAnInboxTheWorkIsParkedAndTheAnalystDoesNotWait(String path, ResponseDefinitionBuilder answer, String said) {
        INBOX.answers(path, answer);
        assertThat(publish().getException()).isInstanceOf(ParkException.class).hasMessageContaining(said);
        assertThat(INBOX.envelopes()).isEmpty();
        assertThat(WORLD.handedOver("note")).containsExactly(recId);

        INBOX.whole();
        assertThat(publish().getException()).isNull();
        assertThat(INBOX.envelopes()).hasSize(1);
    }

    static Stream<Arguments> passing() {
        return Stream.of(Arguments.of("503", aResponse().withStatus(503)), Arguments.of("429", aResponse().withStatus(429)),
                Arguments.of("a page in front of it", aResponse().withBody("<html>maintenance")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void anInboxThatCannotBeFoundNowIsLookedForLater(String name, ResponseDefinitionBuilder answer) {
        INBOX.answers(TaxiiInbox.DISCOVERY, answer);
        assertThat(publish().getException()).isInstanceOf(IntelExchangeException.class);
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    static Stream<Arguments> stops() {
        return Stream.of(Arguments.of(401, "intelx.taxii.password"), Arguments.of(403, "not writable"), Arguments.of(404, "intelx.taxii.collection-id"),
                Arguments.of(406, "not to be repeated"), Arguments.of(415, "not to be repeated"), Arguments.of(301, "not to be repeated"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stops")
    void whatAnOperatorHasToFixIsParkedAndTheInboxIsLookedUpAgain(int status, String said) {
        INBOX.takes(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));
        assertThat(publish().getException()).isInstanceOf(ParkException.class).hasMessageContaining(said).hasMessageContaining("" + status);
        assertThat(state()).isEqualTo(Publication.State.PENDING);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(INBOX.envelopes()).hasSize(1);

        INBOX.takes(TaxiiInbox.status("s-1", "pending"));
        WORLD.clock().advance(Duration.ofMinutes(1));
        assertThat(publish().getException()).isNull();
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(TaxiiInbox.DISCOVERY)));
        assertThat(INBOX.envelopes()).extracting(LoggedRequest::getBodyAsString).hasSize(2).containsOnly(INBOX.envelopes().get(0).getBodyAsString());
    }

    static Stream<Integer> refusals() {
        return Stream.of(400, 413, 422);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsSearchedForReportedAndQueuedForAnOperator(int status) {
        INBOX.takes(okJson("{\"title\":\"Bad content\",\"description\":\"no pattern\"}").withStatus(status));
        assertThat(publish().getException()).isNull();
        PublicationDocument refused = WORLD.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow();
        assertThat(refused.state()).isEqualTo(Publication.State.REFUSED);
        assertThat(refused.words()).contains("no pattern");
        assertThat(INBOX.envelopes()).hasSizeGreaterThan(1);
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    /** What passes, and how long to wait for it; nothing where the durable hand-over decides. */
    static Stream<Arguments> answers() {
        return Stream.of(Arguments.of("429 names the wait", aResponse().withStatus(429).withHeader("Retry-After", "40"), Duration.ofSeconds(40)),
                Arguments.of("500", aResponse().withStatus(500), Duration.ofSeconds(20)),
                Arguments.of("503", aResponse().withStatus(503), Duration.ofSeconds(20)),
                Arguments.of("a page with 200", aResponse().withBody("<html>edge"), Duration.ofSeconds(20)),
                Arguments.of("no answer in time", TaxiiInbox.status("s-1", "pending").withFixedDelay(1_500), null),
                Arguments.of("a broken connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatPassesIsRepeatedWithTheSameBytes(String name, ResponseDefinitionBuilder answer, Duration wait) {
        INBOX.takes(answer);
        Exception failure = publish().getException();
        assertThat(failure).isNotNull().isNotInstanceOf(ParkException.class);
        if (wait != null) {
            assertThat(((RetryLater) failure).retryAt()).isEqualTo(WORLD.clock().instant().plus(wait));
        }
        assertThat(WORLD.handedOver("record")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();

        INBOX.takes(TaxiiInbox.status("s-1", "pending"));
        WORLD.clock().advance(Duration.ofMinutes(1));
        assertThat(publish().getException()).isNull();
        assertThat(INBOX.envelopes()).hasSizeBetween(1, 2).extracting(LoggedRequest::getBodyAsString).containsOnly(INBOX.envelopes().get(0).getBodyAsString());
        assertThat(state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
    }
}
