package io.github.iocenrichment.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the words of an answer begin that its source gave to Intel Exchange and not to us. Analysts are told so; it is no part of what is published. */
public final class KeptWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String WORDS = "answer kept by Intel Exchange";
    private static final Pattern BEGINNING = Pattern.compile("^(" + WORDS + " of [^;]{1,40})(?:; |$)");

    private KeptWords() {
    }

    /** {@code answer kept by Intel Exchange of 11 Feb 2026 09:30 UTC}. @param asked null when it is not known */
    public static String of(@Nullable Instant asked) {
        return asked == null ? WORDS : WORDS + " of " + TIME.format(asked);
    }

    /** The same before what the answer itself says. */
    public static String before(Instant asked, @Nullable String words) {
        return words == null ? of(asked) : of(asked) + "; " + words;
    }

    /** What {@link #of} gave; empty when the words do not begin with it. */
    public static Optional<String> in(@Nullable String words) {
        return Optional.ofNullable(words).map(BEGINNING::matcher).filter(Matcher::find).map(kept -> kept.group(1));
    }

    /** The words without it; null when nothing is left. */
    public static @Nullable String without(@Nullable String words) {
        String rest = words == null ? "" : BEGINNING.matcher(words).replaceFirst("");
        return rest.isEmpty() ? null : rest;
    }
}
