package io.github.iocenrichment.answer;

/**
 * One part of a note, as one journal entry.
 *
 * @param key     key of its effect in the store
 * @param subject its subject: carries reference and part number, by which it is found again
 * @param query   query for the note with exactly that subject on exactly that incident
 * @param body    JSON body that creates it
 */
public record NotePart(String key, String subject, String query, String body) {
}
