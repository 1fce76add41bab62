package io.github.iocenrichment.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for budget at which source, on this node: when there is some again, the incidents of higher priority come first. */
final class QuotaLine {
    /** How long a place is kept from the time on at which there was budget again; whoever has not come by then has another way. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration STEP_BACK = Duration.ofSeconds(1);

    private final Map<String, Map<String, Place>> lines = new ConcurrentHashMap<>();

    /** One incident's place, until there is budget again. */
    private record Place(int priority, Instant until) {
    }

    void waits(String source, Enrichment enrichment, Instant until) {
        // whose report went out has no claim to be first
        if (!enrichment.isLate()) {
            line(source).put(enrichment.getRecId(), new Place(enrichment.priority(), until));
        }
    }

    void served(String source, Enrichment enrichment) {
        line(source).remove(enrichment.getRecId());
    }

    /** When to come again, while an incident of higher priority waits for the same budget. */
    Optional<Instant> behindOthers(String source, Enrichment enrichment, Instant now) {
        Map<String, Place> line = line(source);
        line.values().removeIf(place -> place.until().plus(KEPT).isBefore(now));
        return line.entrySet().stream().filter(place -> !place.getKey().equals(enrichment.getRecId()))
                .map(Map.Entry::getValue).filter(place -> enrichment.isLate() || place.priority() < enrichment.priority())
                .map(Place::until).max(Instant::compareTo).map(until -> until.isAfter(now) ? until : now.plus(STEP_BACK));
    }

    private Map<String, Place> line(String source) {
        return lines.computeIfAbsent(source, name -> new ConcurrentHashMap<>());
    }
}
