package io.github.iocenrichment.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.ivanti.JournalNote;

/**
 * One part of a note, as one journal entry.
 *
 * @param key     key of its effect in the store
 * @param subject its subject: carries reference and part number, by which it is found again
 * @param query   query for the note with exactly that subject on exactly that incident
 * @param body    what creates it, as the store keeps it: JSON
 */
public record NotePart(String key, String subject, String query, String body) {
    /** The journal entry that the route writes as JSON and sends. */
    public JsonNode model() {
        return JournalNote.model(body);
    }
}
