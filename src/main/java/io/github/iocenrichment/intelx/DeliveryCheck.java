package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.stix.Published;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was sent has arrived under our own source. Plain data that can be kept as JSON between two rounds of look-ups; each answer
 * makes a new value.
 *
 * @param expected the values that went out as indicators: only these can be looked up
 * @param source   name or id of our source
 * @param seen     what was found so far, by the id of the indicator
 */
public record DeliveryCheck(List<Published> expected, String source, Map<String, Sighting> seen) {
    /** Where the platform files packages with an address that it does not know. */
    private static final String STRAY = "Import";
    private static final int NAMED = 5;

    /**
     * Where a value was found.
     *
     * @param place       under whose name
     * @param allowListed whether the platform keeps it on its list of allowed indicators
     * @param falsePositive whether an analyst there marked it as harmless
     */
    public record Sighting(Place place, boolean allowListed, boolean falsePositive) {
        /** Of several rows about one value; of what is marked RED nothing is told but where it lies. */
        private Sighting and(Sighting other) {
            return new Sighting(place.compareTo(other.place) > 0 ? place : other.place, allowListed || other.allowListed, falsePositive || other.falsePositive);
        }
    }

    /** From the least to the most specific. */
    public enum Place { OTHER_SOURCE, STRAY, OURS }

    /** What came of the whole publication. */
    public enum Outcome {
        DELIVERED("delivered"), OTHER_SOURCE("arrived under another source"), NOT_CONFIRMED("sent, not confirmed"), REFUSED("refused");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** As people read it. */
        public String label() {
            return label;
        }
    }

    public DeliveryCheck {
        expected = List.copyOf(expected);
        seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }

    /** Before the first look-up. Values that went out in several parts count once. */
    public static DeliveryCheck of(List<Published> indicators, FeedAddress address) {
        return new DeliveryCheck(indicators.stream().distinct().toList(), address.source(), Map.of());
    }

    /** The bodies of this round's calls: the values not yet found under our source, at most {@link LookUpPage#PAGE_SIZE} in each. */
    @JsonIgnore
    public List<ObjectNode> requests() {
        return requests(missing().stream().filter(one -> one.type() != IndicatorType.CVE).toList());
    }

    /** The same for CVEs, which are another type of object. */
    @JsonIgnore
    public List<ObjectNode> vulnerabilityRequests() {
        return requests(missing().stream().filter(one -> one.type() == IndicatorType.CVE).toList());
    }

    /** The bodies of calls that ask about values. */
    public static List<ObjectNode> requests(List<Published> wanted) {
        Set<String> names = new LinkedHashSet<>();
        // A platform that uses the object's name knows a hash as "SHA-256 7331…"; for all else name and value are the same.
        wanted.forEach(indicator -> names.addAll(List.of(indicator.value(), indicator.name())));
        List<ObjectNode> requests = new ArrayList<>();
        ArrayNode values = null;
        for (String name : names) {
            if (values == null || values.size() == LookUpPage.PAGE_SIZE) {
                ObjectNode request = JsonNodeFactory.instance.objectNode();
                values = request.putArray("value");
                requests.add(request);
            }
            values.add(name);
        }
        return requests;
    }

    /** With what one page of an answer says. A row that names no source does not say where the value lies. */
    public DeliveryCheck with(LookUpPage page) {
        Map<String, Sighting> sightings = new LinkedHashMap<>(seen);
        for (Published indicator : expected) {
            page.rows().stream().filter(row -> !row.sources().isEmpty() && isOf(indicator, row))
                    .forEach(row -> sightings.merge(indicator.id(), sighting(row), Sighting::and));
        }
        return new DeliveryCheck(expected, source, sightings);
    }

    /** Nothing more to wait for: every value is there. */
    @JsonIgnore
    public boolean isSettled() {
        return missing().isEmpty();
    }

