package io.github.iocenrichment.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The queue for a source's quota, across all nodes: when there is quota again, the incidents of higher priority come first. Immutable.
 *
 * @param places the most urgent first
 */
record WaitingLine(List<Place> places) {
    static final WaitingLine EMPTY = new WaitingLine(List.of());
    /** How long a place is kept after there is quota again; a request that does not come back by then loses it. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration STEP_BACK = Duration.ofSeconds(1);
    /** Only the head matters, and the queue is read at each call: the end of a long one is cut off. */
    private static final int LONGEST = 64;

    /** One incident's place, until there is quota again. */
    record Place(String owner, int priority, Instant until) {
    }

    WaitingLine {
        places = places == null ? List.of() : List.copyOf(places);
    }

    /**
     * When to try again, while an incident of higher priority may take the same quota. A later place delays no other: until its time there is
     * no quota, or some that it does not know of and will not use.
     */
    Optional<Instant> before(QuotaRequest request, Instant now) {
        return places.stream().filter(place -> isKept(place, now) && !place.until().isAfter(now) && !place.owner().equals(request.owner()))
                .filter(place -> request.late() || place.priority() < request.priority()).findAny().map(place -> now.plus(STEP_BACK));
    }

    /** An incident whose report is written has no priority and gets no place. */
    WaitingLine with(QuotaRequest request, Instant until, Instant now) {
        if (request.late()) {
            return without(request, now);
        }
        List<Place> longer = new ArrayList<>(without(request, now).places);
        longer.add(new Place(request.owner(), request.priority(), until));
        longer.sort(Comparator.comparingInt(Place::priority));
        return new WaitingLine(longer.subList(0, Math.min(LONGEST, longer.size())));
    }

    WaitingLine without(QuotaRequest request, Instant now) {
        Stream<Place> others = places.stream().filter(place -> isKept(place, now) && !place.owner().equals(request.owner()));
        return new WaitingLine(others.toList());
    }

    private static boolean isKept(Place place, Instant now) {
        return !place.until().plus(KEPT).isBefore(now);
    }
}
