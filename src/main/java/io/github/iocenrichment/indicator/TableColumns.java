package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the heading of the column that a cell stands in, in tables drawn with commas, semicolons, bars or tabs. */
final class TableColumns {
    private static final int REACH = 2_000;
    private static final int LONGEST_HEADING = 60;
    private static final int MOST_COMMENTS = 12;
    private static final String MARKS = ",;|\t";
    private final Scan scan;
    /** One for each of {@link #MARKS}: in a text that mixes them, none is counted again because another came between. */
    private final Table[] tables = {new Table(), new Table(), new Table(), new Table()};

    /** What is known of the table that one mark draws. */
    private static final class Table {
        private int block = -1;
        private int headingsLine;
        private List<String> headings = List.of();
        /** How far the cells of the line were counted, -1 before any were. */
        private int countedTo = -1;
        /** How many there were, -1 in a line that is too long. */
        private int columns;
        private int lineStart;
    }

    TableColumns(Scan scan) {
        this.scan = scan;
    }

    /** The last word of the heading above the cell that begins here; empty when there is none. Looks at a bounded stretch of the text. */
    Optional<String> header(int cell) {
        int i = markBefore(cell);
        if (scan.at(i) == '|' && isEventHeader(i)) {
            return Optional.of("version");
        }
        return isMark(scan.at(i)) ? heading(i, scan.at(i), cell).map(words -> words.substring(words.lastIndexOf(' ') + 1)) : Optional.empty();
    }

    /** The whole heading above a cell, that of the first column included. @param end where the cell's value ends */
    Optional<String> heading(int cell, int end) {
        int before = markBefore(cell);
        if (isMark(scan.at(before))) {
            return heading(before, scan.at(before), cell);
        }
        int behind = end;
        while (behind - end < 4 && (scan.at(behind) == ' ' || scan.at(behind) == '"')) {
            behind++;
        }
        boolean first = before < 0 || scan.at(before) == '\n';
        return first && isMark(scan.at(behind)) ? heading(before, scan.at(behind), cell) : Optional.empty();
    }

    private int markBefore(int cell) {
        int i = cell - 1;
        while (cell - i < 4 && (scan.at(i) == ' ' || scan.at(i) == '"')) {
            i--;
        }
        return i;
    }

    static boolean isMark(char c) {
        return MARKS.indexOf(c) >= 0;
    }

    /** @param before the mark before the cell, or the end of the line before */
    private Optional<String> heading(int before, char mark, int cell) {
        int block = scan.open.blockStart();
        Table table = tables[MARKS.indexOf(mark)];
        int column = column(table, before, mark, block, cell);
        if (column < 0) {
            return Optional.empty();
        }
        if (table.block != block) {
            table.block = block;
            table.headingsLine = headingLine(block, mark);
            table.headings = headings(table.headingsLine, mark);
        }
        boolean inHeading = table.lineStart <= table.headingsLine;
        return inHeading || column >= table.headings.size() ? Optional.empty() : Optional.of(table.headings.get(column));
    }

    /** The number of the cell's column; -1 when its line is too long. The cells of a line are counted once. */
    private int column(Table table, int before, char mark, int block, int cell) {
        int column = 0;
        int i = before;
        boolean known = table.countedTo >= block && table.countedTo <= before;
        int stop = known ? table.countedTo : block - 1;
        while (i > stop && scan.at(i) != '\n' && cell - i < REACH) {
            column += scan.at(i) == mark ? 1 : 0;
            i--;
        }
        scan.steps += before - i;
        if (known && i == stop) {
            column = table.columns < 0 ? -1 : column + table.columns;
        } else if (i > stop && scan.at(i) != '\n') {
            column = -1;
        } else {
            table.lineStart = i + 1;
        }
        table.countedTo = before;
        table.columns = column;
        return column;
    }

    private List<String> headings(int line, char mark) {
        List<String> cells = new ArrayList<>();
        int end = line;
        while (end < scan.n && scan.t[end] != '\n' && end - line < REACH) {
            end++;
        }
        boolean zeek = isZeek(line);
        int from = line;
        for (int i = line; i <= end; i++) {
            if (i == end || scan.t[i] == mark) {
                String words = i - from > LONGEST_HEADING ? "" : new String(scan.t, from, i - from).replace('"', ' ').replace('#', ' ').strip();
                if (!zeek || from > line) {
                    cells.add(words);
                }
                from = i + 1;
            }
        }
        return cells;
    }

    /** Where the line of headings begins: the first line of the table, or among comments before it the one that has its marks. */
    private int headingLine(int block, char mark) {
        int line = block;
        int heading = block;
        for (int lines = 0; lines < MOST_COMMENTS && scan.at(line) == '#'; lines++) {
            int end = line;
            boolean marked = false;
            while (end < scan.n && scan.t[end] != '\n' && end - line < REACH) {
                marked |= scan.t[end] == mark;
                end++;
            }
            if (scan.at(end) != '\n') {
                return block;
            }
            boolean fields = end - line > 7 && new String(scan.t, line, 7).equals("#fields");
            heading = marked && !isZeek(heading) || fields ? line : heading;
            line = end + 1;
        }
        // comments without headings: the first line behind them
        boolean found = heading > block || hasMark(block, mark);
        return found ? heading : line;
    }

    private boolean isZeek(int line) {
        return line + 7 < scan.n && new String(scan.t, line, 7).equals("#fields");
    }

    private boolean hasMark(int line, char mark) {
        for (int i = line; i < scan.n && scan.t[i] != '\n' && i - line < REACH; i++) {
            if (scan.t[i] == mark) {
                return true;
            }
        }
        return false;
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
