package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.routes.Polling.Row;
import io.github.iocenrichment.stix.StixIds;
import io.github.iocenrichment.store.RecordStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loop guard in the poll: our own record incidents are not taken in, whoever else uses their marks is. */
class PollLoopGuardRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = Polling.routes();
    private static final Polling POLLING = new Polling(WORLD);

    @BeforeEach
    void startAfresh() {
        POLLING.startAfresh();
    }

    @Test
    void ourOwnRecordIncidentsStartNoChainAndAReplyToOneIsNews() {
        String grouping = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11";
        String subject = "IOC publication INC48213 [ti-record:" + grouping + "]";
        Row record = new Row(RouteWorld.newRecId(), subject, POLLING.ago(5));
        Row reply = new Row(RouteWorld.newRecId(), "RE: " + subject, POLLING.ago(4));
        WORLD.store().records().intended(new RecordStore.OwnRecord(grouping, subject, "48213", record.recId()), POLLING.ago(6));
        POLLING.page(0, record, reply);
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(reply.recId());
        assertThat(WORLD.store().records().decision(record.recId())).map(RecordStore.GuardDecision::leftOut).contains(true);
        assertThat(WORLD.store().records().decision(reply.recId())).map(RecordStore.GuardDecision::leftOut).contains(false);
    }

    @Test
    void inANewStoreTheSourceIncidentShowsWhoseAMarkIs() {
        String source = RouteWorld.newRecId();
        String made = new StixIds("identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11").container("grouping", source, 1);
        Row record = new Row(RouteWorld.newRecId(), "IOC publication INC47111 [ti-record:" + made + "]", POLLING.ago(5));
        Row forged = new Row(RouteWorld.newRecId(), "Invoice INC47111 [ti-record:grouping--0c1c4ab1-55a9-5d4c-8a2e-000000000000]", POLLING.ago(4));
        POLLING.page(0, record, forged);
        sourceIncident("47111", okJson("{\"value\":[" + new Row(source, "Suspicious mail", POLLING.ago(60)).json().replace("48213", "47111") + "]}"));
        POLLING.poll();
        assertThat(WORLD.handedOver("collect")).containsExactly(forged.recId());
        assertThat(WORLD.store().records().byRecId(record.recId())).map(RecordStore.OwnRecord::sourceNumber).contains("47111");
    }

    private static void sourceIncident(String number, ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo(Polling.INCIDENTS)).withQueryParam("$filter", equalTo("IncidentNumber eq " + number)).willReturn(answer));
    }

    private static Row marked() {
        return new Row(RouteWorld.newRecId(), "Invoice INC47112 [ti-record:grouping--0c1c4ab1-55a9-5d4c-8a2e-000000000001]", POLLING.ago(4));
    }

    @Test
    void aSourceIncidentThatCannotBeReadKeepsTheWatermark() {
        POLLING.page(0, marked());
        sourceIncident("47112", aResponse().withStatus(503));
        Instant before = POLLING.watermark();
        POLLING.poll();
        assertThat(POLLING.watermark()).isEqualTo(before);
        assertThat(WORLD.handedOver("collect")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, 300", "429, 90", "503, 90"})
    void whatIvantiSaysOfASourceIncidentHoldsForAllPolls(int status, long seconds) {
        POLLING.page(0, marked());
        sourceIncident("47112", aResponse().withStatus(status).withHeader("Retry-After", "90"));
        POLLING.poll();
        WORLD.outside().resetRequests();
        WORLD.clock().advance(Duration.ofSeconds(seconds - 1));
        POLLING.poll();
        WORLD.outside().verify(0, getRequestedFor(anyUrl()));
        WORLD.clock().advance(Duration.ofSeconds(1));
        POLLING.poll();
        WORLD.outside().verify(moreThanOrExactly(1), getRequestedFor(urlPathEqualTo(Polling.INCIDENTS)));
    }
}
