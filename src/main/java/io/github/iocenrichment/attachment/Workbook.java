package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of an XLSX or XLSM workbook, those of Excel 4 macros among them, and the names defined in it. Each cell that may hold an indicator is a piece
 * of its own, named after the cell: a table of two columns with the
 * heading above it and the words in the cell before it ({@code Firmware | 8.1.0.22}), which say what it is. The other cells follow as one text.
 */
final class Workbook {
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_HEADING = 60;

    private final Part office;
    private final Reading reading;
    private final Map<String, Part> parts;
    private final List<String> shared = new ArrayList<>();
    private final StringBuilder string = new StringBuilder();
    private boolean inText;
    private boolean phonetic;
    private long sharedLength;
    private final BitSet shown = new BitSet();

    Workbook(Part office, Reading reading, Map<String, Part> parts) {
        this.office = office;
        this.reading = reading;
        this.parts = parts;
    }

    void read() throws LimitReachedException {
        Map<String, String> targets = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        guarded("xl/sharedStrings.xml", this::sharedStrings);
        guarded("xl/_rels/workbook.xml.rels", xml -> {
            if (xml.isStartElement() && "Relationship".equals(xml.getLocalName())) {
                String target = String.valueOf(xml.getAttributeValue(null, "Target"));
                targets.put(xml.getAttributeValue(null, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        guarded("xl/workbook.xml", xml -> {
            if (xml.isStartElement() && "sheet".equals(xml.getLocalName())) {
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    if ("id".equals(xml.getAttributeLocalName(i)) && targets.containsKey(xml.getAttributeValue(i))) {
                        names.put(targets.get(xml.getAttributeValue(i)), ShownName.of(xml.getAttributeValue(null, "name")));
                    }
                }
            }
        });
        for (String entry : parts.keySet()) {
            if (entry.contains("sheets/") && entry.toLowerCase(Locale.ROOT).endsWith(".xml")) {
                String file = entry.substring(entry.lastIndexOf('/') + 1).replace(".xml", "");
                Sheet sheet = new Sheet(names.getOrDefault(entry, file));
                guarded(entry, sheet);
                sheet.end();
            }
        }
        otherTexts();
    }

    /** Names and their formulas, connections and the like, and texts that stand in no cell any more. */
    private void otherTexts() throws LimitReachedException {
        OfficeXml other = new OfficeXml(reading);
        guarded("xl/workbook.xml", other::takeOne);
        StringBuilder unused = new StringBuilder();
        for (int i = 0; i < shared.size(); i++) {
            reading.step();
            if (!shown.get(i) && IndicatorShape.mayBeIn(shared.get(i))) {
                unused.append(shared.get(i)).append('\n');
            }
        }
        reading.text(office.inside("workbook"), ContentKind.PLAIN, other.gathered());
        reading.text(office.inside("texts of no cell"), ContentKind.PLAIN, unused);
    }

    private interface Step {
        void on(XMLStreamReader xml) throws XMLStreamException, LimitReachedException;
    }

    private void guarded(String entry, Step step) throws LimitReachedException {
        Part part = parts.get(entry);
        if (part == null) {
            return;
        }
        try {
            XMLStreamReader xml = XmlText.closedFactory().createXMLStreamReader(new ByteArrayInputStream(part.content()));
            while (xml.hasNext()) {
                reading.step();
                xml.next();
                step.on(xml);
            }
        } catch (XMLStreamException damaged) {
            LimitReachedException limit = LimitReachedException.behind(damaged);
            if (limit != null) {
                throw limit;
            }
            if (part.whole()) {
                reading.unread(part.path(), "damaged XML");
            }
        }
    }

    private void sharedStrings(XMLStreamReader xml) throws LimitReachedException {
        if (xml.isCharacters()) {
            if (inText && !phonetic) {
                string.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
            return;
        }
        if (!xml.isStartElement() && !xml.isEndElement()) {
            return;
        }
        boolean start = xml.isStartElement();
        switch (xml.getLocalName()) {
            case "t" -> inText = start;
            case "rPh" -> phonetic = start;
            case "si" -> {
                if (!start) {
                    sharedLength += string.length();
                    shared.add(string.toString());
                    string.setLength(0);
                    if (sharedLength > reading.limits().characters()) {
                        throw new LimitReachedException("more than " + reading.limits().characters() + " characters of text");
                    }
                }
            }
            default -> {
                // looks
            }
        }
    }

    /** One sheet, read as its XML is parsed. */
    private final class Sheet implements Step {
        private final String name;
        private final StringBuilder rest = new StringBuilder();
        private final Map<Integer, String> headings = new HashMap<>();
        private final StringBuilder value = new StringBuilder();
        private final StringBuilder formula = new StringBuilder();
        private final StringBuilder aside = new StringBuilder();
        private @Nullable StringBuilder take;
        private String before = "";
        private boolean headed;
        private int rowNumber;
        private int column;
        private String cell = "";
        private String type = "";

        private Sheet(String name) {
            this.name = name;
        }

        @Override
        public void on(XMLStreamReader xml) throws LimitReachedException {
            if (xml.getEventType() == XMLStreamConstants.CHARACTERS || xml.getEventType() == XMLStreamConstants.CDATA) {
                (take == null ? aside : take).append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            } else if (xml.isStartElement()) {
                start(xml);
            } else if (xml.isEndElement()) {
                end(xml.getLocalName());
            }
        }

        /** What stands outside of cells: rules for what may be typed in, their messages, formulas of formats. */
        private void endOfAside() {
            if (!aside.isEmpty()) {
                rest(FormulaText.of(aside.toString().strip()));
                aside.setLength(0);
            }
        }

        private void rest(String words) {
            if (IndicatorShape.mayBeIn(words) && !IndicatorShape.isSchema(words)) {
                rest.append('\n').append(words).append('\n');
            }
        }

        private void start(XMLStreamReader xml) {
            endOfAside();
            boolean cells = xml.getLocalName().equals("c") || xml.getLocalName().equals("row");
            for (int i = 0; i < xml.getAttributeCount() && !cells; i++) {
                rest(xml.getAttributeValue(i));
            }
            switch (xml.getLocalName()) {
                case "c" -> {
                    String named = xml.getAttributeValue(null, "r");
                    column = named == null ? column + 1 : column(named);
                    cell = named == null ? "number " + column + " of row " + rowNumber : ShownName.of(named);
                    type = String.valueOf(xml.getAttributeValue(null, "t"));
                    value.setLength(0);
                    formula.setLength(0);
                }
                case "row" -> {
                    rowNumber++;
                    column = 0;
                    before = "";
                }
                case "v", "t", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> take = value;
                case "f" -> take = formula;
                default -> {
                    // looks
                }
            }
        }

        private void end(String element) throws LimitReachedException {
            endOfAside();
            switch (element) {
                case "v", "t", "f" -> take = null;
                case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> {
                    take = null;
                    rest.append('\n').append(FormulaText.pageLine(value.toString())).append('\n');
                    value.setLength(0);
                }
                case "c" -> endOfCell();
                case "row" -> {
                    rest.append('\n');
                    headed |= !headings.isEmpty();
                    if (rest.length() > reading.limits().characters()) {
                        end();
                    }
                }
                default -> {
                    // looks
                }
            }
        }

        private void endOfCell() throws LimitReachedException {
            String content = "s".equals(type) ? sharedString(value.toString().strip()) : value.toString();
            if (formula.indexOf("\"") >= 0 || formula.indexOf("://") >= 0) {
                content = content + " " + FormulaText.of(formula.toString());
            }
            boolean relevant = !"n".equals(type) && IndicatorShape.mayBeIn(content);
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

        private static String shortened(String content) {
            return content.length() > LONGEST_HEADING ? "" : content;
        }

        /** The number in the letters of a name such as {@code AB12}; the first column is 1. */
        private static int column(String cell) {
            int number = 0;
            for (int i = 0; i < cell.length() && i < 4 && cell.charAt(i) >= 'A' && cell.charAt(i) <= 'Z'; i++) {
                number = number * 26 + cell.charAt(i) - 'A' + 1;
            }
            return number;
        }

        private String sharedString(String index) {
            try {
                int at = Integer.parseInt(index);
                shown.set(Math.max(0, Math.min(at, shared.size())));
                return at >= 0 && at < shared.size() ? shared.get(at) : "";
            } catch (NumberFormatException damaged) {
                return "";
            }
        }

        void end() throws LimitReachedException {
            reading.text(office.inside("sheet " + name), ContentKind.PLAIN, rest);
            rest.setLength(0);
        }
    }
}
