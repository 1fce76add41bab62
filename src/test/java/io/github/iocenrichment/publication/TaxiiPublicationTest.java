package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaxiiPublicationTest {
    private static final String DEFANGED = Journey.BAD_ADDRESS.replaceFirst("\\.(?=\\d+$)", "[.]");

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

    private static Journey failing(int times) throws Exception {
        Journey journey = new Journey();
        journey.sandbox().turn(Switch.TAXII_FAIL_TYPES, "indicator");
        journey.sandbox().turn(Switch.TAXII_FAIL_TIMES, "" + times);
        return journey.with("intelx.route", "taxii").start();
    }

    @Test
    void whatIsRefusedTwiceIsPutAsideAndNamedAndGoesOutWhenReleased() throws Exception {
        try (Journey journey = failing(2)) {
            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS + " and update-center-billing.com");

            assertThat(journey.note(recId, "in part")).contains("refused: indicator " + DEFANGED + " (object_refs target not found)");
            journey.await(() -> journey.parked("quarantine", 1));
            assertThat(journey.page("/")).contains("Intel Exchange refused: indicator " + DEFANGED + " (object_refs target not found)");
            assertThat(journey.sandbox().lookUp(Journey.BAD_ADDRESS)).isNull();

            assertThat(journey.press("quarantine", "release")).contains("Released");

            journey.note(recId, "completed since the last note");
            journey.await(() -> journey.sandbox().lookUp(Journey.BAD_ADDRESS) != null);
            journey.await(() -> journey.parked("quarantine", 0) && journey.idle());
            assertThat(journey.notes(recId)).noneMatch(note -> note.contains("not confirmed"));
            assertThat(journey.sandbox().recordIncidents()).hasSize(1);
            assertThat(journey.sandbox().violations()).isEmpty();
        }
    }

    @Test
    void whatIsDroppedStaysUnpublished() throws Exception {
        try (Journey journey = failing(2)) {
            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS);
            journey.note(recId, "in part");
            journey.await(() -> journey.parked("quarantine", 1));
            int posts = journey.sandbox().ingestPosts().size();

            assertThat(journey.press("quarantine", "drop")).contains("Dropped");

            journey.await(() -> journey.parked("quarantine", 0) && journey.idle());
            assertThat(journey.sandbox().ingestPosts()).hasSize(posts);
            assertThat(journey.sandbox().lookUp(Journey.BAD_ADDRESS)).isNull();
        }
    }

    @Test
    void whatIsReleasedAndRefusedAgainComesBackBeforeOperators() throws Exception {
        try (Journey journey = failing(100)) {
            String recId = journey.incident("Seen: " + Journey.BAD_ADDRESS);
            journey.note(recId, "in part");
            journey.await(() -> journey.parked("quarantine", 1));

            journey.press("quarantine", "release");

            journey.await(() -> journey.sandbox().ingestPosts().size() == 4);
            journey.await(() -> journey.parked("quarantine", 1));
            assertThat(journey.page("/")).contains("Intel Exchange refused: indicator " + DEFANGED);
            journey.press("quarantine", "release");
            journey.await(() -> journey.sandbox().ingestPosts().size() == 6);
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
