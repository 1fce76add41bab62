package io.github.iocenrichment.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import java.util.List;

/**
 * What became of attachments that an earlier note reported as not read yet.
 *
 * @param outcomes one for each, with its result or the final reason
 * @param named    indicators found in them that are named and not asked about, for {@code enrichment.max-indicators} is reached
 * @param counted  indicators found in them that were only counted
 */
public record LateReadings(List<Unread> outcomes, List<Indicator> named, List<CountedOnly> counted) {

    public LateReadings {
        outcomes = List.copyOf(outcomes);
        named = List.copyOf(named);
        counted = List.copyOf(counted);
    }

    public static LateReadings none() {
        return new LateReadings(List.of(), List.of(), List.of());
    }

    @JsonIgnore
    public boolean isEmpty() {
        return outcomes.isEmpty();
    }
}
