package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * In which earlier incidents the indicators of a report stood, as far as the store knows.
 *
 * @param sightings by {@link Indicator#key()}
 */
public record Earlier(Map<String, Sightings> sightings) {

    public Earlier {
        sightings = Map.copyOf(sightings);
    }

    public static Earlier none() {
        return new Earlier(Map.of());
    }

    /**
     * One indicator in earlier incidents.
     *
     * @param latest the latest of them, latest first; not empty
     * @param more   whether there are more than these
     * @param first  when the earliest was opened
     */
    public record Sightings(List<Sighting> latest, boolean more, Instant first) {
        public Sightings {
            latest = List.copyOf(latest);
        }
    }

    /**
     * One earlier incident.
     *
     * @param name    how people call it
     * @param at      when it was opened
     * @param verdict what was found about the indicator there
     */
    public record Sighting(String name, Instant at, VerdictValue verdict) {
    }
}
