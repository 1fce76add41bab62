package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.publish.PublicationWork;
import io.github.iocenrichment.publish.VerifyDelivery;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking up whether a publication has arrived: under our source, under another, or not in time. */
class VerifyRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("45-verify", "40-publish", "41-taxii", "42-open-api");

    private String recId;

    @BeforeEach
    void aPublication() {
        recId = Incidents.enriched(WORLD);
        published("203.0.113.9");
    }

    private void published(String... values) {
        List<Published> sent = new ArrayList<>();
        for (String value : values) {
            sent.add(new Published("indicator--" + value, IPV4, value, value));
        }
        Incidents.save(WORLD, recId, "publication", new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", sent.size(), 5,
                List.of(), sent, Publication.State.SENT, null, WORLD.clock().instant(), 0));
    }

    private static void lookUp(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.LOOK_UP)).willReturn(answer));
    }

    private static String row(String value, String source) {
        return RouteWorld.json("{'name':'" + value + "','is_whitelisted':false,'sources':[{'name':'" + source + "'}]}");
    }

    private static ResponseDefinitionBuilder rows(String... rows) {
        return okJson("{\"next\":null,\"results\":[" + String.join(",", rows) + "]}");
    }

    private Exchange verify() {
        Exchange done = WORLD.runStage("verify-delivery", recId);
        assertThat(done.getException()).isNull();
        return done;
    }

    private PublicationDocument publication() {
        return WORLD.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow();
    }

    private Publication.State state() {
        return publication().state();
    }

    @Test
    void whatIsSentWhileAnEarlierPublicationIsLookedUpIsNotLost() {
        VerifyDelivery delivery = WORLD.bean("verifyDelivery", VerifyDelivery.class);
        PublicationWork earlier = delivery.begin(recId);
        WORLD.clock().advance(Duration.ofSeconds(3));
        published("203.0.113.9", "203.0.113.10");
        PublicationDocument later = publication();

        delivery.judge(earlier);
        assertThat(publication()).isEqualTo(later);
        assertThat(earlier.isWorthANote()).isFalse();
    }

    @Test
    void whatArrivedUnderOurSourceNeedsNoNote() {
        lookUp(rows(row("203.0.113.9", "IOC Enrichment")));
        assertThat(verify().getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(state()).isEqualTo(Publication.State.DELIVERED);
        assertThat(WORLD.handedOver("note")).isEmpty();
        WORLD.outside().verify(1, postRequestedFor(anyUrl()).withQueryParam("enrichment_data", equalTo("false")).withQueryParam("page_size", equalTo("100")));
    }

    @Test
    void everyPageOfTheAnswerIsRead() {
        published("203.0.113.9", "203.0.113.10");
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.LOOK_UP)).withQueryParam("page", equalTo("1")).willReturn(okJson(
                "{\"next\":\"/ingestion/openapi/bulk-lookup/indicator/?page=2\",\"results\":[" + row("203.0.113.9", "IOC Enrichment") + "]}")));
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.LOOK_UP)).withQueryParam("page", equalTo("2"))
                .willReturn(rows(row("203.0.113.10", "IOC Enrichment"))));
        verify();
        assertThat(state()).isEqualTo(Publication.State.DELIVERED);
    }

    static Stream<Arguments> notOursInTime() {
        return Stream.of(
                Arguments.of("unknown", rows(), Publication.State.NOT_CONFIRMED, "not found under 'IOC Enrichment'"),
                Arguments.of("known without a source", rows("{\"name\":\"203.0.113.9\",\"sources\":{}}"), Publication.State.NOT_CONFIRMED,
                "not found under 'IOC Enrichment'"),
                Arguments.of("not to be asked about", aResponse().withStatus(503), Publication.State.NOT_CONFIRMED, "could not be looked up"),
                Arguments.of("asked about, the connection being closed", aResponse().withFault(Fault.EMPTY_RESPONSE), Publication.State.NOT_CONFIRMED,
                "could not be looked up"),
                Arguments.of("known by another feed, to which ours is added once it is stored", rows(row("203.0.113.9", "Some Feed")),
                Publication.State.OTHER_SOURCE,
                        "arrived under another source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notOursInTime")
    void whatDoesNotArriveIsLookedUpAtGrowingGapsAndThenReported(String name, ResponseDefinitionBuilder answer, Publication.State outcome, String words) {
        lookUp(answer);
        List<Duration> gaps = new ArrayList<>();
        for (int look = 0; look < 20 && state() == Publication.State.SENT; look++) {
            Instant next = verify().getMessage().getHeader("TaskPostponeUntil", Instant.class);
            if (next != null) {
                gaps.add(Duration.between(WORLD.clock().instant(), next));
                WORLD.clock().advance(gaps.get(gaps.size() - 1));
            }
        }
        assertThat(gaps).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(75));
        assertThat(state()).isEqualTo(outcome);
        assertThat(publication().words()).contains(words);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void whatStaysWhereWrongAddressesEndIsReportedSooner() {
        lookUp(rows(row("203.0.113.9", "Import")));
        assertThat(verify().getMessage().getHeader("TaskPostponeUntil")).isNotNull();
        assertThat(WORLD.handedOver("note")).isEmpty();
        assertThat(verify().getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(state()).isEqualTo(Publication.State.OTHER_SOURCE);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }

    @Test
    void whatWentOutInPiecesWithoutARefusalIsDelivered() {
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, "203.0.113.9"), VerdictValue.MALICIOUS, 92));
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.INGEST)).inScenario("size").willReturn(aResponse().withStatus(413)).willSetStateTo("in pieces"));
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.INGEST)).inScenario("size").whenScenarioStateIs("in pieces")
                .willReturn(okJson("{\"success\":true}")));
        assertThat(WORLD.runStage("publish-incident", recId).getException()).isNull();
        lookUp(rows(row("203.0.113.9", "IOC Enrichment")));
        verify();
        assertThat(state()).isEqualTo(Publication.State.DELIVERED);
        assertThat(WORLD.handedOver("quarantine")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: again after {2} s")
    @CsvSource(nullValues = "-", value = {"429, 90, 90", "429, -, 60", "429, 5, 30", "503, 90, 90", "503, -, 30"})
    void noLookUpIsMadeBeforeThePlatformTakesOne(int status, String retryAfter, long seconds) {
        WORLD.clock().advance(Duration.between(WORLD.clock().instant(), WORLD.clock().instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60)));
        lookUp(aResponse().withStatus(status).withHeader("Retry-After", retryAfter == null ? "" : retryAfter));
        assertThat(verify().getMessage().getHeader("TaskPostponeUntil")).isEqualTo(WORLD.clock().instant().plusSeconds(seconds));
    }

    @Test
    void notBeingAbleToLookDoesNotMeanThatNothingArrived() {
        lookUp(aResponse().withStatus(503));
        assertThat(verify().getMessage().getHeader("TaskPostponeUntil")).isNotNull();
        assertThat(state()).isEqualTo(Publication.State.SENT);
        lookUp(rows(row("203.0.113.9", "IOC Enrichment")));
        verify();
        assertThat(state()).isEqualTo(Publication.State.DELIVERED);
    }

    @Test
    void anIncidentThatWasNotPublishedIsForAnOperator() {
        long failed = WORLD.problems("verify-delivery");
        assertThat(WORLD.runStage("verify-delivery", WORLD.admitted("too early")).getException()).isNotNull();
        assertThat(WORLD.problems("verify-delivery")).isEqualTo(failed + 1);
    }
}