    /**
     * All of it lies where the platform files what has a wrong address, which time does not change. Seen once, it may have lain there before. What
     * only other feeds know is not astray: ours is added to them once it is stored.
     */
    @JsonIgnore
    public boolean isAstray() {
        return !expected.isEmpty() && expected.stream().allMatch(one -> place(one) == Place.STRAY);
    }

    /** The outcome as it stands; final when {@link #isSettled()} or when the time to wait is over. */
    public Outcome outcome() {
        if (missing().isEmpty()) {
            return Outcome.DELIVERED;
        }
        return expected.stream().anyMatch(one -> place(one) == null) ? Outcome.NOT_CONFIRMED : Outcome.OTHER_SOURCE;
    }

    /** The outcome in one sentence for analysts and operators. */
    public String words() {
        if (expected.isEmpty()) {
            return "sent; it holds no indicators, so there is nothing to look up";
        }
        String alarm = alarm().map(words -> " " + words).orElse("");
        return switch (outcome()) {
            case DELIVERED -> "delivered: all " + expected.size() + (expected.stream().anyMatch(one -> one.type() == IndicatorType.CVE) ? " indicators and CVEs"
                    : " indicators") + " are in Intel Exchange under '" + source + "'." + marks();
            case OTHER_SOURCE -> "arrived under another source than '" + source + "': " + names(missing()) + "." + alarm + marks();
            default -> "sent, not confirmed: " + names(missing()) + " not found under '" + source + "' in the time given."
                    + " They may still be stored, or lie behind a restricted tag." + alarm + marks();
        };
    }

    /** What an operator is to mend; empty when nothing lies under the source of wrong addresses. */
    public Optional<String> alarm() {
        List<Published> astray = expected.stream().filter(one -> place(one) == Place.STRAY).toList();
        return astray.isEmpty() ? Optional.empty() : Optional.of("Found under the source '" + STRAY + "' instead of ours: " + names(astray)
                + ". The address of source and collection is wrong.");
    }

    private String marks() {
        List<Published> allowed = expected.stream().filter(one -> seen.containsKey(one.id()) && seen.get(one.id()).allowListed()).toList();
        List<Published> harmless = expected.stream().filter(one -> seen.containsKey(one.id()) && seen.get(one.id()).falsePositive()).toList();
        return (allowed.isEmpty() ? "" : " On the platform's list of allowed indicators: " + names(allowed) + ".")
                + (harmless.isEmpty() ? "" : " Marked a false positive by an analyst there: " + names(harmless) + ".");
    }

    /** What the note is to say although all has arrived; null when there is nothing. */
    public @Nullable String flags() {
        String words = marks().strip();
        return words.isEmpty() ? null : words;
    }

    private List<Published> missing() {
        return expected.stream().filter(one -> place(one) != Place.OURS).toList();
    }

    private @Nullable Place place(Published indicator) {
        return seen.containsKey(indicator.id()) ? seen.get(indicator.id()).place() : null;
    }

    private Sighting sighting(LookUpPage.Row row) {
        boolean tell = !row.knowledge().isRed();
        return new Sighting(place(row), tell && row.allowListed(), tell && row.knowledge().falsePositive());
    }

    private Place place(LookUpPage.Row row) {
        if (row.sources().contains(source)) {
            return Place.OURS;
        }
        return row.sources().contains(STRAY) ? Place.STRAY : Place.OTHER_SOURCE;
    }

    /** Whether the row is about this value, in whichever spelling the platform has it. */
    public static boolean isOf(Published indicator, LookUpPage.Row row) {
        return SameValue.is(indicator.type(), indicator.value(), row.name()) || row.name().equalsIgnoreCase(indicator.name()) && indicator.type().isHash();
    }

    private static String names(List<Published> indicators) {
        String names = indicators.stream().limit(NAMED).map(Published::value).collect(Collectors.joining(", "));
        return indicators.size() > NAMED ? names + " and " + (indicators.size() - NAMED) + " more" : names;
    }
}
