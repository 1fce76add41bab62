package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.text.Csv;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What files gave, as comma-separated values with a heading (RFC 4180). */
final class FoundCsv implements FoundOutput {
    /** A stream writes each text that it is given: a few long ones are much faster than a line at a time. */
    private static final int ROWS = 1000;
    private final PrintStream out;
    private final boolean defanged;

    FoundCsv(PrintStream out, boolean defanged) {
        this.out = out;
        this.defanged = defanged;
        out.print(Csv.of(List.of(List.of("type", "value", "enrichable", "reason", "file"))));
    }

    @Override
    public void print(Path file, List<Indicator> found, List<String> problems) {
        List<List<String>> rows = new ArrayList<>();
        for (Indicator each : found) {
            rows.add(List.of(each.type().label(), defanged ? Defanged.of(each) : each.value(), String.valueOf(each.enrichable()),
                    each.enrichable() ? "" : each.reason(), file.toString()));
            if (rows.size() == ROWS) {
                out.print(Csv.of(rows));
                rows.clear();
            }
        }
        out.print(Csv.of(rows));
        FoundOutput.report(file, problems);
    }
}
