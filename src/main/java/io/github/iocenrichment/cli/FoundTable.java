package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.text.OneLine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What a file gave, as a table for people. */
final class FoundTable implements FoundOutput {
    private static final int BUFFER = 1 << 16;
    private static final int TYPE = 7;
    private static final int VALUE = 60;
    private static final int REASON = 24;

    private final PrintStream out;
    private final boolean defanged;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param defanged whether values are shown in a form that no program makes a link of
     * @param width    columns of the terminal, which the places are cut to; 0 for a file or a pipe
     */
    FoundTable(PrintStream out, boolean defanged, int width) {
        this.out = out;
        this.defanged = defanged;
        this.width = width;
    }

    @Override
    public void print(Path file, List<Indicator> found, List<String> problems) {
        printable(file.toString());
        text.append(System.lineSeparator());
        for (Indicator indicator : found) {
            row(indicator);
            if (text.length() > BUFFER) {
                flush();
            }
        }
        problems.forEach(problem -> {
            text.append("  not wholly read: ");
            printable(problem);
            text.append(System.lineSeparator());
        });
        flush();
    }

    private void row(Indicator indicator) {
        int start = text.length();
        cell("  ", indicator.type().label(), TYPE);
        cell(" ", defanged ? Defanged.of(indicator) : indicator.value(), VALUE);
        cell(" ", indicator.enrichable() ? "" : indicator.reason(), REASON);
        text.append(' ');
        if (!indicator.places().isEmpty()) {
            Place place = indicator.places().get(0);
            printable(place.path().isEmpty() ? place.snippet() : place.path() + ": " + place.snippet());
        }
        int shown = Math.max(width, TYPE + VALUE + 4);
        if (width > 0 && text.length() - start > shown) {
            // only the place is cut, never a value
            text.setLength(start + Math.max(shown, 3 + TYPE + (defanged ? Defanged.of(indicator) : indicator.value()).length()));
        }
        text.append(System.lineSeparator());
    }

    private void cell(String gap, String content, int width) {
        text.append(gap).append(content).append(" ".repeat(Math.max(0, width - content.length())));
    }

    /** Text from outside must not steer the terminal. */
    private void printable(String words) {
        text.append(OneLine.of(words));
    }

    /** A stream writes each text that it is given: a few long ones are much faster than a line at a time. */
    private void flush() {
        out.print(text);
        text.setLength(0);
    }
}
