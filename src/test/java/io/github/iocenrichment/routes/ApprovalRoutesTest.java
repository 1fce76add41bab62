package io.github.iocenrichment.routes;

import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.answer.StoredReports;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.publish.Approval;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.output.IncidentReports;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A publication that waits for an operator, from the first try to what the note says. */
class ApprovalRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api", "80-status", "83-approvals", "13-hook").mocking("seda:*")
            .with("publish.approval", "malicious").with("publish.approval.timeout", "24h");

    private static final Publishing STAGE = new Publishing(WORLD);
    private static int addresses = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private String address;

    @BeforeEach
    void aValueThatNobodyPublishedBefore() {
        address = "198.51.100." + ++addresses;
        STAGE.platformHasNothing();
        STAGE.ingest(Publishing.taken());
    }

    private Finding finding(VerdictValue verdict) {
        return Incidents.finding(WORLD, Indicator.of(IPV4, address), verdict, 92);
    }

    private String waiting() {
        String recId = Incidents.enriched(WORLD, finding(VerdictValue.MALICIOUS));
        Exchange done = STAGE.publish(recId);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isAfter(WORLD.clock().instant());
        return recId;
    }

    private static Publication reported(String recId) {
        return StoredReports.of(WORLD.store().incidents(), recId, WORLD.clock().instant()).publication();
    }

    private HttpResponse<String> page() throws Exception {
        return http.send(to().build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + "/approvals"));
    }

    private HttpResponse<String> press(String recId, String fields, String... headers) throws Exception {
        String page = page().body();
        Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(page);
        Matcher id = Pattern.compile("name=\"id\" value=\"(" + recId + "\\|[0-9a-f]+)\"").matcher(page);
        assertThat(token.find() && id.find()).as(page).isTrue();
        HttpRequest.Builder request = to().header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.POST(HttpRequest.BodyPublishers.ofString("token=" + token.group(1) + "&id="
                + URLEncoder.encode(id.group(1), StandardCharsets.UTF_8)
                + "&" + fields)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void nothingLeavesBeforeItIsApprovedAndEverythingAfter() throws Exception {
        String recId = waiting();
        STAGE.publish(recId);
        assertThat(STAGE.sent()).isEmpty();
        assertThat(WORLD.handedOver("note")).as("the note does not wait").contains(recId);
        assertThat(WORLD.bean("report", IncidentReports.class).text(recId)).contains("publication waits for approval");
        assertThat(page().body()).contains(address.replaceFirst("\\.(\\d+)$", "[.]$1"), "TLP:AMBER");

        HttpResponse<String> answer = press(recId, "action=approve&name=Anna+Berg&reason=seen");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.store().audit().latest(20)).filteredOn(row -> row.action().equals("approve") && row.subject().contains("Anna Berg")).singleElement()
                .satisfies(row -> assertThat(row.outcome()).isEqualTo("done"));
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(1);
        assertThat(reported(recId).state()).isEqualTo(Publication.State.SENT);
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
    }

    @Test
    void whatIsRefusedIsNeverSentAndTheNoteSaysByWhomAndWhy() throws Exception {
        String recId = waiting();
        assertThat(press(recId, "action=refuse&name=Anna+Berg&reason=our+own+scanner").statusCode()).isEqualTo(200);
        STAGE.publish(recId);
        assertThat(STAGE.sent()).isEmpty();
        assertThat(reported(recId)).extracting(Publication::state, Publication::words)
                .containsExactly(Publication.State.NONE, "refused by Anna Berg, our own scanner");
        assertThat(WORLD.bean("report", IncidentReports.class).text(recId))
                .contains("Nothing published to Intel Exchange: refused by Anna Berg, our own scanner");
    }

    @Test
    void withoutADecisionItIsRefusedWhenItsTimeIsOver() {
        String recId = waiting();
        WORLD.clock().advance(Duration.ofHours(24));
        assertThat(STAGE.publish(recId).getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(STAGE.sent()).isEmpty();
        assertThat(reported(recId).words()).isEqualTo("not approved within the time for it");
        assertThat(WORLD.bean("approval", Approval.class).allWaiting()).noneMatch(one -> one.recId().equals(recId));
    }

    @Test
    void anAmendmentWaitsTooAndRefusingItLeavesWhatWasSent() throws Exception {
        String recId = Incidents.enriched(WORLD, finding(VerdictValue.SUSPICIOUS));
        STAGE.publish(recId);
        assertThat(STAGE.sent()).as("what is not malicious does not wait here").hasSize(1);
        Incidents.found(WORLD, recId, finding(VerdictValue.MALICIOUS));
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(1);
        assertThat(reported(recId).words()).isEqualTo("publication waits for approval");
        assertThat(press(recId, "action=refuse&name=Anna&reason=wrong").statusCode()).isEqualTo(200);
        STAGE.publish(recId);
        assertThat(STAGE.sent()).hasSize(1);
        assertThat(reported(recId)).extracting(Publication::state, Publication::words)
                .containsExactly(Publication.State.PARTLY_REFUSED, "what was to be added was refused by Anna, wrong");
    }

    @Test
    void anApprovalOfEarlierFindingsSaysNothingAboutLaterOnes() throws Exception {
        String recId = waiting();
        String before = WORLD.bean("approval", Approval.class).allWaiting().stream().filter(one -> one.recId().equals(recId)).findFirst().orElseThrow().id();
        Incidents.found(WORLD, recId, finding(VerdictValue.MALICIOUS),
                Incidents.finding(WORLD, Indicator.of(IPV4, "203.0.113." + addresses), VerdictValue.MALICIOUS, 80));
        STAGE.publish(recId);
        assertThat(WORLD.bean("approval", Approval.class).decide(before, true, "Anna", "")).isFalse();
        STAGE.publish(recId);
        assertThat(STAGE.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"action=approve&name=, 400, your name", "action=refuse&name=Anna&reason=, 400, why it is refused", "action=burn&name=Anna, 400, unknown"})
    void anIncompleteOrderIsNotCarriedOut(String fields, int status, String words) throws Exception {
        String recId = waiting();
        HttpResponse<String> answer = press(recId, fields);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(WORLD.handedOver("publish")).isEmpty();
    }

    /** As on two nodes, of which both show the page: each sees what the other has decided. */
    @Test
    void oneOfTwoDecisionsCounts() {
        String recId = waiting();
        Approval approval = WORLD.bean("approval", Approval.class);
        String id = approval.allWaiting().stream().filter(one -> one.recId().equals(recId)).findFirst().orElseThrow().id();
        assertThat(approval.decide(id, false, "Anna", "ours")).isTrue();
        assertThat(approval.decide(id, true, "Ben", "")).isFalse();
        STAGE.publish(recId);
        assertThat(STAGE.sent()).isEmpty();
    }

    /** Not about approvals: the pages run here without any token. */
    @Test
    void withoutATokenThereIsNoWebhook() throws Exception {
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + "/hooks/ivanti")).POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(call, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        assertThat(WORLD.received("seda:calls-of-ivanti")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Sec-Fetch-Site, cross-site"})
    void anOrderFromAnotherSiteIsRefused(String header, String value) throws Exception {
        String recId = waiting();
        assertThat(press(recId, "action=approve&name=Anna", header, value).statusCode()).isEqualTo(403);
        assertThat(WORLD.handedOver("publish")).isEmpty();
    }
}
