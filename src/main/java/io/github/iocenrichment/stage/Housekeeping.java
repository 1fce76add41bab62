package io.github.iocenrichment.stage;

import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Duration;

/** Keeps the store from growing for ever. */
public final class Housekeeping {
    private final Store store;
    private final Duration keepFor;
    private final Duration noteHolds;
    private final Clock clock;

    /**
     * @param keepFor   age at which finished incidents and expired answers are forgotten; well above the poll's overlap
     * @param noteHolds age at which an analyst's verdict in a note counts no more
     */
    public Housekeeping(Store store, Duration keepFor, Duration noteHolds, Clock clock) {
        this.store = store;
        this.keepFor = keepFor;
        this.noteHolds = noteHolds;
        this.clock = clock;
    }

    public void prune() {
        store.prune(clock.instant().minus(keepFor));
        store.overrides().prune(clock.instant().minus(noteHolds));
    }
}
