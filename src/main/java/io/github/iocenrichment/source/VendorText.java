package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.text.OneLine;
import org.jspecify.annotations.Nullable;

/** Makes untrusted text fit to be carried on: one line, no control or direction characters, bounded. Escaping stays with whoever shows it. */
public final class VendorText {
    private VendorText() {
    }

    /**
     * One clean line of at most {@code max} characters; null when nothing readable is left.
     *
     * @param max longest result in UTF-16 units; a longer text ends in an ellipsis and never in half a character
     */
    public static @Nullable String line(@Nullable String text, int max) {
        String line = OneLine.within(text, max);
        return line.isEmpty() ? null : line;
    }

    /** A vendor's error text for use as a reason: as {@link #line} and without anything that looks like markup. */
    static @Nullable String reason(@Nullable String text) {
        return text == null ? null : line(text.replaceAll("<[^>]{0,200}>?", " ").replace('<', ' ').replace('>', ' '), 140);
    }

    /** A text whole, on one line; what is longer is cut at a word, with an ellipsis. */
    static @Nullable String whole(JsonNode node, int max) {
        String line = VendorJson.line(node, 2 * max);
        if (line == null || line.length() <= max) {
            return line;
        }
        int word = line.lastIndexOf(' ', max - 1);
        return line.substring(0, word < max / 2 ? max - 1 : word).stripTrailing() + "\u2026";
    }
}
