package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.LittleEndian;
import org.apache.poi.xssf.binary.XSSFBParseException;
import org.apache.poi.xssf.binary.XSSFBParser;
import org.apache.poi.xssf.binary.XSSFBRecordType;
import org.apache.poi.xssf.binary.XSSFBUtils;

/**
 * The sheets of an XLSB workbook, those of Excel 4 macros among them, its names and comments, as {@link Workbook} reads them of the form in XML. Of records
 * that are not read by their form the addresses are taken.
 */
final class BinaryWorkbook {
    /** A defined name; POI has no word for it. */
    private static final int BRT_NAME = 39;
    /** A text that is not there, in place of its length. */
    private static final long ABSENT = 0xFFFF_FFFFL;
    /** Column and format of a cell. */
    private static final int CELL = 8;
    private static final int HEADERS_AND_FOOTERS = 6;

    private final Part office;
    private final Reading reading;
    private final Map<String, Part> parts;
    private final SharedStrings shared;
    private final StringBuilder other = new StringBuilder();
    private final Map<String, String> sheets = new HashMap<>();

    /** @param parts by their names: {@code xl/workbook.bin}, its sheets and shared strings, and the relationships of the workbook */
    BinaryWorkbook(Part office, Reading reading, Map<String, Part> parts) {
        this.office = office;
        this.reading = reading;
        this.parts = parts;
        this.shared = new SharedStrings(reading);
    }

    void read() throws LimitReachedException {
        records("xl/sharedStrings.bin", (type, data) -> {
            if (type == XSSFBRecordType.BrtSstItem.getId()) {
                shared.add(string(data, 1));
            }
        });
        Map<String, String> targets = Workbook.targets(parts.get("xl/_rels/workbook.bin.rels"), reading);
        records("xl/workbook.bin", (type, data) -> ofWorkbook(type, data, targets));
        for (String entry : parts.keySet()) {
            if (entry.contains("sheets/")) {
                String file = entry.substring(entry.lastIndexOf('/') + 1).replace(".bin", "");
                Sheet sheet = new Sheet(sheets.getOrDefault(entry, file));
                records(entry, sheet);
                sheet.text.end();
            } else if (entry.toLowerCase(Locale.ROOT).startsWith("xl/comments")) {
                records(entry, (type, data) -> {
                    if (type == XSSFBRecordType.BrtCommentText.getId()) {
                        other(string(data, 1));
                    }
                });
            }
        }
        reading.text(office.inside("workbook"), ContentKind.PLAIN, other);
        shared.ofNoCell(office);
    }

    private interface Records {
        /** @param data of the record, without its type and length */
        void on(int type, byte[] data) throws LimitReachedException;
    }

    private void records(String entry, Records records) throws LimitReachedException {
        Part part = parts.get(entry);
        if (part == null) {
            return;
        }
        Parser parser = new Parser(part, records);
        try {
            parser.parse();
        } catch (UncheckedIOException limit) {
            throw LimitReachedException.behind(limit);
        } catch (IOException | RuntimeException cut) {
            // POI throws this and that where a record is longer than what is left
            parser.damaged = true;
        }
        if (parser.damaged && part.whole()) {
            reading.unread(part.path(), "damaged workbook");
        }
    }

    /** Goes on behind a record that is not of its form, with the addresses in it. */
    private final class Parser extends XSSFBParser {
        private final Records records;
        private boolean damaged;

        private Parser(Part part, Records records) {
            super(new ByteArrayInputStream(part.content()));
            this.records = records;
        }

        @Override
        public void handleRecord(int type, byte[] data) {
            try {
                reading.step();
                try {
                    records.on(type, data);
                } catch (XSSFBParseException | IndexOutOfBoundsException notOfItsForm) {
                    damaged = true;
                    addresses(data);
                }
            } catch (LimitReachedException limit) {
                throw new UncheckedIOException(limit);
            }
        }
    }

