package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.CollectIncident;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.CollectionWork;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.intake.NoMemoryException;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An attachment for which there was no memory when its incident was collected: left out then, read later by a task of its own. */
class ReadAgainRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    private static final String DOWNLOAD = "/ivanti/api/rest/Attachment";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("20-collect", "25-read-again", "11-ivanti", "12-ivanti-calls")
            .with("ivanti.attachment.max-bytes", "1073741824")
            .with("attachment.max-time", "700ms").with("attachment.read-again", "2m,15m,1h").with("work.max-indicators", "10")
            .with("enrichment.max-indicators", "4");

    private final List<String> rows = new ArrayList<>();
    private String recId;

    @BeforeEach
    void anIncident() {
        recId = WORLD.admitted("Suspicious mail");
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':48213,'Subject':'Calls from 198.51.100.77','Symptom':'','Priority':'2','CreatedDateTime':'2026-11-23T07:55:00Z'}"))));
    }

    /** An attachment of which Ivanti does not say how large it is, so that all the memory is asked for. */
    private String attachment(String name, ResponseDefinitionBuilder answer) {
        String id = RouteWorld.newRecId();
        rows.add(RouteWorld.json("{'RecId':'" + id + "','ATTACHNAME':'" + name + "'}"));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment"))
                .willReturn(okJson("{\"value\":[" + String.join(",", rows) + "]}")));
        download(id, answer);
        return id;
    }

    private static void download(String id, ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo(DOWNLOAD)).withQueryParam("ID", equalTo(id)).willReturn(answer));
    }

    /** Collects while another incident has all the memory for downloads. */
    private Exchange collectWithoutMemory() throws InterruptedException {
        Exchange done = runWithoutMemory();
        assertThat(done.getException()).isNull();
        return done;
    }

    private Exchange runWithoutMemory() throws InterruptedException {
        CollectIncident collect = WORLD.bean("collectIncident", CollectIncident.class);
        CollectionWork other = collect.begin(WORLD.admitted("Another one"));
        AttachmentRow large = new AttachmentRow(RouteWorld.newRecId(), "large.log", "", null, 0);
        assertThat(collect.reserve(other, large)).isTrue();
        Exchange done = WORLD.runStage("collect-incident", recId);
        collect.unreadable(other, large, new IllegalStateException("it ends"));
        return done;
    }

    private void enriched() {
        WORLD.store().incidents().stage(recId, "enriched", WORLD.clock().instant());
        Incidents.found(WORLD, recId, collected().indicators().stream().map(indicator -> Incidents.finding(WORLD, indicator, VerdictValue.UNKNOWN, 0))
                .toArray(Finding[]::new));
        WORLD.mock("task:note").reset();
    }

    private Message readAgain() {
        Exchange done = WORLD.runStage("read-attachments-again", recId);
        assertThat(done.getException()).isNull();
        return done.getMessage();
    }

    private Collected collected() {
        return WORLD.store().incidents().load(recId, "collected", Collected.class).orElseThrow();
    }

    private static Instant postponed(Message message) {
        return message.getHeader("TaskPostponeUntil", Instant.class);
    }

    private static Instant in(Duration wait) {
        return WORLD.clock().instant().plus(wait);
    }

    private static ResponseDefinitionBuilder text(String text) {
        return aResponse().withBody(text);
    }

    @Test
    void itIsLeftForLaterAndTheIncidentGoesOn() throws InterruptedException {
        String id = attachment("hosts.txt", text("203.0.113.9"));
        collectWithoutMemory();
        assertThat(WORLD.handedOver("enrich")).containsExactly(recId);
        assertThat(WORLD.received("task:enrich").get(0).getMessage().getHeader("TaskPriority")).isEqualTo(2);
        assertThat(WORLD.handedOver("read-again")).containsExactly(recId);
        Message later = WORLD.received("task:read-again").get(0).getMessage();
        assertThat(later.getHeader("TaskDueAt", Instant.class)).isEqualTo(in(Duration.ofMinutes(2)));
        assertThat(later.getHeader("TaskPriority").toString()).isEqualTo("9");
        assertThat(collected().indicators()).extracting(Indicator::value).containsExactly("198.51.100.77");
        assertThat(collected().readings()).containsExactly(new LaterReading(id, "hosts.txt", "others take all memory for downloads", 1,
                in(Duration.ofMinutes(2)), null));
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(DOWNLOAD)));
    }

    /** Held in memory it would only wait for memory: it is let go of and read again. */
    @Test
    void aLargeTicketForWhichThereIsNoMemoryIsCollectedLater() throws InterruptedException {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':48213,'Subject':'Large','Symptom':'" + "203.0.113.9 ".repeat(30_000) + "'}"))));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment")).willReturn(okJson("{\"value\":[]}")));
        Exchange done = runWithoutMemory();
        assertThat(done.getException()).isInstanceOfSatisfying(NoMemoryException.class, later -> assertThat(later.retryAt())
                .isEqualTo(in(Duration.ofSeconds(15))));
        assertThat(WORLD.handedOver("enrich")).isEmpty();

        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        assertThat(collected().indicators()).extracting(Indicator::value).containsExactly("203.0.113.9");
    }

    @Test
    void aProcessThatDiedBehindTheCollectingHandsBothOver() throws InterruptedException {
        attachment("hosts.txt", text("203.0.113.9"));
        collectWithoutMemory();
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        assertThat(WORLD.handedOver("read-again")).containsExactly(recId, recId);
        assertThat(WORLD.handedOver("enrich")).containsExactly(recId, recId);
    }

    @Test
    void beforeTheIncidentIsEnrichedThereIsNothingToAmend() throws InterruptedException {
        attachment("hosts.txt", text("203.0.113.9"));
        collectWithoutMemory();
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(postponed(readAgain())).isEqualTo(in(Duration.ofSeconds(30)));
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(DOWNLOAD)));
        assertThat(WORLD.handedOver("note")).isEmpty();
    }

    @Test
    void whatIsFoundLaterIsAmendedAndReportedWithinTheLimits() throws InterruptedException {
        attachment("hosts.txt", text("198.51.100.77 203.0.113.1 203.0.113.2 203.0.113.3 203.0.113.4 203.0.113.5 203.0.113.6 203.0.113.7 203.0.113.8"
                + " 203.0.113.9 192.0.2.1 192.0.2.2"));
        collectWithoutMemory();
        enriched();
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(postponed(readAgain())).isNull();
        assertThat(WORLD.handedOver("amend")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.received("task:amend").get(0).getMessage().getHeader("TaskPriority").toString()).isEqualTo("3");
        Collected collected = collected();
        assertThat(collected.indicators()).extracting(Indicator::value).containsExactly("198.51.100.77", "203.0.113.1", "203.0.113.2", "203.0.113.3");
        assertThat(collected.indicators().get(1).places()).isNotEmpty();
        assertThat(collected.overLimit()).hasSize(6).allMatch(indicator -> indicator.places().isEmpty());
        assertThat(collected.countedOnly()).singleElement().satisfies(counted -> {
            assertThat(counted.setting()).isEqualTo("work.max-indicators");
            assertThat(counted.types().get(0).leftOut()).isEqualTo(2);
        });
        assertThat(collected.attachments()).isEqualTo(1);
        assertThat(collected.readings()).singleElement().extracting(LaterReading::outcome).isEqualTo("read now: 9 more indicators");
    }

    @Test
    void aProcessThatDiedBehindTheReadingHandsOverAgainAndReadsNothingTwice() throws InterruptedException {
        attachment("hosts.txt", text("203.0.113.9"));
        collectWithoutMemory();
        enriched();
        WORLD.clock().advance(Duration.ofMinutes(2));
        readAgain();
        readAgain();
        assertThat(WORLD.handedOver("amend")).containsExactly(recId, recId);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(DOWNLOAD)));
        assertThat(collected().indicators()).extracting(Indicator::value).containsExactly("198.51.100.77", "203.0.113.9");
    }

    @Test
    void afterTheLastTryTheReasonIsFinal() throws InterruptedException {
        attachment("hosts.txt", aResponse().withStatus(503));
        collectWithoutMemory();
        enriched();
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(postponed(readAgain())).isEqualTo(in(Duration.ofMinutes(15)));
        assertThat(WORLD.handedOver("note")).isEmpty();
        WORLD.clock().advance(Duration.ofMinutes(15));
        assertThat(postponed(readAgain())).isEqualTo(in(Duration.ofHours(1)));
        WORLD.clock().advance(Duration.ofHours(1));
        assertThat(postponed(readAgain())).isNull();
        assertThat(WORLD.handedOver("amend")).isEmpty();
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(collected().readings()).singleElement().extracting(LaterReading::outcome).asString()
                .startsWith("not read to its end in 4 tries: could not be downloaded: ").contains("HTTP 503");
        assertThat(collected().unread()).extracting(Unread::name).containsExactly("hosts.txt");
    }

    @Test
    void severalAreReadOneAfterTheOther() throws InterruptedException {
        attachment("a.txt", text("203.0.113.1"));
        attachment("b.txt", text("203.0.113.2"));
        collectWithoutMemory();
        enriched();
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(postponed(readAgain())).isEqualTo(in(Duration.ZERO));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(DOWNLOAD)));
        assertThat(postponed(readAgain())).isNull();
        assertThat(collected().indicators()).extracting(Indicator::value).containsExactly("198.51.100.77", "203.0.113.1", "203.0.113.2");
    }

    @Test
    void oneDeletedMeanwhileIsReportedAsSuch() throws InterruptedException {
        String id = attachment("a.txt", text("203.0.113.1"));
        collectWithoutMemory();
        enriched();
        download(id, okJson("{\"message\":\"Attachment not found\"}").withStatus(400));
        WORLD.clock().advance(Duration.ofMinutes(2));
        readAgain();
        assertThat(collected().readings()).singleElement().extracting(LaterReading::outcome).isEqualTo("deleted before it could be read");
    }

    @Test
    void onAnIncidentDeletedMeanwhileNothingIsRead() throws InterruptedException {
        attachment("a.txt", text("203.0.113.1"));
        collectWithoutMemory();
        WORLD.store().incidents().stage(recId, "deleted", WORLD.clock().instant());
        WORLD.clock().advance(Duration.ofMinutes(2));
        assertThat(postponed(readAgain())).isNull();
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(DOWNLOAD)));
        assertThat(WORLD.handedOver("note")).isEmpty();
    }
}
