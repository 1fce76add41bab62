package io.github.iocenrichment.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of one incident, in canonical form, with every place where it was found.
 *
 * @param type       its kind
 * @param value      its canonical form (see {@code docs/extraction.md})
 * @param enrichable false when it must never leave the organisation: not asked about, not published
 * @param reason     why it is not enrichable, in words for an analyst ({@code private address}); null when it is
 * @param places     where it stood, in reading order; may be cut to the first few
 */
public record Indicator(IndicatorType type, String value, boolean enrichable, @Nullable String reason, List<Place> places) {

    public Indicator {
        places = List.copyOf(places);
    }

    /** An indicator that may be asked about, with no places noted. */
    public static Indicator of(IndicatorType type, @Nullable String value) {
        return new Indicator(type, value, true, null, List.of());
    }

    /** The reason for a value that stands in two places; one that holds for its place only, as a relay in a mail's headers, gives way. */
    static @Nullable String reasonOfBoth(@Nullable String first, @Nullable String second) {
        boolean firstYields = MailRelays.REASON.equals(first);
        boolean secondYields = MailRelays.REASON.equals(second);
        if (firstYields || secondYields) {
            return firstYields ? second : first;
        }
        return first == null ? second : first;
    }

    /** Type and value in one text: unique within an incident. */
    public String key() {
        return type.label() + "|" + value;
    }
}
