package io.github.iocenrichment.indicator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the heading of a list says of its entries, one a line: it reaches until the next heading, prose, or an entry of another kind. Lines are looked back over
 * once: the answer for one entry is kept for the next, so the work grows with the length of the text.
 */
final class ListHeading {
    private static final int LONGEST_LINE = 300;
    private static final int MOST_WORDS = 8;
    private static final int MOST_LINES = 5_000;
    private static final Pattern BULLET = Pattern.compile("^(?:[\\s>*\u2022\u00B7|+\"'`\\[(\u2013-]|\\d{1,4}[.)]\\s)+");
    private static final Pattern LABEL = Pattern.compile("^([\\p{L}&][\\p{L}\\p{N}&/_ -]{1,50})[\"']?\\s?:(?:\\s|$)");
    private static final Pattern OTHER_KIND = Pattern.compile("^(?:[0-9A-Fa-f]{32,}|(?i:cve)-.*|[^/]*@.*|.*\\\\.*|/.*)$");

    private final Scan scan;
    private final TypedData typed;
    private int knownLine = -1;
    private TypedData.Called known = TypedData.Called.NOTHING;

    ListHeading(Scan scan, TypedData typed) {
        this.scan = scan;
        this.typed = typed;
    }

    /** What the heading of its list calls the entry that begins here; nothing when it is no entry. */
    TypedData.Called of(int from) {
        int start = lineStart(from);
        if (start < 0 || !BULLET.matcher(text(start, from)).replaceFirst("").isEmpty()) {
            return TypedData.Called.NOTHING;
        }
        TypedData.Called called = above(start);
        knownLine = start;
        known = called;
        return called;
    }

    private TypedData.Called above(int entry) {
        int line = entry;
        int blank = 0;
        for (int lines = 0; line > 0 && lines < MOST_LINES && blank < 3; lines++) {
            int end = line - 1;
            line = lineStart(end);
            if (line < 0) {
                return TypedData.Called.NOTHING;
            }
            if (line == knownLine) {
                return known;
            }
            String words = text(line, end);
            scan.steps += words.length();
            String bare = BULLET.matcher(words).replaceFirst("").strip();
            if (bare.isEmpty() || bare.chars().allMatch(c -> c == '-' || c == '=' || c == '_' || c == '~' || c == ']' || c == '}')) {
                blank += bare.isEmpty() ? 1 : 0;
                continue;
            }
            TypedData.Called heading = heading(words.strip(), bare);
            if (heading != null) {
                return heading;
            }
            blank = 0;
        }
        return TypedData.Called.NOTHING;
    }

    /** What a line says when it ends the way back; null when it is another entry. */
    private TypedData.@Nullable Called heading(String line, String bare) {
        Matcher label = LABEL.matcher(bare);
        boolean closes = bare.endsWith(":") || bare.endsWith(":*") || bare.endsWith(":**") || bare.endsWith(": [") || bare.endsWith(":[");
        boolean marked = line.startsWith("#") || line.startsWith("==") || line.startsWith("[") && line.endsWith("]") || line.startsWith("**");
        String first = bare.split("\\s", 2)[0];
        boolean entry = first.indexOf('.') > 0 && !closes;
        if (entry) {
            boolean prose = bare.split("\\s+").length > MOST_WORDS;
            return prose || OTHER_KIND.matcher(first).matches() && !first.contains("://") ? TypedData.Called.NOTHING : null;
        }
        if (closes || marked && bare.split("\\s+").length <= MOST_WORDS) {
            return typed.heading(bare);
        }
        if (label.find()) {
            return typed.heading(label.group(1));
        }
        return bare.split("\\s+").length <= 3 ? typed.heading(bare) : TypedData.Called.NOTHING;
    }

    private int lineStart(int from) {
        int start = from;
        while (start > 0 && scan.t[start - 1] != '\n') {
            if (from - start >= LONGEST_LINE) {
                return -1;
            }
            start--;
        }
        return start;
    }

    private String text(int from, int to) {
        return new String(scan.t, from, Math.max(0, to - from));
    }
}
