package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/** What one pass over a text finds, on its way into a collection: it makes the place of each indicator that is kept, and of no other. */
final class Findings {
    private static final int SNIPPET_SIDE = 40;
    private static final int MAX_RAW = 300;

    private final IndicatorCollection collection;
    private final String source;
    private final String path;
    private final boolean rebuilt;

    /**
     * @param rebuilt whether offsets would point into a text nobody but the extractor has seen
     */
    Findings(IndicatorCollection collection, String source, String path, boolean rebuilt) {
        this.collection = collection;
        this.source = source;
        this.path = path;
        this.rebuilt = rebuilt;
    }

    /** The same for a text that something in this one stands for. */
    Findings inside(String step) {
        return new Findings(collection, source, path.isEmpty() ? step : path + " > " + step, true);
    }

    /**
     * Notes one indicator.
     *
     * @param reason why it must not be sent to anybody, or null
     * @param from   offset in the source text
     * @param to     offset behind it
     */
    void add(IndicatorType type, String value, @Nullable String reason, String text, int from, int to, boolean defanged) {
        int length = 2 * Math.min(to - from, MAX_RAW) + 2 * SNIPPET_SIDE;
        IndicatorCollection.Found found = collection.admit(type, value, reason, length);
        if (found != null && collection.wants(found, length)) {
            String raw = text.substring(from, Math.min(to, from + MAX_RAW));
            collection.place(found, new Place(source, path, rebuilt ? -1 : from, rebuilt ? -1 : to, raw, defanged, snippet(text, from, to)));
        }
    }

    /** Notes that something in the text was not or not wholly read. */
    void unread(String reason) {
        collection.unread(path, reason);
    }

    /** The text around, in one line with single blanks. */
    private static String snippet(String text, int from, int to) {
        int start = Math.max(0, from - SNIPPET_SIDE);
        int end = Math.min(text.length(), Math.min(to, from + MAX_RAW) + SNIPPET_SIDE);
        char[] line = new char[end - start];
        text.getChars(start, end, line, 0);
        int length = 0;
        boolean changed = false;
        boolean blank = true;
        for (char c : line) {
            boolean space = isBlank(c);
            if (!space || !blank) {
                line[length++] = space ? ' ' : c;
            }
            changed |= space && c != ' ';
            blank = space;
        }
        String stretch = new String(line, 0, length);
        return changed || blank || length < line.length ? stretch.stripTrailing() : stretch;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c > '\u007F' && (c == '\u00A0' || c == '\u2028' || c == '\u2029' || c == '\u0085');
    }
}
