package io.github.iocenrichment.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who waits for budget at a source, on whichever node: when there is some again, the incidents of higher priority come first. Immutable.
 *
 * @param places the most urgent first
 */
record WaitingLine(List<Place> places) {
    static final WaitingLine EMPTY = new WaitingLine(List.of());
    /** How long a place is kept from the time on at which there was budget again; whoever has not come by then has another way. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration STEP_BACK = Duration.ofSeconds(1);
    /** Only who comes first matters, and the line is read at each call: the end of a long one is forgotten. */
    private static final int LONGEST = 64;

    /** One incident's place, until there is budget again. */
    record Place(String owner, int priority, Instant until) {
    }

    WaitingLine {
        places = places == null ? List.of() : List.copyOf(places);
    }

    /**
     * When to come again, while an incident of higher priority may take the same budget. One that comes later holds up nobody: until its time
     * there is none, or there is some that it does not know of and will not fetch.
     */
    Optional<Instant> before(QuotaRequest asker, Instant now) {
        return places.stream().filter(place -> isKept(place, now) && !place.until().isAfter(now) && !place.owner().equals(asker.owner()))
                .filter(place -> asker.late() || place.priority() < asker.priority()).findAny().map(place -> now.plus(STEP_BACK));
    }

    /** Whose report went out has no claim to be first, and gets no place. */
    WaitingLine with(QuotaRequest asker, Instant until, Instant now) {
        if (asker.late()) {
            return without(asker, now);
        }
        List<Place> longer = new ArrayList<>(without(asker, now).places);
        longer.add(new Place(asker.owner(), asker.priority(), until));
        longer.sort(Comparator.comparingInt(Place::priority));
        return new WaitingLine(longer.subList(0, Math.min(LONGEST, longer.size())));
    }

    WaitingLine without(QuotaRequest asker, Instant now) {
        Stream<Place> others = places.stream().filter(place -> isKept(place, now) && !place.owner().equals(asker.owner()));
        return new WaitingLine(others.toList());
    }

    private static boolean isKept(Place place, Instant now) {
        return !place.until().plus(KEPT).isBefore(now);
    }
}
