package io.github.iocenrichment.console;

import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.web.Pages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template sees of one thing: names and values, those that are missing left out. */
final class Fields {
    private static final int WORDS_MAX = 300;

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Values of our own: numbers, flags, lists, words of the program. */
    Fields with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    /** Text of others: on one line, bounded, defanged. */
    Fields words(String name, @Nullable String text) {
        return words(name, text, WORDS_MAX);
    }

    Fields words(String name, @Nullable String text, int max) {
        return with(name, text == null || text.isBlank() ? null : SafeText.words(text, max));
    }

    /** A key that must stay what it is, on one line and bounded. */
    Fields key(String name, @Nullable String text) {
        return with(name, text == null || text.isBlank() ? null : SafeText.line(text, 200));
    }

    /** A time as people read it, and as programs do. */
    Fields time(String name, @Nullable Instant at) {
        return with(name, at == null ? null : time(at));
    }

    Map<String, Object> map() {
        return values;
    }

    static Map<String, Object> time(Instant at) {
        return Map.of("iso", at.truncatedTo(ChronoUnit.SECONDS).toString(), "words", Pages.time(at));
    }

    /** {@code 45 s}, {@code 3 min}, {@code 5 h}, {@code 12 d}. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
