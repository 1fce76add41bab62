package io.github.iocenrichment.load;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What was measured beside what is to be reached, in the order of {@link Figure}. */
final class ResultTable {
    private final Map<Figure, Row> rows = new EnumMap<>(Figure.class);

    /**
     * One row.
     *
     * @param run     what this run gave, in words
     * @param reached {@code yes} or {@code no}, empty for what is only reported
     */
    record Row(Figure figure, String run, String reached) {
        /** For a reader who waits for the rest. */
        String line() {
            return figure.label() + ": " + run + (reached.isEmpty() ? "" : " (reach " + figure.reach() + ": " + reached + ")");
        }
    }

    /** @param more what else is worth telling; may be empty */
    Row put(Figure figure, String more, double... values) {
        Row row = new Row(figure, figure.words(values) + (more.isEmpty() ? "" : "; " + more), figure.reached(values));
        rows.put(figure, row);
        return row;
    }

    String markdown() {
        StringBuilder lines = new StringBuilder("| | reach | this run | reached |\n|---|---|---|---|\n");
        rows.values().forEach(row -> lines.append("| ").append(row.figure().label()).append(" | ").append(row.figure().reach()).append(" | ")
                .append(row.run()).append(" | ").append(row.reached()).append(" |\n"));
        return lines.toString();
    }

    /** In columns, for a terminal. */
    String columns() {
        String form = "%-" + width(row -> row.figure().label()) + "s  %-" + width(row -> row.figure().reach()) + "s  %-3s  %s%n";
        StringBuilder lines = new StringBuilder();
        rows.values().forEach(row -> lines.append(String.format(form, row.figure().label(), row.figure().reach(), row.reached(), row.run())));
        return lines.toString();
    }

    private int width(Function<Row, String> cell) {
        Collection<Row> all = rows.values();
        return Math.max(1, all.stream().map(cell).mapToInt(String::length).max().orElse(1));
    }
}
