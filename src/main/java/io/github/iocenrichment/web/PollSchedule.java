package io.github.iocenrichment.web;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.quartz.CronExpression;

/** When a poll should have gone through, by {@code ivanti.poll.cron}. */
public final class PollSchedule {
    /** A poll reads page after page, and Ivanti may be slow. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** So many polls in a row that did not go through are no mishap of one of them. */
    private static final int SEVERAL = 3;

    private final CronExpression cron;

    /** @throws IllegalArgumentException when it is no cron expression of Quartz */
    public PollSchedule(String cron) {
        try {
            this.cron = new CronExpression(cron);
        } catch (ParseException e) {
            throw new IllegalArgumentException("ivanti.poll.cron cannot be read", e);
        }
    }

    /** Whether one should have gone through since {@code last}. */
    public boolean isLate(Instant last, Instant now) {
        Date due = cron.getNextValidTimeAfter(Date.from(last));
        return due != null && due.toInstant().plus(TOLERANCE).isBefore(now);
    }

    /** Whether several should have gone through since {@code last}: what polls is stuck, or cut off from Ivanti or the store. */
    public boolean isSilent(Instant last, Instant now) {
        Date due = Date.from(last);
        for (int poll = 0; poll < SEVERAL && due != null; poll++) {
            due = cron.getNextValidTimeAfter(due);
        }
        return due != null && due.toInstant().isBefore(now) && last.plus(TOLERANCE).isBefore(now);
    }
}
