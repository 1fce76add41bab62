package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.answer.RecordDocument;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without {@code ivanti.record.enabled} nothing is looked for or created, and the note still comes. */
class RecordDisabledRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("50-record", "11-ivanti", "12-ivanti-calls").with("ivanti.record.enabled", "false");

    @Test
    void theNoteComesWithoutARecord() {
        String recId = Incidents.enriched(WORLD);
        Incidents.save(WORLD, recId, "publication", new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", 1, 5, List.of(),
                List.of(), Publication.State.SENT, null, WORLD.clock().instant(), 0));
        assertThat(WORLD.runStage("record-publication", recId).getException()).isNull();
        assertThat(WORLD.store().incidents().load(recId, "record", RecordDocument.class).orElseThrow().record()).isEqualTo(RecordIncident.disabled());
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
    }
}
