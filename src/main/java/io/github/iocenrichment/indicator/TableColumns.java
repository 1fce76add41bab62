package io.github.iocenrichment.indicator;

import java.util.Optional;

/** Finds the heading of the column that a cell stands in, in tables drawn with commas, semicolons, bars or tabs. */
final class TableColumns {
    private static final int REACH = 400;
    private final Scan scan;

    TableColumns(Scan scan) {
        this.scan = scan;
    }

    /** The last word of the heading above the cell that begins here; empty when there is none. Looks at a bounded stretch of the text. */
    Optional<String> header(int cell) {
        int i = cell - 1;
        while (cell - i < 4 && (scan.at(i) == ' ' || scan.at(i) == '"')) {
            i--;
        }
        char mark = scan.at(i);
        int block = scan.open.blockStart();
        if (mark != ',' && mark != ';' && mark != '|' && mark != '\t') {
            return Optional.empty();
        }
        if (mark == '|' && isEventHeader(i)) {
            return Optional.of("version");
        }
        int column = 0;
        while (scan.at(i) != '\n' && i >= block && cell - i < REACH) {
            column += scan.at(i) == mark ? 1 : 0;
            i--;
        }
        if (i < block || cell - i >= REACH) {
            return Optional.empty();
        }
        int from = block;
        while (column > 0 && scan.at(from) != '\n' && from - block < REACH) {
            column -= scan.at(from) == mark ? 1 : 0;
            from++;
        }
        int to = from;
        while (scan.at(to) != mark && scan.at(to) != '\n' && scan.at(to) != 0 && to - from < 60) {
            to++;
        }
        String[] words = new String(scan.t, from, to - from).replace('"', ' ').strip().split(" ");
        return column > 0 ? Optional.empty() : Optional.of(words[words.length - 1]);
    }

    /** {@code CEF:0|vendor|product|version|} and {@code LEEF:1.0|vendor|product|version|}: the fourth field of the header is the product's version. */
    private boolean isEventHeader(int bar) {
        int bars = 0;
        int i = bar;
        while (i > 0 && bar - i < REACH && scan.at(i) != '\n') {
            bars += scan.at(i) == '|' ? 1 : 0;
            if (bars == 3) {
                int start = Math.max(0, i - 8);
                String head = new String(scan.t, start, i - start);
                int colon = head.lastIndexOf(':');
                return colon > 0 && (head.startsWith("CEF", colon - 3) || head.startsWith("LEEF", colon - 4));
            }
            i--;
        }
        return false;
    }
}
