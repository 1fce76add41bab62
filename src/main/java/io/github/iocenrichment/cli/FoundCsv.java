package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What files gave, as comma-separated values with a heading (RFC 4180). */
final class FoundCsv implements FoundOutput {
    private static final int BUFFER = 1 << 16;
    private final PrintStream out;
    private final boolean defanged;

    FoundCsv(PrintStream out, boolean defanged) {
        this.out = out;
        this.defanged = defanged;
        out.print("type,value,enrichable,reason,file\r\n");
    }

    @Override
    public void print(Path file, List<Indicator> found, List<String> problems) {
        StringBuilder rows = new StringBuilder();
        for (Indicator each : found) {
            String value = defanged ? Defanged.of(each) : each.value();
            rows.append(each.type().label()).append(',').append(cell(value)).append(',').append(each.enrichable()).append(',')
                    .append(cell(each.enrichable() ? "" : each.reason())).append(',').append(cell(file.toString())).append("\r\n");
            if (rows.length() > BUFFER) {
                out.print(rows);
                rows.setLength(0);
            }
        }
        out.print(rows);
        problems.forEach(problem -> System.err.println("not wholly read: " + problem));
    }

    /** A value that a spreadsheet would take for a formula gets an apostrophe. */
    private static String cell(String value) {
        boolean formula = value.length() > 1 && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf('\n') >= 0 || safe.indexOf('\r') >= 0;
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
