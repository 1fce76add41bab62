package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.util.HashMap;
import java.util.Map;

/**
 * The text of one sheet of a workbook. Each cell that may hold an indicator is a piece of its own, named after the cell: a table of two columns with the
 * heading above it and the words in the cell before it ({@code Firmware | 8.1.0.22}), which say what it is. The other cells follow as one text.
 */
final class SheetText {
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_HEADING = 60;

    private final Part office;
    private final Reading reading;
    private final String name;
    private final StringBuilder rest = new StringBuilder();
    private final Map<Integer, String> headings = new HashMap<>();
    private String before = "";
    private boolean headed;

    /** @param name as it is shown */
    SheetText(Part office, Reading reading, String name) {
        this.office = office;
        this.reading = reading;
        this.name = name;
    }

    /** A row begins. */
    void row() {
        before = "";
    }

    /**
     * The next cell of the row.
     *
     * @param cell    its name, such as {@code B7}
     * @param column  1 for the first
     * @param value   what it shows
     * @param formula as it is typed in, without the equals sign; empty when it has none
     * @param number  whether it is a number, which is no indicator whatever it looks like
     */
    void cell(String cell, int column, String value, String formula, boolean number) throws LimitReachedException {
        boolean readable = formula.indexOf('"') >= 0 || formula.contains("://");
        String content = readable ? value + " " + FormulaText.of(formula) : value;
        boolean relevant = !number && IndicatorShape.mayBeIn(content);
        if (relevant) {
            String heading = headed ? headings.getOrDefault(column, "") : "";
            String above = heading.isEmpty() ? "" : "\t" + heading + "\n";
            reading.text(office.inside("sheet " + name + ", cell " + cell), ContentKind.PLAIN, above + before + "\t" + content);
        } else {
            rest.append(content).append('\t');
        }
        if (!content.isBlank()) {
            before = relevant ? "" : shortened(content);
            if (!headed && headings.size() < MOST_COLUMNS) {
                headings.put(column, relevant ? "" : shortened(content));
            }
        }
    }

    void endOfRow() throws LimitReachedException {
        rest.append('\n');
        headed |= !headings.isEmpty();
        if (rest.length() > reading.limits().characters()) {
            end();
        }
    }

    /** A page header or footer. */
    void pageLine(String line) {
        rest.append('\n').append(FormulaText.pageLine(line)).append('\n');
    }

    /** Words that stand in no cell. */
    void aside(String words) {
        if (IndicatorShape.mayBeIn(words) && !IndicatorShape.isSchema(words)) {
            rest.append('\n').append(words).append('\n');
        }
    }

    /** The sheet ends; what was not handed over is. */
    void end() throws LimitReachedException {
        reading.text(office.inside("sheet " + name), ContentKind.PLAIN, rest);
        rest.setLength(0);
    }

    private static String shortened(String content) {
        return content.length() > LONGEST_HEADING ? "" : content;
    }
}
