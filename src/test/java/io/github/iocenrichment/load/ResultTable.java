package io.github.iocenrichment.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, row by row, beside what is to be reached. */
final class ResultTable {
    private final List<Row> rows = new ArrayList<>();

    /**
     * One row.
     *
     * @param reach   what is to be reached, in words
     * @param run     what this run gave, in words
     * @param reached {@code yes} or {@code no}, empty for what is only told
     */
    record Row(String name, String reach, String run, String reached) {
        /** For a reader who waits for the rest. */
        String line() {
            return name + ": " + run + (reach.isEmpty() ? "" : " (reach " + reach + ": " + reached + ")");
        }
    }

    /** A figure that must not be larger than a bound. */
    Row most(String name, double bound, String unit, double value, String more) {
        return add(name, "≤ " + text(bound) + unit, text(value) + unit + more, value <= bound);
    }

    /** A figure that must not be smaller than a bound. */
    Row least(String name, double bound, String unit, double value, String more) {
        return add(name, "≥ " + text(bound) + unit, text(value) + unit + more, value >= bound);
    }

    /** Two figures, each with a bound that it must not be larger than. */
    Row most(String name, String unit, double[] bounds, double[] values, String more) {
        return add(name, "≤ " + text(bounds[0]) + " / ≤ " + text(bounds[1]) + unit, text(values[0]) + " / " + text(values[1]) + unit + more,
                values[0] <= bounds[0] && values[1] <= bounds[1]);
    }

    /** Something without a bound. */
    Row told(String name, String words) {
        return keep(new Row(name, "", words, ""));
    }

    private Row add(String name, String reach, String run, boolean reached) {
        return keep(new Row(name, reach, run, reached ? "yes" : "no"));
    }

    private Row keep(Row row) {
        rows.add(row);
        return row;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    String markdown() {
        StringBuilder lines = new StringBuilder("| | reach | this run | reached |\n|---|---|---|---|\n");
        rows.forEach(row -> lines.append("| ").append(row.name()).append(" | ").append(row.reach()).append(" | ").append(row.run()).append(" | ")
                .append(row.reached()).append(" |\n"));
        return lines.toString();
    }

    /** In columns, for a terminal. */
    String columns() {
        int name = width(rows.stream().map(Row::name).toList());
        int reach = width(rows.stream().map(Row::reach).toList());
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(String.format("%-" + name + "s  %-" + reach + "s  %-3s  %s%n", row.name(), row.reach(), row.reached(), row.run())));
        return lines.toString();
    }

    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    /** Three significant digits, and all digits before the point. */
    static String text(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
