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
import io.github.iocenrichment.LogLines;
import io.github.iocenrichment.intake.PollIncidents;
import io.github.iocenrichment.routes.Polling.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    @RegisterExtension
    static final RouteWorld WORLD = Polling.routes();
    private static final Polling POLLING = new Polling(WORLD);

    @BeforeEach
    void startAfresh() {
        POLLING.startAfresh();
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
        POLLING.poll();
        POLLING.poll();
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(Polling.INCIDENTS)));

        WORLD.clock().advance(Duration.ofMinutes(5));
        Row row = Row.at(POLLING.ago(5));
        POLLING.page(0, row);
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    @ParameterizedTest
    @CsvSource({"429, 90, 90", "429, '', 20", "503, 90, 90"})
    void noPollIsMadeBeforeIvantiTakesOne(int status, String retryAfter, long seconds) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Retry-After", retryAfter)));
        POLLING.poll();
        WORLD.clock().advance(Duration.ofSeconds(seconds - 1));
        POLLING.poll();
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(Polling.INCIDENTS)));
        WORLD.clock().advance(Duration.ofSeconds(1));
        Row row = Row.at(POLLING.ago(5));
        POLLING.page(0, row);
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    @Test
    void oneTickIsOnePoll() {
        Row row = Row.at(POLLING.ago(5));
        POLLING.page(0, row);
        WORLD.run("direct:from-poll-one-at-a-time", null);
        assertThat(WORLD.handedOver("collect")).containsExactly(row.recId());
    }

    private static void answer(int top, int skip, String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(Polling.INCIDENTS)).withQueryParam("$top", equalTo("" + top)).withQueryParam("$skip", equalTo("" + skip))
                .willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    @Test
    void aPageThatIsTooLongIsAskedForInPartsAndARowThatIsTooLongIsPassedOver() {
        Row first = Row.at(POLLING.ago(9));
        Row huge = new Row(RouteWorld.newRecId(), "x".repeat(70_000), POLLING.ago(8));
        Row last = Row.at(POLLING.ago(7));
        answer(3, 0, first.json() + "," + huge.json() + "," + last.json());
        answer(1, 0, first.json());
        answer(2, 1, huge.json() + "," + last.json());
        answer(1, 1, huge.json());
        answer(1, 2, last.json());
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(first.recId(), last.recId());
        assertThat(POLLING.watermark()).isEqualTo(POLLING.ago(7).minus(OVERLAP));
    }

    @Test
    void whereEvenSingleRowsAreTooLongThePollEndsAndMovesNothing() {
        Instant before = POLLING.watermark();
        WORLD.outside().stubFor(get(urlPathEqualTo(Polling.INCIDENTS)).willReturn(okJson("{\"value\":[\"" + "x".repeat(70_000) + "\"]}")));
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(POLLING.watermark()).isEqualTo(before);
        WORLD.outside().verify(7, getRequestedFor(urlPathEqualTo(Polling.INCIDENTS)));
    }

    @Test
    void pageAfterPageUntilOneIsShort() {
        Row[] rows = {Row.at(POLLING.ago(50)), Row.at(POLLING.ago(40)), Row.at(POLLING.ago(30)), Row.at(POLLING.ago(20))};
        POLLING.page(0, rows[0], rows[1], rows[2]);
        POLLING.page(3, rows[3]);
        Instant before = POLLING.watermark();
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).contains(Arrays.stream(rows).map(Row::recId).toArray(String[]::new));
        assertThat(Arrays.stream(rows).map(row -> WORLD.stageOf(row.recId()))).containsOnly("collecting");
        assertThat(POLLING.watermark()).isEqualTo(rows[3].created().minus(OVERLAP));
        assertThat(WORLD.bean("pollIncidents", PollIncidents.class).lastPoll()).isEqualTo(WORLD.clock().instant());
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(Polling.INCIDENTS)).withQueryParam("$top", equalTo("3"))
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
        Instant before = POLLING.watermark();
        long failed = WORLD.problems("poll-incidents");
        POLLING.poll();
        assertThat(POLLING.watermark()).isEqualTo(before);
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(WORLD.problems("poll-incidents")).isEqualTo(failed);
        assertThat(WORLD.bean("pollIncidents", PollIncidents.class).lastPoll()).isEqualTo(WORLD.clock().instant());
    }

    @Test
    void rowsThatDriftIntoTheNextPageComeOnce() {
        Row[] rows = {Row.at(POLLING.ago(50)), Row.at(POLLING.ago(40)), Row.at(POLLING.ago(30)), Row.at(POLLING.ago(20))};
        POLLING.page(0, rows[0], rows[1], rows[2]);
        POLLING.page(3, rows[2], rows[3]);
        POLLING.poll();
        List<String> admitted = Arrays.stream(rows).map(Row::recId).toList();
        assertThat(POLLING.beingCollected()).containsExactlyInAnyOrderElementsOf(admitted);
    }

    @Test
    void thePageThatComesAgainAndAgainEndsThePoll() {
        Row[] rows = {Row.at(POLLING.ago(50)), Row.at(POLLING.ago(40)), Row.at(POLLING.ago(30))};
        for (int skip = 0; skip < 30; skip += 3) {
            POLLING.page(skip, rows);
        }
        POLLING.poll();
        assertThat(POLLING.beingCollected()).hasSize(3);
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whatWasCollectedBeforeIsNotHandedOverAgain() {
        Row row = Row.at(POLLING.ago(5));
        POLLING.page(0, row);
        POLLING.poll();
        WORLD.store().incidents().stage(row.recId(), "collecting", WORLD.clock().instant());
        WORLD.mock("task:collect").reset();
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).isEmpty();
        assertThat(WORLD.stageOf(row.recId())).isEqualTo("collecting");
    }

    @Test
    void whatAnEarlierPollAdmittedAndCouldNotHandOverIsHandedOverNow() {
        String recId = WORLD.admitted("left behind");
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        POLLING.poll();
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
        Row[] rows = {Row.at(POLLING.ago(50)), Row.at(POLLING.ago(40)), Row.at(POLLING.ago(30)), Row.at(POLLING.ago(20))};
        POLLING.page(0, rows[0], rows[1], rows[2]);
        WORLD.outside().stubFor(get(urlPathEqualTo(Polling.INCIDENTS)).withQueryParam("$skip", equalTo("3")).willReturn(failure));
        Instant before = POLLING.watermark();
        long failed = WORLD.problems("poll-incidents");
        POLLING.poll();
        assertThat(POLLING.watermark()).isEqualTo(before);
        assertThat(WORLD.problems("poll-incidents")).isEqualTo(failed + 1);
        assertThat(POLLING.beingCollected()).hasSize(3);

        WORLD.clock().advance(Duration.ofMinutes(5));
        POLLING.page(3, rows[3]);
        POLLING.poll();
        assertThat(POLLING.beingCollected()).hasSize(4);
        assertThat(POLLING.watermark()).isEqualTo(rows[3].created().minus(OVERLAP));
    }

    @Test
    void aRowWithoutAKeyDoesNotStopThePage() {
        Row sound = Row.at(POLLING.ago(5));
        POLLING.page(0, new Row("not-a-key", "odd", POLLING.ago(6)), sound);
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(sound.recId());
    }

    @Test
    void aRowThatCannotBeReadIsReportedOnce() {
        try (LogLines log = LogLines.of("incidents")) {
            answer(3, 0, "{\"RecId\":\"short\"}");
            POLLING.poll();
            POLLING.poll();
            assertThat(log.lines()).containsExactly("poll: row 1 of 1 has no sound RecId; it is left out");
            answer(3, 0, "{\"RecId\":\"short\"},{}");
            POLLING.poll();
            assertThat(log.lines()).hasSize(3).last().asString().contains("row 2 of 2");
        }
    }
}
