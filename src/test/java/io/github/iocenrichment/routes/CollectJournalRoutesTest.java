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

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Collecting with {@code ivanti.attachment.include-journal}: the attachments of the incident's journal mails are read too. */
class CollectJournalRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("20-collect", "11-ivanti", "12-ivanti-calls").with("ivanti.attachment.include-journal", "true");

    private static Collected collect(String recId) {
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isNull();
        return WORLD.store().incidents().load(recId, "collected", Collected.class).orElseThrow();
    }

    private static String incident() {
        String recId = WORLD.admitted("mail");
        WORLD.outside().stubFor(any(anyUrl()).willReturn(okJson("{\"value\":\"No instances found.\"}")));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson(RouteWorld.json("{'RecId':'" + recId
                + "','IncidentNumber':1,'Subject':'mail','CreatedDateTime':'2026-11-23T07:55:00Z'}"))));
        return recId;
    }

    @Test
    void attachmentsOfJournalMailsAreReadEachOnce() {
        String recId = incident();
        String mail = RouteWorld.newRecId();
        String other = RouteWorld.newRecId();
        String file = RouteWorld.newRecId();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal"))
                .willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'" + mail + "'},{'RecId':'" + other + "'},{'RecId':'" + mail + "'}]}"))));
        for (String entry : new String[]{mail, other}) {
            WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/attachments"))
                    .withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + entry + "'"))
                    .willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'" + file + "','ATTACHNAME':'hosts.txt','AttachmentSize':5}]}"))));
        }
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/rest/Attachment")).willReturn(aResponse()
                .withHeader("Content-Disposition", "attachment; filename=hosts.txt").withBody("203.0.113.9")));
        Collected collected = collect(recId);
        assertThat(collected.indicators()).extracting(Indicator::value).containsExactly("203.0.113.9");
        assertThat(collected.attachments()).isEqualTo(1);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/ivanti/api/rest/Attachment")));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/ivanti/api/odata/businessobject/attachments"))
                .withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + mail + "'")));
    }

    @Test
    void aJournalThatCannotBeReadIsNoEmptyOne() {
        String recId = incident();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal")).willReturn(okJson("{\"value\":{}}")));
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isInstanceOf(IvantiUnavailableException.class)
                .hasMessageContaining("in place of rows");
        assertThat(WORLD.stageOf(recId)).isEqualTo("collecting");
    }

    @Test
    void aTenantWithoutTheJournalsRelationshipHasNoJournalAttachments() {
        String recId = incident();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal")).willReturn(aResponse().withStatus(404)));
        assertThat(collect(recId).attachments()).isZero();
        assertThat(WORLD.stageOf(recId)).isEqualTo("collected");
    }

    @Test
    void aLongJournalIsAskedForByItsParentToTheEnd() {
        String recId = incident();
        String[] entries = IntStream.range(0, 11).mapToObj(i -> "{\"RecId\":\"%032X\"}".formatted(i)).toArray(String[]::new);
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal"))
                .willReturn(okJson("{\"value\":[" + String.join(",", Arrays.copyOf(entries, 10)) + "]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/journals"))
                .withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + recId + "'"))
                .willReturn(okJson("{\"value\":[" + String.join(",", entries) + "]}")));
        assertThat(collect(recId).unread()).isEmpty();
        WORLD.outside().verify(11, getRequestedFor(urlPathEqualTo("/ivanti/api/odata/businessobject/attachments")));
    }

    @Test
    void aJournalThatIsNotListedIsReported() {
        String recId = incident();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/journals")).willReturn(aResponse().withStatus(404)));
        assertThat(collect(recId).unread()).extracting(Unread::name).containsExactly("journal");
    }

    @Test
    void aJournalThatCannotBeReadNowIsNoEmptyOne() {
        String recId = incident();
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')/IncidentContainsJournal")).willReturn(okJson("{\"value\":\"try later\"}")));
        assertThat(WORLD.runStage("collect-incident", recId).getException()).isInstanceOf(IvantiUnavailableException.class);
    }
}
