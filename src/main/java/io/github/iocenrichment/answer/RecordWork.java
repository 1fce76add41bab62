package io.github.iocenrichment.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.ivanti.RecordFields;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.RecordStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record incident of one publication while it is looked for and created. */
public final class RecordWork {
    private final String recId;
    private final @Nullable Effect effect;
    private final RecordStore.@Nullable OwnRecord record;
    private final @Nullable String query;
    private @Nullable Instant askAgainAt;
    private @Nullable String recordRecId;

    /**
     * The work on one record.
     *
     * @param effect the creation, which may only be planned so far; null when no record is due or it is there already
     * @param record what is to be created
     */
    RecordWork(String recId, @Nullable Effect effect, RecordStore.@Nullable OwnRecord record, @Nullable String query) {
        this.recId = recId;
        this.effect = effect;
        this.record = record;
        this.query = query;
    }

    /** True when a record is due that is not known to be there. */
    public boolean isWanted() {
        return effect != null;
    }

    /** True when the stage is done, so that the note may be written. */
    public boolean isSettled() {
        return askAgainAt == null;
    }

    /** Query for the one incident with exactly our subject. */
    public @Nullable String getQuery() {
        return query;
    }

    /** The record incident that the route writes as JSON and sends. */
    public JsonNode getModel() {
        return RecordFields.model(effect.content());
    }

    public @Nullable Instant getAskAgainAt() {
        return askAgainAt;
    }

    /** RecId of the record once it is there. */
    public @Nullable String getRecordRecId() {
        return recordRecId;
    }

    public String getRecId() {
        return recId;
    }

    @Nullable Effect effect() {
        return effect;
    }

    RecordStore.@Nullable OwnRecord record() {
        return record;
    }

    void askAgain(Instant when) {
        askAgainAt = when;
    }

    void there(String id) {
        recordRecId = id;
    }
}
