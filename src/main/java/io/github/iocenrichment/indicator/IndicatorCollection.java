package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distinct indicators of one incident or one attachment, bounded while they are found: the first ones in reading order are kept, each with its
 * first places; of the rest only a hash is kept, to count them by type. So its memory does not grow with the text, whatever that holds.
 *
 * <p>The collection of an attachment lies {@link #within(int) within} that of its incident: an indicator is kept when it fits into both. What
 * one of them leaves out, each counts for itself. Not safe for use by several threads at once.
 */
public final class IndicatorCollection {
    /** Places that are kept of one indicator. */
    static final int MAX_PLACES = 5;
    private static final int MOST_UNREAD = 20;
    /** Characters of values and first places that are kept for each indicator on average; ordinary ones need a third of it. */
    private static final int CHARACTERS_EACH = 500;
    /** Characters of all places behind the first ones. */
    private static final int CHARACTERS_OF_MORE_PLACES = 1 << 20;

    private final int limit;
    private final int withPlaces;
    private final @Nullable IndicatorCollection incident;
    private final Map<Key, Found> kept = new LinkedHashMap<>();
    private final Map<IndicatorType, Count> counts = new EnumMap<>(IndicatorType.class);
    private final HashCounter leftOut = new HashCounter();
    private final Set<String> unread = new LinkedHashSet<>();
    private long characters;
    private long charactersOfMorePlaces;

    /** Its methods are written out: those that a record makes by itself are slow until they are compiled well. */
    private record Key(IndicatorType type, String value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && type == key.type && value.equals(key.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode() * 31 + type.ordinal();
        }
    }

    private static final class Count {
        private int kept;
        private int leftOut;
        private boolean atLeast;
    }

    /** An indicator on its way into the collection; it may take more places. */
    static final class Found {
        private final IndicatorType type;
        private final String value;
        private final List<Place> places = new ArrayList<>(1);
        private @Nullable String reason;
        private boolean judged;
        private boolean withoutPlaces;

        private Found(IndicatorType type, String value) {
            this.type = type;
            this.value = value;
        }

        private void judge(String why) {
            reason = judged ? Indicator.reasonOfBoth(reason, why) : why;
            judged = true;
        }

        private Indicator indicator() {
            return new Indicator(type, value, reason == null, reason, places);
        }
    }

    /**
     * @param limit most distinct indicators that are kept
     */
    public IndicatorCollection(int limit) {
        this(limit, Integer.MAX_VALUE);
    }

    /**
     * @param limit      most distinct indicators that are kept
     * @param withPlaces so many of them are kept with their places, the others without
     */
    public IndicatorCollection(int limit, int withPlaces) {
        this(limit, withPlaces, null);
    }

    private IndicatorCollection(int limit, int withPlaces, @Nullable IndicatorCollection incident) {
        if (limit < 0) {
            throw new IllegalArgumentException("a collection cannot keep " + limit + " indicators");
        }
        this.limit = limit;
        this.withPlaces = withPlaces;
        this.incident = incident;
    }

    /** A collection that keeps everything, for texts whose length is bounded by their caller. */
    static IndicatorCollection unlimited() {
        return new IndicatorCollection(Integer.MAX_VALUE);
    }

    /**
     * The collection of one attachment of this incident. What it keeps is kept here too.
     *
     * @param attachmentLimit most distinct indicators that are kept of it
     */
    public IndicatorCollection within(int attachmentLimit) {
        return new IndicatorCollection(attachmentLimit, withPlaces, this);
    }

    /**
     * Keeps an indicator if the limits allow it.
     *
     * @param reason why it must not be sent to anybody, or null
     * @param length characters that its first place would need
     * @return the indicator that further places go to; null when it was only counted
     */
    @Nullable Found admit(IndicatorType type, String value, @Nullable String reason, int length) {
        Key key = new Key(type, value);
        Found known = kept.get(key);
        if (known != null) {
            known.judge(reason);
            return known;
        }
        long weight = (long) value.length() + length;
        Found found = null;
        if (fits(weight)) {
            found = incident == null ? new Found(type, value) : incident.admit(type, value, reason, length);
        } else if (incident != null) {
            incident.refused(key);
        }
        if (found == null) {
            leaveOut(key);
            return null;
        }
        keep(key, found, reason, weight);
        return found;
    }

    private boolean fits(long weight) {
        return kept.size() < limit && characters + weight <= (long) limit * CHARACTERS_EACH;
    }

    private void keep(Key key, Found found, String reason, long weight) {
        found.judge(reason);
        found.withoutPlaces |= kept.size() >= withPlaces;
        kept.put(key, found);
        characters += weight;
        Count count = count(key.type);
        count.kept++;
        if (leftOut.contains(HashCounter.hash(key.type, key.value))) {
            // an attachment before it was at its limit
            count.leftOut--;
        }
    }

    /** An attachment at its limit did not keep an indicator; it may be kept here for another reason. */
    private void refused(Key key) {
        if (!kept.containsKey(key)) {
            leaveOut(key);
        }
    }

    private void leaveOut(Key key) {
        long hash = HashCounter.hash(key.type, key.value);
        if (leftOut.contains(hash)) {
            return;
        }
        Count count = count(key.type);
        if (leftOut.isFull()) {
            count.atLeast = true;
            count.leftOut = Math.max(count.leftOut, 1);
        } else {
            leftOut.add(hash);
            count.leftOut++;
        }
    }

    private Count count(IndicatorType type) {
        return counts.computeIfAbsent(type, any -> new Count());
    }

    /** Whether one more place of an indicator is wanted; asked before the place is made. */
    boolean wants(Found found, int length) {
        if (found.withoutPlaces) {
            return false;
        }
        if (found.places.isEmpty()) {
            return true;
        }
        IndicatorCollection outermost = incident == null ? this : incident;
        return found.places.size() < MAX_PLACES && (limit == Integer.MAX_VALUE || outermost.charactersOfMorePlaces + length <= CHARACTERS_OF_MORE_PLACES);
    }

    void place(Found found, Place place) {
        if (found.places.contains(place)) {
            return;
        }
        if (!found.places.isEmpty()) {
            IndicatorCollection outermost = incident == null ? this : incident;
            outermost.charactersOfMorePlaces += place.raw().length() + place.snippet().length();
        }
        found.places.add(place);
    }

    void unread(String path, String reason) {
        String words = path.isEmpty() ? reason : path + ": " + reason;
        // a set: what stands for the others stands there once
        unread.add(unread.size() < MOST_UNREAD || unread.contains(words) ? words : "further texts were not wholly read");
    }

    /** What in the texts was not or not wholly read, each once with its place; beyond {@value #MOST_UNREAD} one line for the others. */
    public Set<String> unread() {
        return Collections.unmodifiableSet(unread);
    }

    /** How many indicators are kept. */
    public int size() {
        return kept.size();
    }

    /** The kept indicators in reading order, each with its first places. */
    public List<Indicator> indicators() {
        return kept.values().stream().map(Found::indicator).toList();
    }

    /** The types of which something was left out, in the order of {@link IndicatorType}; empty when everything is kept. */
    public List<LeftOut> leftOut() {
        return counts.entrySet().stream().filter(each -> each.getValue().leftOut > 0)
                .map(each -> new LeftOut(each.getKey(), each.getValue().kept, each.getValue().leftOut, each.getValue().atLeast)).toList();
    }
}
