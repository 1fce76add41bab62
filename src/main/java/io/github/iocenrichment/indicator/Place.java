package io.github.iocenrichment.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an indicator stood: the first thing an analyst asks.
 *
 * @param source   the ticket field ({@code Subject}, {@code Symptom}) or the attachment's name
 * @param path     the way inside that source, such as {@code mail.eml > HTML part} or {@code page 3}; empty when there is none
 * @param start    offset of the first character in the text that was read, or -1 when the text was rebuilt
 * @param end      offset behind the last character, or -1
 * @param raw      the characters as they stood there
 * @param defanged whether it was written in a defanged form
 * @param snippet  a short stretch of the text around it, on one line
 * @param field    true when it is a field of the ticket beside {@code Subject} and {@code Symptom}; else null
 */
public record Place(String source, String path, int start, int end, String raw, boolean defanged, String snippet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean field) {
    private static final Set<String> TICKET_FIELDS = Set.of("Subject", "Symptom");

    public Place(String source, String path, int start, int end, String raw, boolean defanged, String snippet) {
        this(source, path, start, end, raw, defanged, snippet, null);
    }

    /** Whether it stood in the ticket's own text and not in an attachment. */
    public boolean ofTicket() {
        return Boolean.TRUE.equals(field) || TICKET_FIELDS.contains(source);
    }

    /** The same in a field of the ticket. */
    public Place asField() {
        return ofTicket() ? this : new Place(source, path, start, end, raw, defanged, snippet, true);
    }
}
