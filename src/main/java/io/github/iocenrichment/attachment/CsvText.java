package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table of separated values, with its cells apart: a comma within a URL belongs to it, one behind its cell does not. */
final class CsvText {
    private static final int LINES_LOOKED_AT = 40;

    private CsvText() {
    }

    /**
     * The rows with a tab between their cells; null when the text is no table.
     *
     * @param name the file's name: one that does not say CSV must begin with a heading, because lines of a log may be as regular as rows
     */
    static String of(String text, String name, Reading reading) throws LimitReached {
        boolean named = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        for (char separator : new char[] {',', ';'}) {
            if ((named || isHeading(text, separator)) && isTable(text, separator)) {
                String table = read(text, separator, reading);
                if (table != null) {
                    return table;
                }
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
    private static boolean isTable(String text, char separator) {
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
            boolean last = i == text.length() - 1;
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

    private static String read(String text, char separator, Reading reading) throws LimitReached {
        StringBuilder table = new StringBuilder(text.length());
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).setLenientEof(true)
                .setTrailingData(true).get();
        try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : rows) {
                reading.step();
                for (String cell : row) {
                    table.append(cell).append('\t');
                }
                table.append('\n');
            }
            return table.toString();
        } catch (IOException | UncheckedIOException | IllegalStateException noTable) {
            return null;
        }
    }
}
