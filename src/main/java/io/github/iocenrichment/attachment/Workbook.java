package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of an XLSX or XLSM workbook, those of Excel 4 macros among them, and the names defined in it.
 */
final class Workbook {
    private final Part office;
    private final Reading reading;
    private final Map<String, Part> parts;
    private final SharedStrings shared;
    private final StringBuilder string = new StringBuilder();
    private boolean inText;
    private boolean phonetic;

    Workbook(Part office, Reading reading, Map<String, Part> parts) {
        this.office = office;
        this.reading = reading;
        this.parts = parts;
        this.shared = new SharedStrings(reading);
    }

    void read() throws LimitReachedException {
        Map<String, String> targets = targets(parts.get("xl/_rels/workbook.xml.rels"), reading);
        Map<String, String> names = new HashMap<>();
        guarded("xl/sharedStrings.xml", this::sharedStrings);
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
                sheet.text.end();
            }
        }
        otherTexts();
    }

    /** Which part a workbook means by the name of a relationship; empty when the part is not there. */
    static Map<String, String> targets(@Nullable Part relationships, Reading reading) throws LimitReachedException {
        Map<String, String> targets = new HashMap<>();
        guarded(relationships, reading, xml -> {
            if (xml.isStartElement() && "Relationship".equals(xml.getLocalName())) {
                String target = String.valueOf(xml.getAttributeValue(null, "Target"));
                targets.put(xml.getAttributeValue(null, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        return targets;
    }

    /** Names and their formulas, connections and the like, and texts that stand in no cell any more. */
    private void otherTexts() throws LimitReachedException {
        OfficeXml other = new OfficeXml(reading);
        guarded("xl/workbook.xml", other::takeOne);
        reading.text(office.inside("workbook"), ContentKind.PLAIN, other.gathered());
        shared.ofNoCell(office);
    }

    private interface Step {
        void on(XMLStreamReader xml) throws XMLStreamException, LimitReachedException;
    }

    private void guarded(String entry, Step step) throws LimitReachedException {
        guarded(parts.get(entry), reading, step);
    }

    private static void guarded(@Nullable Part part, Reading reading, Step step) throws LimitReachedException {
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
            LimitReachedException.rethrow(damaged);
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
                    shared.add(string.toString());
                    string.setLength(0);
                }
            }
            default -> {
                // looks
            }
        }
    }

    /** One sheet, read as its XML is parsed. */
    private final class Sheet implements Step {
        private final SheetText text;
        private final StringBuilder value = new StringBuilder();
        private final StringBuilder formula = new StringBuilder();
        private final StringBuilder aside = new StringBuilder();
        private @Nullable StringBuilder take;
        private int rowNumber;
        private int column;
        private String cell = "";
        private String type = "";

        private Sheet(String name) {
            this.text = new SheetText(office, reading, name);
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
                text.aside(FormulaText.of(aside.toString().strip()));
                aside.setLength(0);
            }
        }

        private void start(XMLStreamReader xml) {
            endOfAside();
            boolean cells = xml.getLocalName().equals("c") || xml.getLocalName().equals("row");
            for (int i = 0; i < xml.getAttributeCount() && !cells; i++) {
                text.aside(xml.getAttributeValue(i));
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
                    text.row();
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
                    text.pageLine(value.toString());
                    value.setLength(0);
                }
                case "c" -> text.cell(cell, column, "s".equals(type) ? sharedString(value.toString().strip()) : value.toString(), formula.toString(),
                        "n".equals(type));
                case "row" -> text.endOfRow();
                default -> {
                    // looks
                }
            }
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
                return shared.at(Integer.parseInt(index));
            } catch (NumberFormatException damaged) {
                return "";
            }
        }
    }
}
