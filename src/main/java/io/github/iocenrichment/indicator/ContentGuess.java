package io.github.iocenrichment.indicator;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a text of unknown kind is HTML: ticket fields hold either, and nobody says which. */
public final class ContentGuess {
    private static final int LOOK = 20_000;
    private static final Set<String> CLOSING = Set.of("html", "body", "p", "div", "span", "a", "td", "tr",
            "table", "li", "ul", "b", "strong", "font", "h1", "h2", "h3");

    private ContentGuess() {
    }

    /** By declared content type; without one by the tags at the start of the text. */
    public static ContentKind of(@Nullable String contentType, String text) {
        if (contentType != null && !contentType.isBlank()) {
            String type = contentType.toLowerCase(Locale.ROOT);
            return type.contains("html") ? ContentKind.HTML : ContentKind.PLAIN;
        }
        return looksLikeHtml(text) ? ContentKind.HTML : ContentKind.PLAIN;
    }

    private static boolean looksLikeHtml(String text) {
        int end = Math.min(text.length(), LOOK);
        int start = 0;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start == end || text.charAt(start) != '<') {
            // a ticket may begin with words; only a paragraph or a line break of HTML makes it HTML then
            String head = text.substring(start, end);
            return head.contains("<br>") || head.contains("<br/>") || head.contains("<br />") || hasClosing(text, start, end);
        }
        String head = text.substring(start, Math.min(end, start + 15)).toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html") || hasClosing(text, start, end);
    }

    private static boolean hasClosing(String text, int start, int end) {
        for (int i = text.indexOf("</", start); i >= 0 && i < end; i = text.indexOf("</", i + 2)) {
            int close = i + 2;
            while (close < end && close - i < 9 && Character.isLetterOrDigit(text.charAt(close))) {
                close++;
            }
            if (close < text.length() && text.charAt(close) == '>' && CLOSING.contains(text.substring(i + 2, close).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
