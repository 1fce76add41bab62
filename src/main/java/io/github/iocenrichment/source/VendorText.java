package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes untrusted text fit to be carried on: one line, no control or direction characters, bounded. Escaping stays with whoever shows it. */
public final class VendorText {
    private VendorText() {
    }

    /**
     * One clean line of at most {@code max} characters; null when nothing readable is left.
     *
     * @param max longest result in UTF-16 units; a longer text ends in an ellipsis and never in half a character
     */
    public static String line(String text, int max) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), max + 2));
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                gap = clean.length() > 0;
            } else if (isReadable(c)) {
                if (gap) {
                    clean.append(' ');
                    gap = false;
                }
                clean.appendCodePoint(c);
                if (clean.length() > max) {
                    return cut(clean, max);
                }
            }
        }
        return clean.isEmpty() ? null : clean.toString();
    }

    /** A vendor's error text for use as a reason: as {@link #line} and without anything that looks like markup. */
    static String reason(String text) {
        return text == null ? null : line(text.replaceAll("<[^>]{0,200}>?", " ").replace('<', ' ').replace('>', ' '), 140);
    }

    /** A text whole, on one line; what is longer is cut at a word, with an ellipsis. */
    static String whole(JsonNode node, int max) {
        String line = VendorJson.line(node, 2 * max);
        if (line == null || line.length() <= max) {
            return line;
        }
        int word = line.lastIndexOf(' ', max - 1);
        return line.substring(0, word < max / 2 ? max - 1 : word).stripTrailing() + "\u2026";
    }

    private static String cut(StringBuilder text, int max) {
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end).stripTrailing() + "\u2026";
    }

    private static boolean isGap(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.CONTROL;
    }

    /** Format characters are the ones that turn the direction of text or hide in it. */
    private static boolean isReadable(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
