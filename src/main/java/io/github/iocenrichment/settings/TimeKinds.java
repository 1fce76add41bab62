package io.github.iocenrichment.settings;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** The kinds of value that say a time: periods, moments and the cron of the poll. */
final class TimeKinds {
    private TimeKinds() {
    }

    /** A period such as {@code 30s}, {@code 10m}, {@code 1h}, {@code 2d}, within bounds written the same way. */
    public static ValueKind duration(String least, String most) {
        Duration low = Periods.parse(least);
        Duration high = Periods.parse(most);
        String words = "a period from " + least + " to " + most + ", such as 30s, 10m, 1h or 2d";
        return ValueKind.of(words, value -> {
            Duration period;
            try {
                period = Periods.parse(value);
            } catch (IllegalArgumentException e) {
                throw new BadValueException("is no period: " + Lines.quoted(value), "set it to " + words);
            }
            if (period.compareTo(low) < 0 || period.compareTo(high) > 0) {
                throw new BadValueException("is out of range: " + Lines.quoted(value), "set it to " + words);
            }
            return value.toLowerCase(Locale.ROOT).replace(" ", "");
        });
    }

    /** Periods separated by commas, at least one, each within bounds written the same way. */
    public static ValueKind durations(String least, String most, int longest) {
        ValueKind each = duration(least, most);
        String words = "1 to " + longest + " periods from " + least + " to " + most + " separated by commas, such as 1h,4h,1d";
        return ValueKind.of(words, value -> {
            List<String> periods = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
            if (periods.size() > longest || periods.contains("")) {
                throw new BadValueException("is no list of periods: " + Lines.quoted(value), "set it to " + words);
            }
            return periods.stream().map(each::check).collect(Collectors.joining(","));
        });
    }

    /** Quartz cron expression that fires again. */
    public static ValueKind cron() {
        String words = "a Quartz cron expression (six or seven fields, seconds first) such as 0/30 * * * * ?";
        return ValueKind.of(words, value -> {
            try {
                if (new CronExpression(value).getNextValidTimeAfter(new Date()) == null) {
                    throw new BadValueException("never fires again: " + Lines.quoted(value), "set it to " + words);
                }
                return value;
            } catch (ParseException e) {
                throw new BadValueException("is no Quartz cron expression: " + Lines.quoted(value), "set it to " + words);
            }
        });
    }

    public static ValueKind instantOrNow() {
        String words = "now or an instant such as 2026-02-11T09:30:00Z";
        return ValueKind.of(words, value -> {
            if (value.equalsIgnoreCase("now")) {
                return "now";
            }
            return instant(value, words).toString();
        });
    }

    public static ValueKind instant() {
        String words = "an instant such as 2026-02-11T09:30:00Z";
        return ValueKind.of(words, value -> instant(value, words).toString());
    }

    private static Instant instant(String value, String words) {
        try {
            return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadValueException("is no instant: " + Lines.quoted(value), "set it to " + words);
        }
    }
}
