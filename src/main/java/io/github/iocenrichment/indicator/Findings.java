package io.github.iocenrichment.indicator;

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

    /**
     * Notes one indicator.
     *
     * @param reason why it must not be sent to anybody, or null
     * @param from   offset in the source text
     * @param to     offset behind it
     */
    void add(IndicatorType type, String value, String reason, String text, int from, int to, boolean defanged) {
        int length = 2 * Math.min(to - from, MAX_RAW) + 2 * SNIPPET_SIDE;
        IndicatorCollection.Found found = collection.admit(type, value, reason, length);
        if (found != null && collection.wants(found, length)) {
            String raw = text.substring(from, Math.min(to, from + MAX_RAW));
            collection.place(found, new Place(source, path, rebuilt ? -1 : from, rebuilt ? -1 : to, raw, defanged, snippet(text, from, to)));
        }
    }

    private static String snippet(String text, int from, int to) {
        int start = Math.max(0, from - SNIPPET_SIDE);
        int end = Math.min(text.length(), Math.min(to, from + MAX_RAW) + SNIPPET_SIDE);
        String stretch = text.substring(start, end);
        boolean odd = false;
        boolean blank = true;
        for (int i = 0; i < stretch.length() && !odd; i++) {
            char c = stretch.charAt(i);
            odd = c < ' ' || isBlank(c) && (blank || c != ' ');
            blank = c == ' ';
        }
        return odd || blank ? oneLine(stretch) : stretch;
    }

    private static String oneLine(String stretch) {
        StringBuilder line = new StringBuilder(stretch.length());
        boolean blank = true;
        for (int i = 0; i < stretch.length(); i++) {
            char c = stretch.charAt(i);
            boolean space = isBlank(c);
            if (!space || !blank) {
                line.append(space ? ' ' : c);
            }
            blank = space;
        }
        return line.toString().stripTrailing();
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }
}
