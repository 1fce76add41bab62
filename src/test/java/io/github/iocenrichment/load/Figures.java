package io.github.iocenrichment.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** The arithmetic of the table. */
final class Figures {
    private Figures() {
    }

    static double median(Collection<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The middle value, between two the mean of both; {@code NaN} of nothing. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * The shortest time in which these calls can be made when nothing but the limits holds them up: each system takes its calls, so many at one
     * time, and they run beside one another.
     *
     * @param calls    number of calls by system
     * @param inFlight calls that a system may have at one time, by system; a system without a limit here costs nothing
     * @param latency  of each call
     */
    static double leastSeconds(Map<String, Long> calls, Map<String, Integer> inFlight, Duration latency) {
        double longest = 0;
        for (Map.Entry<String, Long> each : calls.entrySet()) {
            Integer limit = inFlight.get(each.getKey());
            if (limit != null) {
                longest = Math.max(longest, each.getValue() * seconds(latency) / limit);
            }
        }
        return longest;
    }

    static double seconds(Duration period) {
        return period.toNanos() / 1e9;
    }
}
