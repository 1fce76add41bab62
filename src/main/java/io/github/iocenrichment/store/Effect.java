package io.github.iocenrichment.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that we make, or made, in another system.
 *
 * @param key       what makes it unique: the same key is the same change
 * @param kind      what kind of change ({@code note}, {@code record}, {@code publication})
 * @param recId     the incident that it belongs to
 * @param content   exactly what is sent; fixed by the first intent, so that a retry sends the same bytes
 * @param state     how far it has come
 * @param attempts  how often a send was begun; above 0 while not done means: ask the remote system before sending again
 * @param outcome   what the remote system made of it (its id, its reason), or null
 * @param createdAt when it was intended
 * @param updatedAt when it last changed
 */
public record Effect(String key, String kind, String recId, @Nullable String content, State state, int attempts, @Nullable String outcome,
                     @Nullable Instant createdAt, @Nullable Instant updatedAt) {

    /** How far an effect has come. */
    public enum State {
        /** Written down, not sent. */
        INTENDED,
        /** A send was begun and its outcome is not known here. */
        ATTEMPTED,
        /** The remote system has it. */
        DONE,
        /** The remote system refused it for good. */
        REFUSED
    }

    /** True when an earlier try may have reached the remote system. */
    public boolean mayHaveActed() {
        return state == State.ATTEMPTED;
    }

    /** True when there is nothing left to do about it. */
    public boolean isSettled() {
        return state == State.DONE || state == State.REFUSED;
    }
}
