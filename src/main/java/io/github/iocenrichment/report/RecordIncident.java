package io.github.iocenrichment.report;

import org.jspecify.annotations.Nullable;

/**
 * The record incident that belongs to a publication.
 *
 * @param state  how far it came
 * @param number its number; null before it exists
 * @param words  why it is not there, or which of its fields Ivanti left empty; null when all went well
 * @param link   its page; null when there is none
 */
public record RecordIncident(State state, @Nullable String number, @Nullable String words, @Nullable String link) {

    /** How far the record incident came. */
    public enum State {
        /** None is due, as nothing was published. */
        NONE,
        /** Switched off by {@code ivanti.record.enabled}. */
        DISABLED,
        /** Due, not yet created. */
        PENDING,
        CREATED,
        /** Ivanti refused it; {@code words} says what to fix. */
        FAILED
    }

    public static RecordIncident none() {
        return new RecordIncident(State.NONE, null, null, null);
    }

    /** None is made, for a reason that the note gives. */
    public static RecordIncident none(String words) {
        return new RecordIncident(State.NONE, null, words, null);
    }

    public static RecordIncident disabled() {
        return new RecordIncident(State.DISABLED, null, null, null);
    }

    public static RecordIncident pending() {
        return new RecordIncident(State.PENDING, null, null, null);
    }

    public static RecordIncident created(String number) {
        return new RecordIncident(State.CREATED, number, null, null);
    }

    /** With the page on which people read it; null for none. */
    public RecordIncident withLink(@Nullable String page) {
        return new RecordIncident(state, number, words, page);
    }

    public static RecordIncident failed(String words) {
        return new RecordIncident(State.FAILED, null, words, null);
    }
}
