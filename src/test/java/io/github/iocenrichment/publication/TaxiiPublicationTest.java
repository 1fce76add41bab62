package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaxiiPublicationTest {

    @Test
    void anEnvelopeGoesIntoTheInboxAndWhatFailedOnceIsSentOnceMore() throws Exception {
        try (Journey journey = new Journey()) {
            journey.sandbox().turn(Switch.TAXII_FAIL_TYPES, "indicator");
            journey.with("intelx.route", "taxii").start();

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS + " at fjörd-billing.com");

            journey.note(recId, "Sent to Intel Exchange");
            journey.await(() -> journey.sandbox().ingestPosts().size() == 2);
            assertThat(journey.sandbox().ingestPosts()).allMatch(post -> post.route().equals("taxii") && !post.body().has("type"));
            List<RequestRecord> posts = journey.sandbox().requests(SandboxSystem.INTEL_EXCHANGE, "POST", "/objects/");
            assertThat(posts).hasSize(2);
            assertThat(Journey.ids(journey.sandbox().ingestPosts().get(1).body())).anyMatch(id -> id.startsWith("indicator--"));
            assertThat(journey.published("indicator")).isNotEmpty();
            assertThat(journey.sandbox().violations()).isEmpty();
        }
    }

    @Test
    void aServerThatKeepsNoStatusIsNoFailure() throws Exception {
        try (Journey journey = new Journey()) {
            journey.sandbox().turn(Switch.TAXII_STATUS, "absent");
            journey.with("intelx.route", "taxii").with("intelx.verify", "false").start();

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS);

            assertThat(journey.note(recId, "not confirmed")).contains("the TAXII server does not say what became of it");
            assertThat(journey.sandbox().ingestPosts()).hasSize(1);
        }
    }
}
