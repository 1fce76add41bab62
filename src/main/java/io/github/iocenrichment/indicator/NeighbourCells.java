package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.TypedData.Called;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cells beside a name in a row of a table, one of which may state its type: {@code notes.pl,domain}. */
final class NeighbourCells {
    private static final int LONGEST_CELL = 40;

    private final Scan scan;
    private final char[] t;

    NeighbourCells(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /** A cell beside it that names the type: {@code notes.pl,domain}. */
    Called of(int from, int to) {
        return beside(from, to).stream().anyMatch(NeighbourCells::isDomain) ? Called.DOMAIN : Called.NOTHING;
    }

    /** Also of a composite: {@code domain|ip}. */
    private static boolean isDomain(String type) {
        int bar = type.indexOf('|');
        return StatedType.ROW_TYPES.contains(bar < 0 ? type : type.substring(0, bar));
    }

    /** What the cells beside a value say, two to each side, in lower case; those that are too long for a type are left out. */
    List<String> beside(int from, int to) {
        char mark = mark(from, to);
        if (mark == 0) {
            return List.of();
        }
        List<String> beside = new ArrayList<>();
        int left = from;
        for (int cells = 0; cells < 2; cells++) {
            int close = cells == 0 ? borderBefore(left, mark) : left - 1;
            if (close < 0 || t[close] != mark) {
                break;
            }
            left = borderBefore(close, mark) + 1;
            add(beside, left, close);
        }
        int right = borderBehind(to, mark);
        for (int cells = 0; cells < 2 && right < scan.n && t[right] == mark; cells++) {
            int open = right + 1;
            right = borderBehind(open, mark);
            add(beside, open, right);
        }
        return beside;
    }

    private int borderBefore(int from, char mark) {
        int i = from - 1;
        while (i >= 0 && from - i < LONGEST_CELL && t[i] != mark && t[i] != '\n') {
            i--;
        }
        scan.steps += from - i;
        return i;
    }

    private int borderBehind(int from, char mark) {
        int i = from;
        while (i < scan.n && i - from < LONGEST_CELL && t[i] != mark && t[i] != '\n') {
            i++;
        }
        scan.steps += i - from;
        return i;
    }

    private void add(List<String> cells, int from, int to) {
        // a cell of one character names nothing
        if (to - from > 1 && to - from < 30) {
            cells.add(new String(t, from, to - from).replace('"', ' ').replace('`', ' ').strip().toLowerCase(Locale.ROOT));
        }
    }

    private char mark(int from, int to) {
        int before = from - 1;
        while (from - before < 4 && (scan.at(before) == ' ' || scan.at(before) == '"' || scan.at(before) == '`')) {
            before--;
        }
        int behind = to;
        while (behind - to < 4 && (scan.at(behind) == ' ' || scan.at(behind) == '"' || scan.at(behind) == '`')) {
            behind++;
        }
        char mark = TableColumns.isMark(scan.at(before)) ? scan.at(before) : scan.at(behind);
        return TableColumns.isMark(mark) ? mark : 0;
    }
}
