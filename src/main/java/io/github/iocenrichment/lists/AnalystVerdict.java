package io.github.iocenrichment.lists;

import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst says about a value, whatever the sources say.
 *
 * @param type   kind of the value
 * @param value  in canonical form
 * @param ruling what it is
 * @param reason in the analyst's words, on one line; may be empty
 * @param author who wrote it; null where a line of the file says it
 * @param origin the file's name, or the number of the incident on which the note is
 * @param at     when the note was written; null where a line of the file says it
 */
public record AnalystVerdict(IndicatorType type, String value, Ruling ruling, String reason, @Nullable String author, String origin,
                             @Nullable Instant at) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** What a value can be called. */
    public enum Ruling {
        MALICIOUS("malicious"), SUSPICIOUS("suspicious"), FALSE_POSITIVE("false positive");

        private final String words;

        Ruling(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** @param word as written, with a blank or a hyphen in between */
        static Ruling of(String word) {
            return switch (word.toLowerCase(Locale.ROOT).replace('-', ' ')) {
                case "malicious" -> MALICIOUS;
                case "suspicious" -> SUSPICIOUS;
                default -> FALSE_POSITIVE;
            };
        }
    }

    /** As {@link io.github.iocenrichment.indicator.Indicator#key()}. */
    public String key() {
        return type.label() + "|" + value;
    }

    /** {@code false positive, by jdoe in a note on INC48201 of 3 Nov 2026 (our own scanner)}. */
    public String words() {
        String by = author == null ? "by a line of " + origin : "by " + author + " in a note on " + origin + " of " + DAY.format(at);
        return ruling.words() + ", " + by + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
