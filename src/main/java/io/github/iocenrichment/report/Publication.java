package io.github.iocenrichment.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of the publication to Intel Exchange.
 *
 * @param state      how far it came
 * @param tlp        marking without prefix ({@code AMBER}); null when nothing was built
 * @param indicators STIX indicators in it
 * @param objects    STIX objects in it, all kinds
 * @param words      what the platform or the product said about it, for everything but plain success; else null
 * @param link       page of it on the platform; null when there is none
 */
public record Publication(State state, @Nullable String tlp, int indicators, int objects, @Nullable String words, @Nullable String link) {

    /** How far a publication came. */
    public enum State {
        /** There was nothing to publish. */
        NONE,
        /** Built, not yet taken by the platform. */
        PENDING,
        /** Taken by the platform; the look-up has not said more yet. */
        SENT,
        /** Found on the platform under our source. */
        DELIVERED,
        /** Found on the platform, but filed under another source. */
        OTHER_SOURCE,
        /** Sent; the look-ups did not find it in time. No failure. */
        NOT_CONFIRMED,
        /** The platform took part of it; {@code words} names what was refused. */
        PARTLY_REFUSED,
        /** The platform refused it. */
        REFUSED;

        /** True when the platform has it, as far as is known. */
        public boolean isOut() {
            return this == SENT || this == DELIVERED || this == OTHER_SOURCE || this == NOT_CONFIRMED || this == PARTLY_REFUSED;
        }
    }

    public static Publication none() {
        return new Publication(State.NONE, null, 0, 0, null, null);
    }

    public static Publication of(State state, @Nullable String tlp, int indicators, int objects) {
        return new Publication(state, tlp, indicators, objects, null, null);
    }

    public Publication withState(State next, @Nullable String said) {
        return new Publication(next, tlp, indicators, objects, said, link);
    }
}
