package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.FindingsFile;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Collecting one incident: its texts and attachments, whatever becomes of each of them. */
class CollectRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("20-collect", "11-ivanti", "12-ivanti-calls").with("ivanti.attachment.max-bytes", "1000")
            .with("attachment.max-time", "2m")
            .with("ivanti.note.file.max-bytes", "10000").with("ivanti.field.text", "Subject,Symptom,Notes").with("ivanti.field.business-unit", "BusinessUnit");

    private Collecting incident;

    @BeforeEach
    void anIncident() {
        incident = new Collecting(WORLD);
    }

    @Test
    void textsAndAttachmentsAreReadAndHandedOver() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "hosts.txt", "20"));
        incident.download(id, Collecting.file("hosts.txt", "203.0.113.9\n"));
        Collected collected = incident.collect();
        assertThat(Collecting.values(collected)).contains("198.51.100.77", "http://login.example-bank.net/a", "203.0.113.9");
        assertThat(collected.indicators()).filteredOn(indicator -> indicator.value().equals("203.0.113.9")).singleElement()
                .satisfies(indicator -> assertThat(indicator.places()).singleElement().hasToString(indicator.places().get(0).toString())
                        .extracting(place -> place.source()).isEqualTo("hosts.txt"));
        assertThat(collected.attachments()).isEqualTo(1);
        assertThat(collected.unread()).isEmpty();
        assertThat(collected.incident().number()).isEqualTo("48213");
    }

    @Test
    void everyFieldThatTheSettingsNameIsReadByItsContentAndKept() {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path())).willReturn(okJson(RouteWorld.json("{'RecId':'" + incident.recId()
                + "','IncidentNumber':48213,'Subject':'<p>From 198.51.100.77</p>','Notes':'<a href=\\'http://login.example-bank.net/a\\'>here</a>',"
                + "'BusinessUnit':'Treasury','CreatedDateTime':'2026-11-23T07:55:00Z'}").replace("\\\"", "'"))));
        Collected collected = incident.collect();
        assertThat(collected.indicators()).filteredOn(indicator -> indicator.value().equals("http://login.example-bank.net/a")).singleElement()
                .satisfies(indicator -> assertThat(indicator.places()).extracting(place -> place.source() + " " + place.ofTicket())
                .containsExactly("Notes true"));
        assertThat(Collecting.values(collected)).contains("198.51.100.77");
        assertThat(collected.incident().fields()).containsExactly(entry("business-unit", "Treasury"));
        assertThat(collected.source().fields()).containsEntry("business-unit", "Treasury");
    }

    /** 1 MB of text: what is kept of it is bounded, and so is the document in the store. */
    @Test
    void aTicketWith97000DomainsIsKeptUpToItsLimitAndCounted() {
        String list = IntStream.range(0, 97_000).mapToObj(i -> "d" + i + ".mossy-anvil.net").collect(Collectors.joining("\\n"));
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path())).willReturn(okJson(RouteWorld.json("{'RecId':'" + incident.recId()
                + "','IncidentNumber':48213,'Subject':'List','Symptom':'") + list + "\"}")));
        Collected collected = incident.collect();
        assertThat(collected.countedOnly()).singleElement().satisfies(counted -> {
            assertThat(counted.source()).isEqualTo("Symptom");
            assertThat(counted.setting()).isEqualTo("attachment.max-indicators");
            assertThat(counted.types()).singleElement().extracting(type -> type.found()).isEqualTo(97_000);
        });
        assertThat(collected.indicators()).hasSize(500);
        assertThat(collected.indicators().get(499).places()).isNotEmpty();
        assertThat(collected.overLimit()).hasSize(4_500).allMatch(indicator -> indicator.places().isEmpty());
        assertThat(new ObjectMapper().registerModule(new JavaTimeModule()).valueToTree(collected).toString()).hasSizeLessThan(2_000_000);
    }

    @Test
    void anAttachmentThatIsLongerThanItsListSaysIsNotReadToItsEndNorAskedForAgain() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "proxy.log", "20"));
        incident.download(id, Collecting.file("proxy.log", "203.0.113.9 ".repeat(1000)));
        assertThat(incident.collect().unread()).containsExactly(new Unread("proxy.log", "larger than 1000 bytes"));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(Collecting.DOWNLOAD)).withQueryParam("ID", equalTo(id)));
    }

    @Test
    void anIncidentDeletedMeanwhileIsClosed() {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path()))
                .willReturn(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400)));
        assertThat(WORLD.runStage("collect-incident", incident.recId()).getException()).isNull();
        assertThat(WORLD.stageOf(incident.recId())).isEqualTo("deleted");
        assertThat(WORLD.handedOver("enrich")).isEmpty();
    }

    @Test
    void ourOwnFindingsAreNoNews() {
        String id = RouteWorld.newRecId();
        String findings = "MALICIOUS (confidence 92)  203.0.113[.]9\r\n".repeat(30);
        String name = FindingsFile.name(incident.recId(), findings, "txt");
        incident.attachments(Collecting.row(id, name, "1400"));
        incident.download(id, Collecting.file(name, findings));
        Collected collected = incident.collect();
        assertThat(Collecting.values(collected)).doesNotContain("203.0.113.9");
        assertThat(collected.unread()).isEmpty();
        assertThat(collected.attachments()).isZero();
    }

    @Test
    void aFileThatOnlyBearsTheNameOfOursIsRead() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "ioc-enrichment-findings-9c1f77aa.txt", "20"));
        incident.download(id, Collecting.file("ioc-enrichment-findings-9c1f77aa.txt", "203.0.113.9"));
        assertThat(Collecting.values(incident.collect())).contains("203.0.113.9");
    }

    @Test
    void itsBytesDecideAndNotTheSizeThatIvantiStates() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "small.txt", "1001"));
        incident.download(id, Collecting.file("small.txt", "203.0.113.11"));
        Collected collected = incident.collect();
        assertThat(collected.unread()).isEmpty();
        assertThat(Collecting.values(collected)).contains("203.0.113.11");
    }

    @Test
    void oneThatTurnsOutTooLargeIsNamed() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "log.txt", "null"));
        incident.download(id, Collecting.file("log.txt", "203.0.113.9 ".repeat(100)));
        Collected collected = incident.collect();
        assertThat(collected.unread()).containsExactly(new Unread("log.txt", "larger than 1000 bytes"));
        assertThat(Collecting.values(collected)).doesNotContain("203.0.113.9");
    }

    @Test
    void whatWasCollectedBeforeIsOnlyHandedOverAgain() {
        WORLD.store().incidents().stage(incident.recId(), "collected", WORLD.clock().instant());
        assertThat(WORLD.runStage("collect-incident", incident.recId()).getException()).isNull();
        assertThat(WORLD.handedOver("enrich")).containsExactly(incident.recId());
        assertThat(WORLD.stageOf(incident.recId())).isEqualTo("collected");
    }

    @Test
    void whatIsFurtherOnIsLeftAlone() {
        WORLD.store().incidents().stage(incident.recId(), "enriched", WORLD.clock().instant());
        assertThat(WORLD.runStage("collect-incident", incident.recId()).getException()).isNull();
        assertThat(WORLD.handedOver("enrich")).isEmpty();
        assertThat(WORLD.stageOf(incident.recId())).isEqualTo("enriched");
    }

    static Stream<Arguments> brokenDownloads() {
        return Stream.of(Arguments.of("503", aResponse().withStatus(503), "HTTP 503"),
                Arguments.of("a log-in page", aResponse().withBody("<html>log in"), "a page for people"),
                Arguments.of("cut off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "could not be downloaded"),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE), "connection closed"));
    }

    @ParameterizedTest(name = "{0}")
    @Timeout(Patience.SECONDS)
    @MethodSource("brokenDownloads")
    void oneThatCannotBeHadIsNamedAfterThreeTriesAndTheRestGoesOn(String name, ResponseDefinitionBuilder answer, String said) {
        String broken = RouteWorld.newRecId();
        String sound = RouteWorld.newRecId();
        incident.attachments(Collecting.row(broken, "a.txt", "5"), Collecting.row(sound, "b.txt", "5"));
        incident.download(broken, answer);
        incident.download(sound, Collecting.file("b.txt", "203.0.113.9"));
        Collected collected = incident.collect();
        assertThat(collected.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.name()).isEqualTo("a.txt");
            assertThat(unread.reason()).contains(said);
        });
        assertThat(Collecting.values(collected)).contains("203.0.113.9");
        WORLD.outside().verify(3, getRequestedFor(urlPathEqualTo(Collecting.DOWNLOAD)).withQueryParam("ID", equalTo(broken)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @Timeout(Patience.SECONDS)
    @CsvSource({"429, '', 20, 4", "429, 30, 30, 1", "503, 600, 600, 1"})
    void oneThatIvantiDoesNotGiveNowIsReadWhenItTakesCallsAgain(int status, String retryAfter, long seconds, int calls) {
        String late = RouteWorld.newRecId();
        String behind = RouteWorld.newRecId();
        incident.attachments(Collecting.row(late, "a.txt", "5"), Collecting.row(behind, "b.txt", "5"));
        incident.download(late, aResponse().withStatus(status).withHeader("Retry-After", retryAfter));
        incident.download(behind, Collecting.file("b.txt", "203.0.113.9"));
        Collected collected = incident.collect();
        assertThat(collected.readings()).hasSize(2).allSatisfy(reading -> assertThat(reading.nextAt())
                .isEqualTo(WORLD.clock().instant().plusSeconds(seconds)));
        assertThat(collected.readings().get(0).recId()).isEqualTo(late);
        assertThat(collected.readings().get(0).reason()).contains("HTTP " + status);
        assertThat(collected.readings().get(1).reason()).isEqualTo("Ivanti takes no calls for now");
        assertThat(WORLD.handedOver("read-again")).containsExactly(incident.recId());
        WORLD.outside().verify(calls, getRequestedFor(urlPathEqualTo(Collecting.DOWNLOAD)).withQueryParam("ID", equalTo(late)));
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo(Collecting.DOWNLOAD)).withQueryParam("ID", equalTo(behind)));
    }

    @Test
    @Timeout(Patience.SECONDS)
    void aShortWaitThatIvantiAsksForIsKeptAndMakesNoSecondNote() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "a.txt", "5"));
        WORLD.outside().stubFor(get(urlPathEqualTo(Collecting.DOWNLOAD)).inScenario("burst").whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "2")).willSetStateTo("over"));
        WORLD.outside().stubFor(get(urlPathEqualTo(Collecting.DOWNLOAD)).inScenario("burst").whenScenarioStateIs("over")
                .willReturn(Collecting.file("a.txt", "203.0.113.9")));
        long begun = System.nanoTime();
        Collected collected = incident.collect();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(Collecting.values(collected)).contains("203.0.113.9");
        assertThat(collected.readings()).isEmpty();
    }

    @Test
    void oneThatComesAtTheSecondTryIsRead() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "a.txt", "5"));
        WORLD.outside().stubFor(get(urlPathEqualTo(Collecting.DOWNLOAD)).inScenario("flaky").whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(500))
                .willSetStateTo("up"));
        WORLD.outside().stubFor(get(urlPathEqualTo(Collecting.DOWNLOAD)).inScenario("flaky").whenScenarioStateIs("up")
                .willReturn(Collecting.file("a.txt", "203.0.113.9")));
        Collected collected = incident.collect();
        assertThat(collected.unread()).isEmpty();
        assertThat(Collecting.values(collected)).contains("203.0.113.9");
    }

    @Test
    void oneDeletedMeanwhileIsNamed() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "a.txt", "5"));
        incident.download(id, okJson("{\"message\":\"Attachment not found\"}").withStatus(400));
        assertThat(incident.collect().unread()).containsExactly(new Unread("a.txt", "deleted before it could be read"));
    }

    @Test
    void anHtmlFileIsNoLogInPage() {
        String id = RouteWorld.newRecId();
        incident.attachments(Collecting.row(id, "mail.html", "50"));
        incident.download(id, Collecting.file("mail.html", "<html>203.0.113.9</html>"));
        assertThat(Collecting.values(incident.collect())).contains("203.0.113.9");
    }

    @Test
    void aFailureOfIvantiLeavesTheStageToItsTask() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        long failed = WORLD.problems("collect-incident");
        assertThat(WORLD.runStage("collect-incident", incident.recId()).getException()).isInstanceOf(IvantiUnavailableException.class);
        assertThat(WORLD.stageOf(incident.recId())).isEqualTo("collecting");
        assertThat(WORLD.problems("collect-incident")).isEqualTo(failed + 1);
        assertThat(WORLD.handedOver("enrich")).isEmpty();
    }

    @Test
    void aRefusalIsForAnOperator() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403)));
        assertThat(WORLD.runStage("collect-incident", incident.recId()).getException()).isInstanceOf(IvantiRefusedException.class);
    }
}
