package io.github.iocenrichment.sandbox;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One stored business object. Guarded by its {@link IvantiWorld}. */
final class IvantiRow {
    final IvantiKind kind;
    /** Replaced as a whole when it changes, never changed in place once stored. */
    volatile ObjectNode fields;
    final Instant created;
    final Instant visibleFrom;
    /** List requests still to be answered without this row. */
    int hiddenLists;
    /** Whether it came through the interface, not from a sample or a test. */
    volatile boolean posted;
    /** What a download gives; null for all but attachments. */
    @Nullable SandboxAttachment content;

    IvantiRow(IvantiKind kind, ObjectNode fields, Instant created, Instant visibleFrom) {
        this.kind = kind;
        this.fields = fields;
        this.created = created;
        this.visibleFrom = visibleFrom;
    }

    String recId() {
        return fields.path("RecId").asText();
    }

    boolean visibleAt(Instant now) {
        return hiddenLists <= 0 && !visibleFrom.isAfter(now);
    }
}