    private void ofWorkbook(int type, byte[] data, Map<String, String> targets) throws LimitReachedException {
        if (type == XSSFBRecordType.BrtBundleSh.getId()) {
            // behind the state and the number of a sheet
            Text relationship = text(data, 8);
            sheets.put(targets.getOrDefault(relationship.value(), ""), ShownName.of(text(data, relationship.end()).value()));
        } else if (type == BRT_NAME) {
            // behind flags, key and sheet
            other(FormulaText.of(formula(data, text(data, 9).end())));
        } else {
            addresses(data);
        }
    }

    /** One sheet, record by record. */
    private final class Sheet implements Records {
        private final SheetText text;
        private boolean inRow;
        private int row;

        private Sheet(String name) {
            this.text = new SheetText(office, reading, name);
        }

        @Override
        public void on(int type, byte[] data) throws LimitReachedException {
            switch (XSSFBRecordType.lookup(type)) {
                case BrtRowHdr -> {
                    endOfRow();
                    row = LittleEndian.getInt(data, 0);
                    inRow = true;
                    text.row();
                }
                case BrtCellSt -> cell(data, string(data, CELL), "");
                case BrtCellRString -> cell(data, string(data, CELL + 1), "");
                case BrtCellIsst -> cell(data, shared.at(LittleEndian.getInt(data, CELL)), "");
                case BrtFmlaString -> {
                    Text shown = text(data, CELL);
                    cell(data, shown.value(), formula(data, shown.end() + 2));
                }
                // what the formula gives is a number, a truth value or an error
                case BrtFmlaNum -> cell(data, "", formula(data, CELL + 8 + 2));
                case BrtFmlaBool, BrtFmlaError -> cell(data, "", formula(data, CELL + 1 + 2));
                case BrtEndSheetData -> endOfRow();
                case BrtBeginHeaderFooter -> {
                    int at = 2;
                    for (int i = 0; i < HEADERS_AND_FOOTERS && at < data.length; i++) {
                        Text line = text(data, at);
                        text.pageLine(line.value());
                        at = line.end();
                    }
                }
                case BrtCellBlank, BrtCellRk, BrtCellReal, BrtCellBool, BrtCellError -> {
                    // no text
                }
                // messages of validations and whatever else holds one
                default -> aside(data);
            }
        }

        private void cell(byte[] data, String value, String formula) throws LimitReachedException {
            int column = LittleEndian.getInt(data, 0);
            text.cell(new CellReference(Math.max(0, row), Math.max(0, column)).formatAsString(false), column + 1, value, formula, false);
        }

        private void endOfRow() throws LimitReachedException {
            if (inRow) {
                text.endOfRow();
                inRow = false;
            }
        }

        private void aside(byte[] data) throws LimitReachedException {
            for (String address : BinaryText.addresses(data, office.path(), reading)) {
                text.aside(address);
            }
        }
    }

    /** Tokens, preceded by their number of bytes; values of arrays stand behind them. */
    private String formula(byte[] data, int at) throws LimitReachedException {
        if (at + 4 > data.length) {
            return "";
        }
        int end = at + 4 + (int) Math.min(LittleEndian.getUInt(data, at), data.length - at - 4L);
        byte[] tokens = Arrays.copyOfRange(data, at + 4, end);
        Optional<String> text = BinaryFormula.text(tokens);
        StringJoiner words = new StringJoiner(" ").add(text.isPresent() ? text.get() : quoted(BinaryText.addresses(tokens, office.path(), reading)));
        words.add(quoted(BinaryText.addresses(Arrays.copyOfRange(data, end, data.length), office.path(), reading)));
        return words.toString();
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(" "));
    }

    private void other(String words) {
        if (IndicatorShape.mayBeIn(words) && other.length() <= reading.limits().characters()) {
            other.append(words).append('\n');
        }
    }

    private void addresses(byte[] data) throws LimitReachedException {
        BinaryText.addresses(data, office.path(), reading).forEach(this::other);
    }

    /** @param end where the record goes on */
    private record Text(String value, int end) {
    }

    private static Text text(byte[] data, int at) {
        if (LittleEndian.getUInt(data, at) == ABSENT) {
            return new Text("", at + 4);
        }
        StringBuilder value = new StringBuilder();
        int bytes = XSSFBUtils.readXLWideString(data, at, value);
        return new Text(value.toString(), at + bytes);
    }

    private static String string(byte[] data, int at) {
        return text(data, at).value();
    }
}
