package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.intake.PollIncidents;
import io.github.iocenrichment.stix.StixIds;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The poll: pages of three rows, every incident admitted and handed over once, and no answer that loses one. */
class PollRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("10-poll", "11-ivanti", "12-ivanti-calls").with("ivanti.poll.page-size", "3")
            .with("ivanti.max-answer-bytes", "65536")
            .with("ivanti.poll.start-from", "2026-11-23T07:00:00Z").with("ivanti.poll.extra-filter", "Category eq 'Phishing'").mocking("seda:*");

    /** A row of a page. */
    private record Row(String recId, String subject, Instant created) {
        static Row at(Instant created) {
            return new Row(RouteWorld.newRecId(), "Suspicious mail", created);
        }

        String json() {
            return RouteWorld.json("{'RecId':'" + recId + "','IncidentNumber':48213,'Subject':'" + subject + "','Priority':'3','CreatedDateTime':'"
                    + created + "'}");
        }
    }

    @BeforeEach
    void everythingIsHandedOverAndTimeGoesOn() {
        WORLD.clock().advance(Duration.ofHours(2));
        Stream.concat(WORLD.store().incidents().waiting(1000).stream(), beingCollected().stream())
                .forEach(recId -> WORLD.store().incidents().stage(recId, "collected", WORLD.clock().instant()));
        WORLD.outside().stubFor(any(anyUrl()).willReturn(okJson("{\"value\":[]}")));
    }

    private static Instant watermark() {
        return WORLD.store().watermarks().at("incidents", () -> Instant.EPOCH);
    }

    private static Instant ago(int minutes) {
        return WORLD.clock().instant().minus(Duration.ofMinutes(minutes));
    }

    private static void page(int skip, Row... rows) {
        String value = Arrays.stream(rows).map(Row::json).collect(Collectors.joining(","));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$skip", equalTo(String.valueOf(skip)))
                .willReturn(okJson("{\"@odata.count\":99,\"value\":[" + value + "]}")));
    }

    private static List<String> beingCollected() {
        return WORLD.store().incidents().atStage("collecting", 1000).stream().map(StoredIncident::recId).toList();
    }

    private static void poll() {
        assertThat(WORLD.run("direct:from-poll-one-at-a-time", null).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll-at-start", "poll-on-schedule"})
    void bothTriggersAskForAPoll(String route) {
        WORLD.run("direct:from-" + route, null);
        assertThat(WORLD.received("seda:polls")).hasSize(1);
    }

    @Test
    void aKeyThatIsRefusedIsLeftAloneForAWhile() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        poll();
        poll();
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(INCIDENTS)));

        WORLD.clock().advance(Duration.ofMinutes(5));
        Row row = Row.at(ago(5));
        page(0, row);
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    @ParameterizedTest
    @CsvSource({"429, 90, 90", "429, '', 20", "503, 90, 90"})
    void noPollIsMadeBeforeIvantiTakesOne(int status, String retryAfter, long seconds) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Retry-After", retryAfter)));
        poll();
        WORLD.clock().advance(Duration.ofSeconds(seconds - 1));
        poll();
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(INCIDENTS)));
        WORLD.clock().advance(Duration.ofSeconds(1));
        Row row = Row.at(ago(5));
        page(0, row);
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    @Test
    void oneTickIsOnePoll() {
        Row row = Row.at(ago(5));
        page(0, row);
        WORLD.run("direct:from-poll-one-at-a-time", null);
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    private static void answer(int top, int skip, String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$top", equalTo("" + top)).withQueryParam("$skip", equalTo("" + skip))
                .willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    @Test
    void aPageThatIsTooLongIsAskedForInPartsAndARowThatIsTooLongIsPassedOver() {
        Row first = Row.at(ago(9));
        Row huge = new Row(RouteWorld.newRecId(), "x".repeat(70_000), ago(8));
        Row last = Row.at(ago(7));
        answer(3, 0, first.json() + "," + huge.json() + "," + last.json());
        answer(1, 0, first.json());
        answer(2, 1, huge.json() + "," + last.json());
        answer(1, 1, huge.json());
        answer(1, 2, last.json());
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(first.recId(), last.recId());
        assertThat(watermark()).isEqualTo(ago(7).minus(OVERLAP));
    }

    @Test
    void whereEvenSingleRowsAreTooLongThePollEndsAndMovesNothing() {
        Instant before = watermark();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).willReturn(okJson("{\"value\":[\"" + "x".repeat(70_000) + "\"]}")));
        poll();
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(watermark()).isEqualTo(before);
        WORLD.outside().verify(7, getRequestedFor(urlPathEqualTo(INCIDENTS)));
    }

    @Test
    void pageAfterPageUntilOneIsShort() {
        Row[] rows = {Row.at(ago(50)), Row.at(ago(40)), Row.at(ago(30)), Row.at(ago(20))};
        page(0, rows[0], rows[1], rows[2]);
        page(3, rows[3]);
        Instant before = watermark();
        poll();
        assertThat(WORLD.handedOver("collect")).contains(Arrays.stream(rows).map(Row::recId).toArray(String[]::new));
        assertThat(Arrays.stream(rows).map(row -> WORLD.stageOf(row.recId()))).containsOnly("collecting");
        assertThat(watermark()).isEqualTo(rows[3].created().minus(OVERLAP));
        assertThat(WORLD.bean("pollIncidents", PollIncidents.class).lastPoll()).isEqualTo(WORLD.clock().instant());
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(INCIDENTS)).withQueryParam("$top", equalTo("3"))
                .withQueryParam("$orderby", equalTo("CreatedDateTime asc"))
                .withQueryParam("$filter", equalTo("(Category eq 'Phishing') and CreatedDateTime ge " + before.minus(OVERLAP))));
    }

    static Stream<ResponseDefinitionBuilder> empties() {
        return Stream.of(aResponse().withStatus(204), aResponse().withStatus(200), okJson("{\"value\":[]}"),
                okJson("{\"value\":\"No instances found.\"}"), okJson("{\"@odata.count\":0,\"value\":[]}"));
    }

    @ParameterizedTest
    @MethodSource("empties")
    void noRowsIsNoNewsInAllItsSpellings(ResponseDefinitionBuilder empty) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(empty));
        Instant before = watermark();
        long failed = WORLD.problems("poll-incidents");
        poll();
        assertThat(watermark()).isEqualTo(before);
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(WORLD.problems("poll-incidents")).isEqualTo(failed);
        assertThat(WORLD.bean("pollIncidents", PollIncidents.class).lastPoll()).isEqualTo(WORLD.clock().instant());
    }

    @Test
    void rowsThatDriftIntoTheNextPageComeOnce() {
        Row[] rows = {Row.at(ago(50)), Row.at(ago(40)), Row.at(ago(30)), Row.at(ago(20))};
        page(0, rows[0], rows[1], rows[2]);
        page(3, rows[2], rows[3]);
        poll();
        List<String> admitted = Arrays.stream(rows).map(Row::recId).toList();
        assertThat(beingCollected()).containsExactlyInAnyOrderElementsOf(admitted);
    }

    @Test
    void thePageThatComesAgainAndAgainEndsThePoll() {
        Row[] rows = {Row.at(ago(50)), Row.at(ago(40)), Row.at(ago(30))};
        for (int skip = 0; skip < 30; skip += 3) {
            page(skip, rows);
        }
        poll();
        assertThat(beingCollected()).hasSize(3);
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whatWasCollectedBeforeIsNotHandedOverAgain() {
        Row row = Row.at(ago(5));
        page(0, row);
        poll();
        WORLD.store().incidents().stage(row.recId(), "collecting", WORLD.clock().instant());
        WORLD.mock("task:collect").reset();
        poll();
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(WORLD.stageOf(row.recId())).isEqualTo("collecting");
    }

    @Test
    void whatAnEarlierPollAdmittedAndCouldNotHandOverIsHandedOverNow() {
        String recId = WORLD.admitted("left behind");
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(recId);
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of("503", aResponse().withStatus(503)), Arguments.of("429", aResponse().withStatus(429)),
                Arguments.of("a page with 200", aResponse().withBody("<html>maintenance")), Arguments.of("401", aResponse().withStatus(401)),
                Arguments.of("wrong path", aResponse().withStatus(404)), Arguments.of("another word for rows", okJson("{\"value\":\"Busy\"}")),
                Arguments.of("no value", okJson("{}")), Arguments.of("refused", okJson("{\"message\":\"bad $filter\"}").withStatus(400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aPageThatFailsKeepsTheWatermarkAndTheNextPollLosesNothing(String name, ResponseDefinitionBuilder failure) {
        Row[] rows = {Row.at(ago(50)), Row.at(ago(40)), Row.at(ago(30)), Row.at(ago(20))};
        page(0, rows[0], rows[1], rows[2]);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$skip", equalTo("3")).willReturn(failure));
        Instant before = watermark();
        long failed = WORLD.problems("poll-incidents");
        poll();
        assertThat(watermark()).isEqualTo(before);
        assertThat(WORLD.problems("poll-incidents")).isEqualTo(failed + 1);
        assertThat(beingCollected()).hasSize(3);

        WORLD.clock().advance(Duration.ofMinutes(5));
        page(3, rows[3]);
        poll();
        assertThat(beingCollected()).hasSize(4);
        assertThat(watermark()).isEqualTo(rows[3].created().minus(OVERLAP));
    }

    @Test
    void ourOwnRecordIncidentsStartNoChainAndAReplyToOneIsNews() {
        String grouping = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11";
        String subject = "IOC publication INC48213 [ti-record:" + grouping + "]";
        Row record = new Row(RouteWorld.newRecId(), subject, ago(5));
        Row reply = new Row(RouteWorld.newRecId(), "RE: " + subject, ago(4));
        WORLD.store().records().intended(new RecordStore.OwnRecord(grouping, subject, "48213", record.recId()), ago(6));
        page(0, record, reply);
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(reply.recId());
        assertThat(WORLD.store().records().decision(record.recId())).map(RecordStore.GuardDecision::leftOut).contains(true);
        assertThat(WORLD.store().records().decision(reply.recId())).map(RecordStore.GuardDecision::leftOut).contains(false);
    }

    @Test
    void inANewStoreTheSourceIncidentShowsWhoseAMarkIs() {
        String source = RouteWorld.newRecId();
        String made = new StixIds("identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11").container("grouping", source, 1);
        Row record = new Row(RouteWorld.newRecId(), "IOC publication INC47111 [ti-record:" + made + "]", ago(5));
        Row forged = new Row(RouteWorld.newRecId(), "Invoice INC47111 [ti-record:grouping--0c1c4ab1-55a9-5d4c-8a2e-000000000000]", ago(4));
        page(0, record, forged);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$filter", equalTo("IncidentNumber eq 47111"))
                .willReturn(okJson("{\"value\":[" + new Row(source, "Suspicious mail", ago(60)).json().replace("48213", "47111") + "]}")));
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(forged.recId());
        assertThat(WORLD.store().records().byRecId(record.recId())).map(RecordStore.OwnRecord::sourceNumber).contains("47111");
    }

    @Test
    void aSourceIncidentThatCannotBeReadKeepsTheWatermark() {
        Row marked = new Row(RouteWorld.newRecId(), "Invoice INC47112 [ti-record:grouping--0c1c4ab1-55a9-5d4c-8a2e-000000000001]", ago(4));
        page(0, marked);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$filter", equalTo("IncidentNumber eq 47112"))
                .willReturn(aResponse().withStatus(503)));
        Instant before = watermark();
        poll();
        assertThat(watermark()).isEqualTo(before);
        assertThat(WORLD.handedOver("collect")).isEmpty();
    }

    @Test
    void aRowWithoutAKeyDoesNotStopThePage() {
        Row sound = Row.at(ago(5));
        page(0, new Row("not-a-key", "odd", ago(6)), sound);
        poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(sound.recId());
    }
}
