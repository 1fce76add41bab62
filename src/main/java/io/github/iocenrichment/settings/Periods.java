package io.github.iocenrichment.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods as operators write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 2d}, or {@code 0}. */
public final class Periods {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)|0");

    private Periods() {
    }

    /** @throws IllegalArgumentException when the text is no period */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("no period");
        }
        if (form.group(1) == null) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
