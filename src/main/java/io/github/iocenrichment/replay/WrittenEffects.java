package io.github.iocenrichment.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.answer.LastNote;
import io.github.iocenrichment.answer.RecordDocument;
import io.github.iocenrichment.answer.RecordPublication;
import io.github.iocenrichment.answer.WriteNotes;
import io.github.iocenrichment.ivanti.NotesPage;
import io.github.iocenrichment.publish.Outbox;
import io.github.iocenrichment.publish.SentObjects;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows to have been written about one incident.
 *
 * @param note    the parts of the note that was written last
 * @param record  the record incident; null when none was written
 * @param objects the STIX objects on the platform, each in its last version and by its id, those that were taken back included
 */
public record WrittenEffects(List<NotesPage.Note> note, @Nullable Record record, Map<String, JsonNode> objects) {
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /**
     * A record incident.
     *
     * @param recId  its key in Ivanti; null when only what was sent is known
     * @param number its number; empty when it is not known
     * @param fields its fields by their names in Ivanti
     */
    public record Record(@Nullable String recId, String number, Map<String, String> fields) {
        public Record {
            fields = new LinkedHashMap<>(fields);
        }
    }

    /** The objects that stand, without those that were taken back. */
    public Map<String, JsonNode> standing() {
        Map<String, JsonNode> standing = new TreeMap<>(objects);
        standing.values().removeIf(object -> object.path("revoked").asBoolean());
        return standing;
    }

    /** Nothing was written. */
    public static WrittenEffects nothing() {
        return new WrittenEffects(List.of(), null, Map.of());
    }

    /** @param recId RecId of the source incident, which the store need not know */
    public static WrittenEffects of(Store store, String recId) {
        List<Effect> effects = store.effects().ofIncident(recId);
        Record record = null;
        Map<String, JsonNode> objects = new TreeMap<>();
        for (Effect effect : effects) {
            if (effect.kind().equals(RecordPublication.KIND)) {
                record = new Record(effect.outcome(), number(store, recId), fields(read(effect.content())));
            } else if (effect.kind().equals(Outbox.KIND) && effect.state() == Effect.State.DONE) {
                SentObjects.of(effect.content()).forEach(object -> objects.merge(object.path("id").asText(), object, WrittenEffects::later));
            }
        }
        return new WrittenEffects(note(store, recId, effects), record, objects);
    }

    /** Out of its effects, for the last part of a note with an attachment is not in its plan. */
    private static List<NotesPage.Note> note(Store store, String recId, List<Effect> effects) {
        return LastNote.of(store.incidents(), store.effects(), recId).map(plan -> {
            String version = WriteNotes.KIND + "|" + recId + "|" + plan.version() + "|";
            return effects.stream().filter(effect -> effect.kind().equals(WriteNotes.PART) && effect.key().startsWith(version))
                    .map(effect -> read(effect.content()))
                    .map(body -> new NotesPage.Note(plan.reference(), body.path("Subject").asText(), body.path("NotesBody").asText())).toList();
        }).orElseGet(List::of);
    }

    private static String number(Store store, String recId) {
        return store.incidents().load(recId, RecordDocument.DOCUMENT, RecordDocument.class).map(known -> known.record().number()).orElse("");
    }

    /** Every field of a flat object as a text. */
    static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText().replace("\r\n", "\n")));
        return fields;
    }

    private static JsonNode later(JsonNode one, JsonNode other) {
        return modified(one).isAfter(modified(other)) ? one : other;
    }

    private static Instant modified(JsonNode object) {
        return object.hasNonNull("modified") ? Instant.parse(object.path("modified").asText()) : Instant.EPOCH;
    }

    private static JsonNode read(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was intended cannot be read back", e);
        }
    }
}
