package io.github.iocenrichment.ivanti;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A note in parts that Ivanti takes: cut at row borders, each part within the limit, line ends counted as they are sent.
 *
 * @param parts    texts of the parts, at least one; behind the last one there is space for a pointer when rows are left over
 * @param overflow the rows for which there was no part left, in their order; empty when all fit
 */
public record NoteParts(List<String> parts, List<String> overflow) {

    public NoteParts {
        parts = List.copyOf(parts);
        overflow = List.copyOf(overflow);
    }

    /**
     * How rows become a text.
     *
     * @param joint    between two rows
     * @param cuttable whether a row too long for a part may be cut anywhere: true for plain text, false for markup
     */
    public record Layout(String joint, boolean cuttable) {
        public static final Layout PLAIN = new Layout("\r\n", true);

        /** The last part with the row behind it that says where the reader finds the rest. */
        public String closed(String lastPart, String pointer) {
            return lastPart.isEmpty() ? pointer : lastPart + joint + pointer;
        }
    }

    /**
     * @param maxChars longest part, {@code ivanti.note.max-chars}
     * @param maxParts most parts
     * @param pointer  longest row that will be put behind the last part when rows are left over
     */
    public static NoteParts of(List<String> rows, Layout layout, int maxChars, int maxParts, int pointer) {
        return of(rows, List.of(), layout, maxChars, maxParts, pointer);
    }

    /**
     * As {@link #of(List, Layout, int, int, int)}, with rows that stand in no part.
     *
     * @param beside rows that go over whether or not there is a part left for them
     */
    public static NoteParts of(List<String> rows, List<String> beside, Layout layout, int maxChars, int maxParts, int pointer) {
        int reserved = pointer + layout.joint().length();
        if (maxChars < reserved + 2 || maxParts < 1) {
            throw new IllegalArgumentException("a note does not fit: " + maxChars + " characters, " + maxParts + " parts");
        }
        List<String> tooLong = layout.cuttable() ? List.of() : rows.stream().filter(row -> row.length() > maxChars).toList();
        List<String> fitting = rows.stream().filter(row -> !tooLong.contains(row)).flatMap(row -> pieces(row, maxChars).stream()).toList();
        List<List<String>> filled = fill(fitting, maxChars, layout.joint(), Integer.MAX_VALUE);
        if (filled.size() <= maxParts && tooLong.isEmpty() && beside.isEmpty()) {
            return new NoteParts(texts(filled, layout), List.of());
        }
        int whole = Math.min(filled.size(), maxParts) - 1;
        List<List<String>> kept = new ArrayList<>(filled.subList(0, whole));
        List<String> rest = filled.subList(whole, filled.size()).stream().flatMap(List::stream).toList();
        List<String> last = fill(rest, maxChars - reserved, layout.joint(), 1).get(0);
        kept.add(last);
        return new NoteParts(texts(kept, layout), Stream.of(rest.subList(last.size(), rest.size()), tooLong, beside).flatMap(List::stream).toList());
    }

    private static List<List<String>> fill(List<String> rows, int max, String joint, int most) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int length = 0;
        for (String row : rows) {
            int more = part.isEmpty() ? withoutLeadingLineEnds(row).length() : joint.length() + row.length();
            if (length + more > max) {
                parts.add(part);
                if (parts.size() == most) {
                    return parts;
                }
                part = new ArrayList<>();
                length = 0;
                more = withoutLeadingLineEnds(row).length();
            }
            part.add(row);
            length += more;
        }
        parts.add(part);
        return parts;
    }

    /** A row too long for any part, cut where it hurts least. */
    private static List<String> pieces(String row, int max) {
        if (withoutLeadingLineEnds(row).length() <= max) {
            return List.of(row);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (row.length() - start > max) {
            int line = row.lastIndexOf('\n', start + max - 1);
            int blank = line > start + max / 2 ? line : row.lastIndexOf(' ', start + max - 1);
            int end = blank > start + max / 2 ? blank + 1 : wholeCharacters(row, start, start + max);
            pieces.add(withoutTrailingLineEnds(row.substring(start, end)));
            start = end;
        }
        pieces.add(row.substring(start));
        return pieces;
    }

    /** The last place up to {@code end} at which neither a pair, nor a letter and its accents, nor a line end is torn apart. */
    private static int wholeCharacters(String row, int start, int end) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        int behind = Math.min(row.length(), end + 2);
        characters.setText(row.substring(start, behind));
        int whole = characters.isBoundary(end - start) ? end : start + characters.preceding(end - start);
        // letters under a heap of accents have no such place
        return whole > start ? whole : end - (Character.isHighSurrogate(row.charAt(end - 1)) ? 1 : 0);
    }

    private static List<String> texts(List<List<String>> parts, Layout layout) {
        return parts.stream().map(rows -> withoutLeadingLineEnds(String.join(layout.joint(), rows))).toList();
    }

    /** The empty line that sets a row apart has nothing to set it apart from where a part begins. */
    private static String withoutLeadingLineEnds(String text) {
        int start = 0;
        while (start < text.length() && isLineEnd(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static String withoutTrailingLineEnds(String text) {
        int end = text.length();
        while (end > 0 && isLineEnd(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }
}
