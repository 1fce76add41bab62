package io.github.iocenrichment.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import java.util.Optional;

/**
 * Which note of an incident was written last. What it says is kept once, in the effect under which it was decided.
 *
 * @param version 1 for the first note of an incident
 */
public record LastNote(int version) {
    static final String DOCUMENT = "note";
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The note that was written last, as it was decided. */
    public static Optional<NotePlan> of(IncidentStore incidents, EffectStore effects, String recId) {
        return incidents.load(recId, DOCUMENT, LastNote.class).flatMap(last -> effects.find(key(recId, last.version()))).map(Effect::content)
                .map(LastNote::read);
    }

    /** Under which a note is decided. */
    static String key(String recId, int version) {
        return WriteNotes.KIND + "|" + recId + "|" + version;
    }

    static String write(NotePlan plan) {
        try {
            return JSON.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note's plan cannot be written", e);
        }
    }

    static NotePlan read(String content) {
        try {
            return JSON.readValue(content, NotePlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the note that was decided cannot be read back", e);
        }
    }
}
