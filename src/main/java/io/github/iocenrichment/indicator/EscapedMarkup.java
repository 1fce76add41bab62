package io.github.iocenrichment.indicator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Source of a page whose brackets and quotes came escaped into a plain text: {@code &lt;a href=&quot;http://example.org/?a=1&amp;amp;b=2&quot;&gt;}. */
final class EscapedMarkup {
    /** One of these shows it; what is escaped with it is undone in all of the text. */
    private static final WordSearch SIGNS = new WordSearch("&", List.of("&lt;", "&quot;", "&amp;lt;", "&amp;quot;", "&#60;", "&#34;", "&#39;", "&#x3c;", "&#x22;",
            "&#x27;"));
    private static final Pattern REFERENCE = Pattern.compile("&(?:amp;){0,4}(?:(lt|#0?60|#x3c)|(gt|#0?62|#x3e)|(quot|#0?34|#x22)|(apos|#0?39|#x27)|amp|#0?38|#x26);",
            Pattern.CASE_INSENSITIVE);

    private EscapedMarkup() {
    }

    /** The text with its references to brackets, quotes and ampersands undone; the same text when nothing in it is escaped so. */
    static String undone(String text) {
        if (!SIGNS.matches(text)) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder undone = new StringBuilder(text.length());
        while (reference.find()) {
            reference.appendReplacement(undone, reference.group(1) != null ? "<" : reference.group(2) != null ? ">" : reference.group(3) != null ? "\""
                    : reference.group(4) != null ? "'" : "&");
        }
        return reference.appendTail(undone).toString();
    }
}
