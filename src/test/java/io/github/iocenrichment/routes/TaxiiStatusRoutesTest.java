package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.publish.TaxiiServer;
import io.github.iocenrichment.publish.VerifyDelivery;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.VerdictValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a TAXII server says later about an envelope that it took: done, failed in part, failed again; and what an operator can do then. */
class TaxiiStatusRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "43-release-refused", "41-taxii", "42-open-api", "45-verify").with("intelx.route", "taxii");
    private static final TaxiiInbox INBOX = new TaxiiInbox(WORLD);
    private static final String INBOX_REPORT = "/intelx/ctixapi/publishing/subscriber/inboxing-report/";

    private static int addresses;
    private String good;
    private String bad;
    private String recId;

    @BeforeEach
    void twoValuesInAnEnvelopeThatWasTaken() {
        WORLD.clock().advance(Duration.ofMinutes(1));
        INBOX.whole();
        good = "198.51.100." + ++addresses;
        bad = "203.0.113." + addresses;
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, good), VerdictValue.MALICIOUS, 92),
                Incidents.finding(WORLD, Indicator.of(IPV4, bad), VerdictValue.MALICIOUS, 95));
        assertThat(WORLD.runStage("publish-incident", recId).getException()).isNull();
    }

    private Exchange verify() {
        WORLD.clock().advance(Duration.ofSeconds(30));
        return WORLD.runStage("verify-delivery", recId);
    }

    private Exchange verified() {
        Exchange done = verify();
        assertThat(done.getException()).isNull();
        return done;
    }

    private PublicationDocument publication() {
        return WORLD.store().incidents().load(recId, "publication", PublicationDocument.class).orElseThrow();
    }

    /** The id under which the value that the server dislikes went out. */
    private String disliked() {
        return publication().values().stream().filter(value -> value.value().equals(bad)).findFirst().orElseThrow().id();
    }

    private LoggedRequest envelope(int number) {
        return INBOX.envelopes().get(number);
    }

    @Test
    void aStatusThatIsPendingIsAskedForUntilItIsComplete() {
        INBOX.lookUpFinds(good, bad);
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "pending").withStatus(200));
        assertThat(verified().getMessage().getHeader("TaskPostponeUntil", Instant.class)).isAfter(WORLD.clock().instant());
        assertThat(publication().state()).isEqualTo(Publication.State.SENT);

        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete").withStatus(200));
        assertThat(verified().getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(publication().state()).isEqualTo(Publication.State.DELIVERED);
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(TaxiiInbox.ROOT + "status/s-1/")).withHeader("Accept", equalTo(TaxiiInbox.MEDIA_TYPE)));
        verified();
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(TaxiiInbox.ROOT + "status/s-1/")));
        assertThat(INBOX.envelopes()).hasSize(1);
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    @Test
    void aStatusThatTheServerDoesNotKeepIsUnknownAndNoFailure() {
        INBOX.lookUpFinds(good, bad);
        INBOX.statusIs("s-1", aResponse().withStatus(404));
        verified();
        assertThat(publication().state()).isEqualTo(Publication.State.DELIVERED);
        assertThat(INBOX.envelopes()).hasSize(1);
        assertThat(WORLD.handedOver("quarantine")).isEmpty();
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    /** What the report on inboxes says of our collection, and what is added to "sent, not confirmed". */
    static Stream<Arguments> inboxReports() {
        return Stream.of(Arguments.of(true, 60.5, "; the inbox took objects at "), Arguments.of(true, -600.0, ""), Arguments.of(false, 60.5, ""));
    }

    @ParameterizedTest
    @MethodSource("inboxReports")
    void whatIsNotFoundIsReportedWithWhatTheInboxTook(boolean ours, double after, String words) {
        INBOX.statusIs("s-1", aResponse().withStatus(404));
        double took = publication().sentAt().getEpochSecond() + after;
        INBOX.answers(INBOX_REPORT, okJson("{\"next\":{},\"results\":[{\"hide_aggregate_col\\t\":\"1\",\"last_inbox\":" + BigDecimal.valueOf(took).toPlainString()
                + ",\"collection\":{\"id\":\"" + (ours ? "5a4e4442-0000-4e00-8000-434f4c4c4543" : "other") + "\",\"name\":\"Ticket Indicators\"}}]}"));
        lookUntilGivenUp();
        assertThat(publication().state()).isEqualTo(Publication.State.NOT_CONFIRMED);
        assertThat(publication().words()).matches(words.isEmpty() ? "[^;]*" : "(?s).*; the inbox took objects at \\d\\d:\\d\\d UTC");
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(INBOX_REPORT)).withQueryParam("status", equalTo("active")));
    }

    @ParameterizedTest(name = "{0} objects before, {1} after")
    @CsvSource({"91, 94, true", "91, 91, false", "91, '', true", "'', 94, true"})
    void anInboxThatDidNotGrowTookNothing(String before, String after, boolean told) {
        String another = "198.51.100." + ++addresses;
        INBOX.answers(INBOX_REPORT, okJson(inboxOf(0, before)));
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, another), VerdictValue.MALICIOUS, 92));
        assertThat(WORLD.runStage("publish-incident", recId).getException()).isNull();
        INBOX.statusIs("s-1", aResponse().withStatus(404));
        INBOX.answers(INBOX_REPORT, okJson(inboxOf(publication().sentAt().getEpochSecond() + 60, after)));
        lookUntilGivenUp();
        assertThat(publication().words().contains("; the inbox took objects at ")).as(publication().words()).isEqualTo(told);
    }

    @ParameterizedTest(name = "{0} s before the answer")
    @CsvSource({"1, 1, true", "3, 1, false", "1.5, '', true"})
    void whatTheInboxTookBeforeItsAnswerWasReadCountsToo(BigDecimal before, String objects, boolean told) {
        Instant sent = publication().sentAt();
        Incidents.save(WORLD, recId, "inbox-before", Map.of("objects", 0, "at", sent.minusSeconds(2)));
        INBOX.statusIs("s-1", aResponse().withStatus(404));
        String last = new BigDecimal(sent.toEpochMilli()).movePointLeft(3).subtract(before).toPlainString();
        INBOX.answers(INBOX_REPORT, okJson(inboxOf(0, objects).replace("\"last_inbox\":0", "\"last_inbox\":\"" + last + "\"")));
        lookUntilGivenUp();
        assertThat(publication().words().contains("; the inbox took objects at ")).isEqualTo(told);
    }

    private static String inboxOf(long last, String objects) {
        return "{\"results\":[{\"last_inbox\":" + last + ",\"object_count\":" + (objects.isEmpty() ? "null" : objects)
                + ",\"collection\":{\"id\":\"5a4e4442-0000-4e00-8000-434f4c4c4543\"}}]}";
    }

    @Test
    void aRoleThatMayNotReadTheReportIsNotAskedForItAtEachPublication() {
        INBOX.answers(INBOX_REPORT, aResponse().withStatus(403));
        for (int publications = 0; publications < 2; publications++) {
            String another = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, "198.51.100." + ++addresses), VerdictValue.MALICIOUS, 92));
            assertThat(WORLD.runStage("publish-incident", another).getException()).isNull();
        }
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(INBOX_REPORT)));
        VerifyDelivery verify = WORLD.bean("verifyDelivery", VerifyDelivery.class);
        verify.inboxCounted(verify.begin(recId), new HttpReply(200, Map.of(), new byte[0]));
    }

    @Test
    void aReportOnInboxesThatBreaksIsNoFailure() {
        INBOX.statusIs("s-1", aResponse().withStatus(404));
        INBOX.answers(INBOX_REPORT, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, "198.51.100." + ++addresses), VerdictValue.MALICIOUS, 92));
        assertThat(WORLD.runStage("publish-incident", recId).getException()).as("the count before is not needed").isNull();
        lookUntilGivenUp();
        assertThat(publication().state()).isEqualTo(Publication.State.NOT_CONFIRMED);
        assertThat(publication().words()).doesNotContain("inbox took");
    }

    private void lookUntilGivenUp() {
        for (int looks = 0; looks < 30 && verified().getMessage().getHeader("TaskPostponeUntil") != null; looks++) {
            WORLD.clock().advance(Duration.ofSeconds(30));
        }
    }

    @Test
    void aStatusThatCannotBeReadNowIsAskedForAgain() {
        INBOX.lookUpFinds(good, bad);
        INBOX.statusIs("s-1", aResponse().withStatus(500));
        assertThat(verified().getMessage().getHeader("TaskPostponeUntil")).isNotNull();
        assertThat(publication().state()).isEqualTo(Publication.State.SENT);
    }

    @Test
    void afterARestartTheInboxIsFoundAgain() {
        WORLD.bean("taxiiServer", TaxiiServer.class).forget();
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete", disliked()).withStatus(200));
        verified();
        WORLD.outside().verify(2, getRequestedFor(urlPathEqualTo(TaxiiInbox.DISCOVERY)));
        assertThat(INBOX.envelopes()).hasSize(2);
    }

    @Test
    void whatFailedIsSentOnceMoreWithWhatItRefersToAndNothingElse() {
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete", disliked()).withStatus(200));
        INBOX.takes(TaxiiInbox.status("s-2", "pending"));
        verified();
        assertThat(INBOX.envelopes()).hasSize(2);
        assertThat(TaxiiInbox.ids(envelope(0), "indicator")).hasSize(2).contains(disliked());
        assertThat(TaxiiInbox.ids(envelope(1), "indicator")).containsExactly(disliked());
        assertThat(TaxiiInbox.ids(envelope(1), "identity")).isEqualTo(TaxiiInbox.ids(envelope(0), "identity")).isNotEmpty();
        assertThat(envelope(1).getBodyAsString()).doesNotContain("'" + good + "'");

        INBOX.lookUpFinds(good, bad);
        INBOX.statusIs("s-2", TaxiiInbox.status("s-2", "complete").withStatus(200));
        verified();
        assertThat(INBOX.envelopes()).hasSize(2);
        assertThat(publication().state()).isEqualTo(Publication.State.DELIVERED);
        assertThat(WORLD.handedOver("quarantine")).isEmpty();
    }

    /** What is said to the envelope that repeats what failed, and what comes of it. */
    static Stream<Arguments> secondThoughts() {
        return Stream.of(Arguments.of("429", aResponse().withStatus(429).withHeader("Retry-After", "40"), IntelExchangeException.class),
                Arguments.of("503", aResponse().withStatus(503), IntelExchangeException.class),
                Arguments.of("a page", aResponse().withBody("<html>"), IntelExchangeException.class),
                Arguments.of("403", aResponse().withStatus(403), ParkException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secondThoughts")
    void aRepetitionThatDoesNotGetThroughIsRepeatedWithTheSameBytes(String name, ResponseDefinitionBuilder answer, Class<? extends Exception> failure) {
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete", disliked()).withStatus(200));
        INBOX.takes(answer);
        assertThat(verify().getException()).isInstanceOf(failure);

        INBOX.takes(TaxiiInbox.status("s-2", "pending"));
        INBOX.statusIs("s-2", TaxiiInbox.status("s-2", "complete").withStatus(200));
        verified();
        verified();
        assertThat(INBOX.envelopes()).hasSize(3);
        assertThat(envelope(2).getBodyAsString()).isEqualTo(envelope(1).getBodyAsString());
    }

    @Test
    void whatIsNotEvenTakenTheSecondTimeIsQueuedForAnOperatorInTheServersWords() {
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete", disliked()).withStatus(200));
        INBOX.takes(okJson("{\"title\":\"pattern is not accepted\"}").withStatus(422));
        verified();
        assertThat(publication().state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(publication().words()).contains("indicator " + bad + " (pattern is not accepted)");
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
    }

    @Test
    void whatFailsTwiceIsNamedReportedAndGoesOutWhenAnOperatorReleasesIt() {
        String id = disliked();
        INBOX.statusIs("s-1", TaxiiInbox.status("s-1", "complete", id).withStatus(200));
        INBOX.takes(TaxiiInbox.status("s-2", "complete", id));
        verified();
        assertThat(INBOX.envelopes()).hasSize(2);
        assertThat(publication().state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(publication().words()).contains("refused: indicator " + bad + " (not accepted)");
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).contains(recId);

        assertThat(WORLD.runStage("release-refused", recId).getException()).rootCause().isInstanceOf(ParkException.class)
                .hasMessageContaining(bad + " (not accepted)");
        assertThat(INBOX.envelopes()).as("waits for an operator").hasSize(2);

        WORLD.bean("taxiiServer", TaxiiServer.class).forget();
        INBOX.takes(TaxiiInbox.status("s-3", "pending"));
        WORLD.clock().advance(Duration.ofSeconds(1));
        assertThat(WORLD.runReleased("release-refused", recId, WORLD.clock().instant()).getException()).isNull();
        assertThat(TaxiiInbox.ids(envelope(2), "indicator")).containsExactly(id);
        assertThat(publication().state()).isEqualTo(Publication.State.SENT);
        assertThat(publication().values()).extracting(value -> value.value()).containsExactlyInAnyOrder(good, bad);
        for (String task : List.of("record", "note", "verify")) {
            assertThat(WORLD.handedOver(task)).as(task).contains(recId);
        }
    }
}
