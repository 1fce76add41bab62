package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.verdict.VerdictValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where source and collection are set by their ids, our own source is known again by its id. */
class AskFirstByIdRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api").with("intelx.ask-first", "true")
            .with("intelx.source-id", "cda98e59-5f62-48cf-80c9-c5339175dc45").with("intelx.collection-id", "9e8eef6e-a510-4c72-ab81-1d4d0d02d344");
    private static final Publishing STAGE = new Publishing(WORLD);

    @Test
    void ourOwnSourceIsNoOther() {
        STAGE.ingest(Publishing.taken());
        STAGE.lookUp(okJson(RouteWorld.json("{'results':[{'name':'203.0.113.9','analyst_score':80,'sources':["
                + "{'id':'cda98e59-5f62-48cf-80c9-c5339175dc45','name':'SOC Tickets'},{'id':'0','name':'Feed'}]}]}")));
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IndicatorType.IPV4, "203.0.113.9"), VerdictValue.MALICIOUS, 92));
        assertThat(STAGE.publish(recId).getException()).isNull();
        assertThat(WORLD.store().incidents().load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).orElseThrow().known().words("AMBER").values())
                .containsExactly("score 80 by an analyst; 1 other source: Feed");
    }
}
