package io.github.iocenrichment.intelx;

import java.time.Duration;
import java.util.Optional;

/**
 * When to look whether a publication has arrived: first after a short while, then at gaps that double, once more at the very end.
 *
 * @param firstDelay time from sending to the first look
 * @param giveUp     time from sending to the last look
 */
public record LookUpSchedule(Duration firstDelay, Duration giveUp) {

    public LookUpSchedule {
        if (firstDelay.isNegative() || firstDelay.isZero() || giveUp.isNegative() || giveUp.isZero()) {
            throw new IllegalArgumentException("the delay of the first look-up and the time to give up must be longer than nothing");
        }
    }

    /**
     * How long to wait before the next round.
     *
     * @param rounds finished rounds, from 0
     * @return empty when the last round is over
     */
    public Optional<Duration> delayAfter(int rounds) {
        Duration at = Duration.ZERO;
        Duration gap = firstDelay;
        for (int round = 0; at.compareTo(giveUp) < 0; round++) {
            Duration left = giveUp.minus(at);
            Duration wait = gap.compareTo(left) < 0 ? gap : left;
            if (round == rounds) {
                return Optional.of(wait);
            }
            at = at.plus(wait);
            gap = gap.multipliedBy(2);
        }
        return Optional.empty();
    }
}
