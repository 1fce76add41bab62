package io.github.iocenrichment.stix;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes untrusted text fit to stand in an object: no control, direction or invisible characters, no half characters, bounded.
 * Vendors repeat what attackers chose (file names, network names, labels).
 */
public final class StixText {
    private static final Pattern BREAKS = Pattern.compile("\\s+");
    private static final String ELLIPSIS = "…";

    private StixText() {
    }

    /** One line of at most so many characters; null when nothing is left. */
    public static String line(String text, int maxChars) {
        if (text == null) {
            return null;
        }
        String head = text.length() > maxChars * 4 ? text.substring(0, maxChars * 4) : text;
        String line = BREAKS.matcher(visible(head)).replaceAll(" ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() <= maxChars ? line : withoutHalf(line.substring(0, maxChars - 1)).stripTrailing() + ELLIPSIS;
    }

    /** Cuts a text of several clean lines to so many bytes of UTF-8, at a line's end where there is one. */
    public static String block(String text, int maxBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return text;
        }
        int room = maxBytes - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length - 1;
        int chars = 0;
        int bytes = 0;
        while (chars < text.length()) {
            int character = text.codePointAt(chars);
            int width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes + width > room) {
                break;
            }
            bytes += width;
            chars += Character.charCount(character);
        }
        int lineEnd = text.lastIndexOf('\n', chars);
        return lineEnd > chars / 2 ? text.substring(0, lineEnd + 1) + ELLIPSIS : text.substring(0, chars) + ELLIPSIS;
    }

    private static String visible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            int kind = Character.getType(character);
            if (kind == Character.SURROGATE) {
                kept.append('\uFFFD');
            } else if (kind == Character.CONTROL || kind == Character.LINE_SEPARATOR || kind == Character.PARAGRAPH_SEPARATOR) {
                kept.append(' ');
            } else if (kind != Character.FORMAT) {
                kept.appendCodePoint(character);
            }
        });
        return kept.toString();
    }

    private static String withoutHalf(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text.substring(0, text.length() - 1) : text;
    }
}
