package io.github.iocenrichment.attachment;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A table of separated values, with its cells apart: a comma within a URL belongs to it, one behind its cell does not. */
final class CsvText {
    private static final int LINES_LOOKED_AT = 40;
    private static final int LONGEST_ROW = 1 << 20;

    private CsvText() {
    }

    /**
     * The separator of a table; null when the text does not begin like one.
     *
     * @param beginning enough of the text to hold some lines
     * @param whole     whether that is all of it
     * @param name      the file's name: one that does not say CSV must begin with a heading, because lines of a log may be as regular as rows
     */
    static @Nullable Character separator(String beginning, boolean whole, String name) {
        boolean named = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        for (char separator : new char[] {',', ';'}) {
            if ((named || isHeading(beginning, separator)) && hasRows(beginning, whole, separator)) {
                return separator;
            }
        }
        return null;
    }

    /** A first line of words and separators only. */
    private static boolean isHeading(String text, char separator) {
        for (int i = 0; i < text.length() && text.charAt(i) != '\n'; i++) {
            char character = text.charAt(i);
            boolean plain = Character.isLetterOrDigit(character) || character == separator || " _-\"\r\uFEFF".indexOf(character) >= 0;
            if (!plain || i > 2_000 || character == separator && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                return false;
            }
        }
        return true;
    }

    /** The first lines all have the same number of separators outside of quotes, and there are at least two lines. */
    private static boolean hasRows(String text, boolean whole, char separator) {
        int expected = -1;
        int lines = 0;
        int count = 0;
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < text.length() && lines < LINES_LOOKED_AT; i++) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                count++;
            }
            blank &= Character.isWhitespace(character);
            boolean last = whole && i == text.length() - 1;
            if ((character == '\n' && !quoted || last) && !blank) {
                if (count == 0 || expected >= 0 && count != expected) {
                    return false;
                }
                expected = count;
                lines++;
                count = 0;
                blank = true;
            }
        }
        return lines >= 2;
    }

    /** Whether the whole text is such a table. */
    static boolean isTable(Reader text, char separator, Reading reading) throws LimitReachedException {
        try {
            rows(text, separator, reading, row -> { });
            return true;
        } catch (LimitReachedException limit) {
            throw limit;
        } catch (IOException | UncheckedIOException | IllegalStateException noTable) {
            return false;
        }
    }

    /** Hands over the rows of a table, with a tab between their cells. */
    static void read(Reader text, char separator, Reading reading, TextStretches table) throws IOException {
        rows(text, separator, reading, row -> {
            if (row.getRecordNumber() == 1) {
                table.heading(String.join("\t", row.toList()) + "\n");
            }
            for (String cell : row) {
                table.append(cell);
                table.append("\t");
            }
            table.append("\n");
        });
    }

    private interface Row {
        void take(CSVRecord row) throws LimitReachedException;
    }

    private static void rows(Reader text, char separator, Reading reading, Row each) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).setLenientEof(true)
                .setTrailingData(true).get();
        BoundedRows bounded = new BoundedRows(text);
        try (CSVParser rows = CSVParser.parse(bounded, format)) {
            for (CSVRecord row : rows) {
                reading.step();
                bounded.sinceRow = 0;
                each.take(row);
            }
        }
    }

    /** Ends a text in which one quote makes all that follows a single cell. */
    private static final class BoundedRows extends FilterReader {
        private int sinceRow;

        private BoundedRows(Reader text) {
            super(text);
        }

        @Override
        public int read(char[] buffer, int start, int length) throws IOException {
            int got = super.read(buffer, start, length);
            sinceRow += Math.max(0, got);
            if (sinceRow > LONGEST_ROW) {
                throw new IOException("a row of more than " + LONGEST_ROW + " characters");
            }
            return got;
        }
    }
}
