package io.github.iocenrichment.stage;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Duration;

/** Keeps the store from growing for ever. */
public final class Housekeeping {
    private final Store store;
    private final Periods periods;
    private final Clock clock;

    /**
     * Ages at which things are forgotten.
     *
     * @param incidents  finished incidents and expired answers; well above the poll's overlap
     * @param noteHolds  an analyst's verdict in a note
     * @param rawAnswers what the sources answered, word for word; zero when that is not kept
     */
    public record Periods(Duration incidents, Duration noteHolds, Duration rawAnswers) {

        public static Periods of(Settings settings) {
            return new Periods(settings.duration("store.keep-for"), settings.duration("verdict.override-for"), settings.duration("store.evidence.keep"));
        }
    }

    public Housekeeping(Store store, Periods periods, Clock clock) {
        this.store = store;
        this.periods = periods;
        this.clock = clock;
    }

    public void prune() {
        store.prune(clock.instant().minus(periods.incidents()));
        store.overrides().prune(clock.instant().minus(periods.noteHolds()));
        store.rawAnswers().prune(clock.instant().minus(periods.rawAnswers()));
    }
}
