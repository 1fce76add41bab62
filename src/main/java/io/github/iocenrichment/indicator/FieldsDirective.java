package io.github.iocenrichment.indicator;

import java.util.List;
import java.util.Optional;

/** Tables that web servers and proxies write in W3C's extended log format: cells parted by blanks, named by the last {@code #Fields:} line above. */
final class FieldsDirective {
    private static final String MARK = "#Fields:";
    private static final int REACH = 2_000;

    private final Scan scan;
    /** How far the text was searched for the line. */
    private int searchedTo;
    private List<String> fields = List.of();

    FieldsDirective(Scan scan) {
        this.scan = scan;
    }

    /** The name of the cell that begins here; cells are asked about in their order in the text. */
    Optional<String> heading(int cell) {
        search(cell);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        int column = 0;
        boolean quoted = false;
        int i = cell - 1;
        while (i >= 0 && cell - i < REACH && scan.t[i] != '\n') {
            quoted ^= scan.t[i] == '"';
            column += scan.t[i] == ' ' && !quoted ? 1 : 0;
            i--;
        }
        scan.steps += cell - i;
        boolean inLine = i < 0 || scan.t[i] == '\n';
        return inLine && scan.at(i + 1) != '#' && column < fields.size() ? Optional.of(fields.get(column)) : Optional.empty();
    }

    private void search(int to) {
        for (; searchedTo < to; searchedTo++) {
            boolean line = scan.t[searchedTo] == '#' && (searchedTo == 0 || scan.t[searchedTo - 1] == '\n');
            if (line && searchedTo + MARK.length() < to && new String(scan.t, searchedTo, MARK.length()).equals(MARK)) {
                int from = searchedTo + MARK.length();
                int end = from;
                while (end < scan.n && end - from < REACH && scan.t[end] != '\n') {
                    end++;
                }
                fields = List.of(new String(scan.t, from, end - from).strip().split("\\s+"));
            }
        }
    }
}
