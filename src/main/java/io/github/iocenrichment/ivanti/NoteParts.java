package io.github.iocenrichment.ivanti;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A note in parts that Ivanti takes: cut at row borders, each part within the limit, line ends counted as they are sent.
 *
 * @param parts    texts of the parts, at least one
 * @param overflow the rows for which there was no part left; empty when all fit
 */
public record NoteParts(List<String> parts, String overflow) {
    private static final String LINE_END = "\r\n";

    public NoteParts {
        parts = List.copyOf(parts);
    }

    /**
     * What stands around the rows of every part.
     *
     * @param head     before the first row
     * @param foot     behind the last row
     * @param joint    between two rows
     * @param cuttable whether a row too long for a part may be cut anywhere: true for plain text, false for markup
     */
    public record Layout(String head, String foot, String joint, boolean cuttable) {
        public static final Layout PLAIN = new Layout("", "", LINE_END, true);
    }

    /** Splits a plain text; its lines are the rows. */
    public static NoteParts plain(String text, int maxChars, int maxParts, String overflowRow) {
        List<String> rows = new ArrayList<>(Arrays.asList(text.split("\\r\\n|\\r|\\n", -1)));
        while (rows.size() > 1 && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        return of(rows, Layout.PLAIN, maxChars, maxParts, overflowRow);
    }

    /**
     * @param maxChars    longest part, {@code ivanti.note.max-chars}
     * @param maxParts    most parts
     * @param overflowRow last row of the last part when rows are left over: where the reader finds them
     */
    public static NoteParts of(List<String> rows, Layout layout, int maxChars, int maxParts, String overflowRow) {
        int room = maxChars - layout.head().length() - layout.foot().length();
        if (room < overflowRow.length() + layout.joint().length() + 2 || maxParts < 1) {
            throw new IllegalArgumentException("no room for a note: " + maxChars + " characters, " + maxParts + " parts");
        }
        List<String> fitting = rows.stream().flatMap(row -> pieces(row, room, layout, overflowRow).stream()).toList();
        List<List<String>> filled = fill(fitting, room, layout.joint(), Integer.MAX_VALUE);
        if (filled.size() <= maxParts) {
            return new NoteParts(filled.stream().map(part -> text(part, layout)).toList(), "");
        }
        List<List<String>> kept = new ArrayList<>(filled.subList(0, maxParts - 1));
        List<String> rest = filled.subList(maxParts - 1, filled.size()).stream().flatMap(List::stream).toList();
        List<String> last = new ArrayList<>(fill(rest, room - overflowRow.length() - layout.joint().length(), layout.joint(), 1).get(0));
        String overflow = String.join(layout.joint(), rest.subList(last.size(), rest.size()));
        last.add(overflowRow);
        kept.add(last);
        return new NoteParts(kept.stream().map(part -> text(part, layout)).toList(), overflow);
    }

    private static List<List<String>> fill(List<String> rows, int room, String joint, int most) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int length = 0;
        for (String row : rows) {
            int more = part.isEmpty() ? row.length() : joint.length() + row.length();
            if (length + more > room) {
                parts.add(part);
                if (parts.size() == most) {
                    return parts;
                }
                part = new ArrayList<>();
                length = 0;
                more = row.length();
            }
            part.add(row);
            length += more;
        }
        parts.add(part);
        return parts;
    }

    /** A row too long for any part, cut where it hurts least; one that must not be cut gives way to a pointer. */
    private static List<String> pieces(String row, int room, Layout layout, String overflowRow) {
        if (row.length() <= room) {
            return List.of(row);
        }
        if (!layout.cuttable()) {
            return List.of(overflowRow);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (row.length() - start > room) {
            int line = row.lastIndexOf('\n', start + room - 1);
            int blank = line > start + room / 2 ? line : row.lastIndexOf(' ', start + room - 1);
            int end = blank > start + room / 2 ? blank + 1 : start + room;
            // neither a pair of surrogates nor a line end is torn apart
            end -= Character.isHighSurrogate(row.charAt(end - 1)) || row.charAt(end - 1) == '\r' ? 1 : 0;
            pieces.add(row.substring(start, end));
            start = end;
        }
        pieces.add(row.substring(start));
        return pieces;
    }

    private static String text(List<String> rows, Layout layout) {
        return layout.head() + String.join(layout.joint(), rows) + layout.foot();
    }
}
