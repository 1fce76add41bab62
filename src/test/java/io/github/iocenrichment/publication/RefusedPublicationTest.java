package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedPublicationTest {

    @Test
    void theRefusedObjectIsPutAsideAndNamedAndTheRestGoesOut() throws Exception {
        try (Journey journey = new Journey();
             ChoosyPlatform platform = new ChoosyPlatform(journey.sandbox().intelExchangeUrl(), "\"name\":\"http://update-center-billing.com/ä'x\"")) {
            journey.with("intelx.base-url", platform.url()).with("intelx.publish-verdicts", "malicious,suspicious,no-threat-found,unknown,not-checked").start();

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS + " and http://update-center-billing.com/ä'x");

            String note = journey.note(recId, "in part");
            assertThat(note).contains("refused: indicator", "pattern is not accepted by tenant policy");
            assertThat(journey.published("indicator")).extracting(object -> object.path("name").asText())
                    .containsExactly(Journey.BAD_ADDRESS, "update-center-billing.com");
            assertThat(journey.sandbox().recordIncidents()).hasSize(1);
            assertThat(journey.page("/")).contains("quarantine", "pattern is not accepted by tenant policy");
        }
    }

    @Test
    void whatIsReleasedGoesOutAndIsLookedUp() throws Exception {
        try (Journey journey = new Journey();
             ChoosyPlatform platform = new ChoosyPlatform(journey.sandbox().intelExchangeUrl(), "\"name\":\"" + Journey.BAD_ADDRESS + "\"")) {
            journey.with("intelx.base-url", platform.url()).start();
            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS);
            journey.note(recId, "in part");
            journey.await(() -> journey.parked("quarantine", 1));
            platform.likeEverything();

            assertThat(journey.press("quarantine", "release")).contains("Released");

            journey.note(recId, "completed since the last note");
            journey.await(() -> journey.idle() && journey.sandbox().count(io.github.iocenrichment.sandbox.SandboxSystem.INTEL_EXCHANGE, "POST",
                    "bulk-lookup") > 0);
            assertThat(journey.published("indicator")).extracting(object -> object.path("name").asText()).containsExactly(Journey.BAD_ADDRESS);
        }
    }

    @Test
    void aWholeThatIsRefusedOnceGoesOutInPieces() throws Exception {
        try (Journey journey = new Journey()) {
            journey.sandbox().addFault(io.github.iocenrichment.sandbox.Fault.answer(io.github.iocenrichment.sandbox.SandboxSystem.INTEL_EXCHANGE,
                    "ingest_bundle", 400, "{\"detail\": \"too much at once\"}"));
            journey.start();

            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS);

            assertThat(journey.note(recId, "Sent to Intel Exchange")).doesNotContain("refused");
            assertThat(journey.sandbox().ingestPosts()).hasSize(2);
        }
    }
}
