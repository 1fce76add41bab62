package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one pass has found: each indicator once, in reading order, with its first places. */
final class Findings {
    static final int MAX_PLACES = 5;
    private static final int SNIPPET_SIDE = 40;
    private static final int MAX_RAW = 300;

    private static final class Found {
        final IndicatorType type;
        final String value;
        final String reason;
        final List<Place> places = new ArrayList<>(1);

        Found(IndicatorType type, String value, String reason) {
            this.type = type;
            this.value = value;
            this.reason = reason;
        }
    }

    private record Key(IndicatorType type, String value) {
    }

    private final Map<Key, Found> found = new LinkedHashMap<>();
    private final String source;
    private final String path;
    private final boolean rebuilt;

    /**
     * @param rebuilt whether offsets would point into a text nobody but the extractor has seen
     */
    Findings(String source, String path, boolean rebuilt) {
        this.source = source;
        this.path = path;
        this.rebuilt = rebuilt;
    }

    /**
     * Notes one indicator.
     *
     * @param reason why it must not leave the house, or null
     * @param from   offset in the source text
     * @param to     offset behind it
     */
    void add(IndicatorType type, String value, String reason, String text, int from, int to, boolean defanged) {
        Found entry = found.computeIfAbsent(new Key(type, value), key -> new Found(type, value, reason));
        if (entry.places.size() < MAX_PLACES) {
            String raw = text.substring(from, Math.min(to, from + MAX_RAW));
            entry.places.add(new Place(source, path, rebuilt ? -1 : from, rebuilt ? -1 : to, raw, defanged, snippet(text, from, to)));
        }
    }

    List<Indicator> toList() {
        List<Indicator> all = new ArrayList<>(found.size());
        for (Found each : found.values()) {
            all.add(new Indicator(each.type, each.value, each.reason == null, each.reason, each.places));
        }
        return all;
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
