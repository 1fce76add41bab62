package io.github.iocenrichment.stix;

import io.github.iocenrichment.text.OneLine;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text fit to stand in an object: no control, direction or invisible characters, no half characters, bounded.
 * Vendors repeat what attackers chose (file names, network names, labels).
 */
public final class StixText {
    private static final String ELLIPSIS = "…";

    private StixText() {
    }

    /** One line of at most so many characters; null when nothing is left. */
    public static @Nullable String line(@Nullable String text, int maxChars) {
        String line = OneLine.within(text, maxChars);
        return line.isEmpty() ? null : line;
    }

    /** Cuts a text of several clean lines to so many bytes of UTF-8, at a line's end where there is one. */
    public static String block(String text, int maxBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return text;
        }
        int left = maxBytes - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length - 1;
        int chars = 0;
        int bytes = 0;
        while (chars < text.length()) {
            int character = text.codePointAt(chars);
            int width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes + width > left) {
                break;
            }
            bytes += width;
            chars += Character.charCount(character);
        }
        int lineEnd = text.lastIndexOf('\n', chars);
        return lineEnd > chars / 2 ? text.substring(0, lineEnd + 1) + ELLIPSIS : text.substring(0, chars) + ELLIPSIS;
    }
}
