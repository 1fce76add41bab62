package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.ivanti.FindingsFile;
import io.github.iocenrichment.journey.Collected;
import io.github.iocenrichment.journey.IvantiRefusal;
import io.github.iocenrichment.journey.IvantiTrouble;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Collecting one incident: its texts and attachments, whatever becomes of each of them. */
class CollectRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    private static final String ATTACHMENTS = "/ivanti/api/odata/businessobject/attachments";
    private static final String DOWNLOAD = "/ivanti/api/rest/Attachment";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("20-collect", "11-ivanti").with("ivanti.attachment.max-bytes", "1000").with("attachment.max-time", "2m")
            .with("ivanti.note.file.max-bytes", "10000");

    private String recId;

    @BeforeEach
    void anIncident() {
        recId = WORLD.admitted("Suspicious mail");
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':48213,'Subject':'Calls from 198.51.100.77','Symptom':'<p>See hxxp://login[.]example-bank[.]net/a</p>',"
                + "'CreatedDateTime':'2026-11-23T07:55:00Z','Status':'Active'}"))));
        attachments();
    }

    /** Attachments as the relationship lists them. */
    private void attachments(String... rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment"))
                .willReturn(okJson("{\"value\":[" + String.join(",", rows) + "]}")));
    }

    private static String row(String id, String name, String size) {
        return RouteWorld.json("{'RecId':'" + id + "','ATTACHNAME':'" + name + "','AttachmentSize':" + size + "}");
    }

    private static void download(String id, ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo(DOWNLOAD)).withQueryParam("ID", equalTo(id)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder file(String name, String text) {
        return aResponse().withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"").withBody(text);
    }

    private Collected collect() {
        Exchange done = WORLD.runStage("collect-incident", recId);
        assertThat(done.getException()).isNull();
        assertThat(WORLD.stageOf(recId)).isEqualTo("collected");
        assertThat(WORLD.handedOver("enrich")).containsExactly(recId);
        return WORLD.store().incidents().load(recId, "collected", Collected.class).orElseThrow();
    }

    private static Stream<String> values(Collected collected) {
        return collected.indicators().stream().map(Indicator::value);
    }

    @Test
    void textsAndAttachmentsAreReadAndHandedOver() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "hosts.txt", "20"));
        download(id, file("hosts.txt", "203.0.113.9\n"));
        Collected collected = collect();
        assertThat(values(collected)).contains("198.51.100.77", "http://login.example-bank.net/a", "203.0.113.9");
        assertThat(collected.indicators()).filteredOn(indicator -> indicator.value().equals("203.0.113.9")).singleElement()
                .satisfies(indicator -> assertThat(indicator.places()).singleElement().hasToString(indicator.places().get(0).toString())
                        .extracting(place -> place.source()).isEqualTo("hosts.txt"));
        assertThat(collected.attachments()).isEqualTo(1);
        assertThat(collected.unread()).isEmpty();
        assertThat(collected.incident().number()).isEqualTo("48213");
    }

    /** 1 MB of text: what is kept of it is bounded, and so is the document in the store. */
    @Test
    void aTicketWith97000DomainsIsKeptUpToItsLimitAndCounted() {
        String list = IntStream.range(0, 97_000).mapToObj(i -> "d" + i + ".mossy-anvil.net").collect(Collectors.joining("\\n"));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':48213,'Subject':'List','Symptom':'") + list + "\"}")));
        Collected collected = collect();
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
        attachments(row(id, "proxy.log", "20"));
        download(id, file("proxy.log", "203.0.113.9 ".repeat(1000)));
        assertThat(collect().unread()).containsExactly(new Unread("proxy.log", "larger than 1000 bytes"));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(DOWNLOAD)).withQueryParam("ID", equalTo(id)));
    }

    @Test
    void anIncidentDeletedMeanwhileIsClosed() {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')"))
                .willReturn(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400)));
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        assertThat(WORLD.stageOf(recId)).isEqualTo("deleted");
        assertThat(WORLD.handedOver("enrich")).isEmpty();
    }

    @Test
    void whereTheRelationshipIsUnknownTheParentIsAskedFor() {
        String id = RouteWorld.newRecId();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + recId + "'"))
                .willReturn(okJson("{\"value\":[" + row(id, "hosts.txt", "20") + "]}")));
        download(id, file("hosts.txt", "203.0.113.9"));
        assertThat(values(collect())).contains("203.0.113.9");
    }

    /** So many rows, each too large to be downloaded: all that is in question is whether they are listed. */
    private static String[] many(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> row("%032X".formatted(i), "dump-" + i + ".bin", "1001")).toArray(String[]::new);
    }

    /** One page of the attachments as they are listed by their parent. */
    private void page(int skip, String... rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + recId + "'"))
                .withQueryParam("$top", equalTo("100")).withQueryParam("$skip", skip == 0 ? absent() : equalTo("" + skip))
                .willReturn(okJson("{\"@odata.count\":1,\"value\":[" + String.join(",", rows) + "]}")));
    }

    @Test
    void aRelationshipThatGivesAPageIsFollowedByTheRest() {
        String[] rows = many(103);
        attachments(Arrays.copyOf(rows, 25));
        page(0, Arrays.copyOf(rows, 100));
        page(100, Arrays.copyOfRange(rows, 100, 103));
        assertThat(collect().unread()).hasSize(103).extracting(Unread::name).doesNotHaveDuplicates();
    }

    @Test
    void aListWithoutEndIsReadUpToAThousandRows() {
        attachments(many(25));
        for (int page = 0; page <= 1000; page += 100) {
            page(page, IntStream.range(page, page + 100).mapToObj(i -> row("%032X".formatted(i), "dump-" + i + ".bin", "1001")).toArray(String[]::new));
        }
        assertThat(collect().unread()).contains(new Unread("attachments", "Ivanti lists more than 1000; the rest was not looked at"))
                .hasSizeLessThanOrEqualTo(501).last().isEqualTo(new Unread("attachments", "501 more files and parts were not or not wholly read"));
        WORLD.outside().verify(10, getRequestedFor(urlPathEqualTo(ATTACHMENTS)));
    }

    @Test
    void whatIvantiCountsAndTheRelationshipDoesNotGiveIsAskedFor() {
        String[] rows = many(3);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment"))
                .willReturn(okJson("{\"@odata.count\":3,\"value\":[" + rows[0] + "]}")));
        page(0, rows);
        assertThat(collect().unread()).hasSize(3);
    }

    @Test
    void aServerThatDoesNotSkipIsNotAskedForEver() {
        String[] rows = many(100);
        attachments(rows);
        page(0, rows);
        page(100, rows);
        assertThat(collect().unread()).hasSize(100);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(ATTACHMENTS)));
    }

    static Stream<Arguments> furtherPages() {
        return Stream.of(Arguments.of("refused", aResponse().withStatus(400)), Arguments.of("forbidden", aResponse().withStatus(403)),
                Arguments.of("unknown", aResponse().withStatus(404)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("furtherPages")
    void whereTheRestIsNotGivenTheNoteSaysHowManyAreMissing(String name, ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment"))
                .willReturn(okJson("{\"@odata.count\":12,\"value\":[" + String.join(",", many(10)) + "]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).willReturn(answer));
        assertThat(collect().unread()).hasSize(11).contains(new Unread("attachments", "Ivanti counts 12 and lists 10"));
    }

    @Test
    void whereNeitherWayIsKnownTheNoteSaysSo() {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).willReturn(aResponse().withStatus(404)));
        assertThat(collect().unread()).extracting(Unread::name).containsExactly("attachments");
    }

    @Test
    void ourOwnFindingsAreNoNews() {
        String id = RouteWorld.newRecId();
        String findings = "MALICIOUS (confidence 92)  203.0.113[.]9\r\n".repeat(30);
        String name = FindingsFile.name(recId, findings, "txt");
        attachments(row(id, name, "1400"));
        download(id, file(name, findings));
        Collected collected = collect();
        assertThat(values(collected)).doesNotContain("203.0.113.9");
        assertThat(collected.unread()).isEmpty();
        assertThat(collected.attachments()).isZero();
    }

    @Test
    void aFileThatOnlyBearsTheNameOfOursIsRead() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "ioc-enrichment-findings-9c1f77aa.txt", "20"));
        download(id, file("ioc-enrichment-findings-9c1f77aa.txt", "203.0.113.9"));
        assertThat(values(collect())).contains("203.0.113.9");
    }

    @Test
    void itsBytesDecideAndNotTheSizeThatIvantiTells() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "small.txt", "1001"));
        download(id, file("small.txt", "203.0.113.11"));
        Collected collected = collect();
        assertThat(collected.unread()).isEmpty();
        assertThat(values(collected)).contains("203.0.113.11");
    }

    @Test
    void oneThatTurnsOutTooLargeIsNamed() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "log.txt", "null"));
        download(id, file("log.txt", "203.0.113.9 ".repeat(100)));
        Collected collected = collect();
        assertThat(collected.unread()).containsExactly(new Unread("log.txt", "larger than 1000 bytes"));
        assertThat(values(collected)).doesNotContain("203.0.113.9");
    }

    @Test
    void whatWasCollectedBeforeIsOnlyHandedOverAgain() {
        WORLD.store().incidents().stage(recId, "collected", WORLD.clock().instant());
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        assertThat(WORLD.handedOver("enrich")).containsExactly(recId);
        assertThat(WORLD.stageOf(recId)).isEqualTo("collected");
    }

    @Test
    void whatIsFurtherOnIsLeftAlone() {
        WORLD.store().incidents().stage(recId, "enriched", WORLD.clock().instant());
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        assertThat(WORLD.handedOver("enrich")).isEmpty();
        assertThat(WORLD.stageOf(recId)).isEqualTo("enriched");
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
        attachments(row(broken, "a.txt", "5"), row(sound, "b.txt", "5"));
        download(broken, answer);
        download(sound, file("b.txt", "203.0.113.9"));
        Collected collected = collect();
        assertThat(collected.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.name()).isEqualTo("a.txt");
            assertThat(unread.reason()).contains(said);
        });
        assertThat(values(collected)).contains("203.0.113.9");
        WORLD.outside().verify(3, getRequestedFor(urlPathEqualTo(DOWNLOAD)).withQueryParam("ID", equalTo(broken)));
    }

    @Test
    void oneThatComesAtTheSecondTryIsRead() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "a.txt", "5"));
        WORLD.outside().stubFor(get(urlPathEqualTo(DOWNLOAD)).inScenario("flaky").whenScenarioStateIs(Scenario.STARTED).willReturn(aResponse().withStatus(500))
                .willSetStateTo("up"));
        WORLD.outside().stubFor(get(urlPathEqualTo(DOWNLOAD)).inScenario("flaky").whenScenarioStateIs("up").willReturn(file("a.txt", "203.0.113.9")));
        Collected collected = collect();
        assertThat(collected.unread()).isEmpty();
        assertThat(values(collected)).contains("203.0.113.9");
    }

    @Test
    void oneDeletedMeanwhileIsNamed() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "a.txt", "5"));
        download(id, okJson("{\"message\":\"Attachment not found\"}").withStatus(400));
        assertThat(collect().unread()).containsExactly(new Unread("a.txt", "deleted before it could be read"));
    }

    @Test
    void anHtmlFileIsNoLogInPage() {
        String id = RouteWorld.newRecId();
        attachments(row(id, "mail.html", "50"));
        download(id, file("mail.html", "<html>203.0.113.9</html>"));
        assertThat(values(collect())).contains("203.0.113.9");
    }

    @Test
    void aRowWithoutAKeyIsNamed() {
        attachments("{\"ATTACHNAME\":\"a.txt\"}");
        assertThat(collect().unread()).singleElement().extracting(Unread::reason).asString().contains("has no sound RecId");
    }

    @Test
    void ivantiInTroubleLeavesTheStageToItsTask() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        long failed = WORLD.problems("collect-incident");
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isInstanceOf(IvantiTrouble.class);
        assertThat(WORLD.stageOf(recId)).isEqualTo("collecting");
        assertThat(WORLD.problems("collect-incident")).isEqualTo(failed + 1);
        assertThat(WORLD.handedOver("enrich")).isEmpty();
    }

    @Test
    void aRefusalIsForAnOperator() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403)));
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isInstanceOf(IvantiRefusal.class);
    }
}
