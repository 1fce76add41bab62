package io.github.iocenrichment.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What EPSS says of a CVE.
 *
 * @param probability that it is exploited within the next days, 0 to 1; null when not given
 * @param percentile  its place among all CVEs, 0 to 1; null when not given
 */
public record EpssFacts(@Nullable Double probability, @Nullable Double percentile) {
    /** Of a CVE without a score. */
    public static final EpssFacts NONE = of(new Facts(Map.of()));

    public static EpssFacts of(Answer answer) {
        return of(Facts.of(answer));
    }

    private static EpssFacts of(Facts facts) {
        return new EpssFacts(facts.decimal("epss").isPresent() ? (Double) facts.decimal("epss").getAsDouble() : null,
                facts.decimal("epssPercentile").isPresent() ? (Double) facts.decimal("epssPercentile").getAsDouble() : null);
    }
}
