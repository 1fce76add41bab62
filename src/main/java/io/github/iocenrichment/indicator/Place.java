package io.github.iocenrichment.indicator;

import java.util.Set;

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
 */
public record Place(String source, String path, int start, int end, String raw, boolean defanged, String snippet) {
    private static final Set<String> TICKET_FIELDS = Set.of("Subject", "Symptom");

    /** Whether it stood in the ticket's own text and not in an attachment. */
    public boolean ofTicket() {
        return TICKET_FIELDS.contains(source);
    }
}
