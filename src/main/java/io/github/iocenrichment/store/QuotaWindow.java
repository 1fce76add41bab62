package io.github.iocenrichment.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stretches of time that vendors count calls in. The two short ones roll; the others follow the calendar in UTC. */
public enum QuotaWindow {
    HALF_MINUTE("30s", Duration.ofSeconds(30)), MINUTE("minute", Duration.ofMinutes(1)),
    HOUR("hour", null), DAY("day", null), MONTH("month", null);

    private final String label;
    private final @Nullable Duration rolling;

    QuotaWindow(String label, @Nullable Duration rolling) {
        this.label = label;
        this.rolling = rolling;
    }

    /** The name used in settings and in {@link io.github.iocenrichment.source.QuotaNotice#window()}. */
    public String label() {
        return label;
    }

    public static Optional<QuotaWindow> of(@Nullable String label) {
        for (QuotaWindow window : values()) {
            if (window.label.equals(label)) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }

    boolean isRolling() {
        return rolling != null;
    }

    /** The time between calls that are spread evenly; zero where it is less than a second, and for stretches of the calendar. */
    Duration gap(long limit) {
        Duration gap = rolling == null || limit <= 0 ? Duration.ZERO : rolling.dividedBy(limit);
        return gap.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : gap;
    }

    /** Start of the stretch that ends now (rolling) or holds now (calendar). */
    Instant start(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return switch (this) {
            case HALF_MINUTE, MINUTE -> now.minus(rolling);
            case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
            case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }

    /** When a call made at the given time no longer counts. */
    Instant freeAgain(Instant spentAt) {
        ZonedDateTime start = start(spentAt).atZone(ZoneOffset.UTC);
        return switch (this) {
            case HALF_MINUTE, MINUTE -> spentAt.plus(rolling);
            case HOUR -> start.plusHours(1).toInstant();
            case DAY -> start.plusDays(1).toInstant();
            case MONTH -> start.plusMonths(1).toInstant();
        };
    }
}
