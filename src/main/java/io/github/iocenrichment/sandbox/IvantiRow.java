package io.github.iocenrichment.sandbox;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One stored business object. Guarded by its {@link IvantiWorld}. */
final class IvantiRow {
    final IvantiKind kind;
    final ObjectNode fields;
    final Instant created;
    final Instant visibleFrom;
    /** List requests still to be answered without this row. */
    int hiddenLists;
    /** What a download gives; null for all but attachments. */
    SandboxAttachment content;

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
