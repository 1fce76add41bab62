package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The text of one XML part of an Office file. Runs of a paragraph are joined, because a word may be split over several; paragraphs, cells and what is
 * anchored within a paragraph, as text boxes and notes are, are kept apart. A paragraph with tracked changes is given as it is and as it was. Attributes
 * and other elements are taken where they may hold an indicator: properties, variables, tool tips, addresses. Names of schemas never are.
 */
final class OfficeXml {
    /** Elements whose characters are a stretch of a line. */
    private static final Set<String> RUNS = Set.of("t", "v", "text", "delText");
    /** Roots of the parts that hold looks and bookkeeping, wherever they stand in the package, and where the names of their vocabularies begin. */
    private static final Set<String> WORDLESS = Set.of("Types", "manifest", "styles", "styleSheet", "fonts", "calcChain", "presentationPr", "viewPr", "tblStyleLst",
            "theme", "themeOverride", "document-settings", "Signature", "document-signatures");
    private static final List<String> VOCABULARIES = List.of("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/",
            "urn:oasis:names:tc:opendocument:", "http://openoffice.org/", "http://www.w3.org/2000/09/xmldsig#");
    /** Positions, and blobs that say nothing. */
    private static final Set<String> IGNORED = Set.of("posOffset", "align", "fldData", "binData", "pctWidth", "pctHeight", "schemaRef", "binaryData");
    /** Attributes for the program alone, in lower case. */
    private static final Set<String> TECHNICAL = Set.of("contenttype", "type", "requires", "ignorable", "progid", "gfxdata", "codename", "macro", "namespace",
            "targetnamespace", "schemalocation", "path", "fmla", "from", "to", "formatcode", "clsid", "classid");
    private static final int DEEPEST = 200;
    private static final int LOOKED_AT = 4096;

    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder fieldCode = new StringBuilder();
    private final StringBuilder links = new StringBuilder();
    private final StringBuilder other = new StringBuilder();
    private final Deque<String> elements = new ArrayDeque<>();
    private final Deque<Paragraph> open = new ArrayDeque<>();
    private boolean openDocument;
    private int deleted;
    private int inserted;

    /** A paragraph that has not ended, and what was anchored in it. */
    private static final class Paragraph {
        private final StringBuilder now = new StringBuilder();
        private final StringBuilder anchored = new StringBuilder();
        /** How it read before its tracked changes; null without any. */
        private @Nullable StringBuilder before;
        private boolean lost;
    }

    OfficeXml(Reading reading) {
        this.reading = reading;
    }

    /** Whether an XML file is a whole document in the form of Word 2003 or of a package in one file. */
    static boolean isDocument(byte[] xml) {
        String head = new String(xml, 0, Math.min(xml.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        return head.contains("http://schemas.microsoft.com/office/word/2003/wordml") || head.contains("http://schemas.microsoft.com/office/2006/xmlPackage");
    }

    /** Reads such a file; false when it is damaged, and nothing was handed over. */
    static boolean readWhole(Part part, Reading reading) throws LimitReachedException {
        try {
            reading.text(part.path(), ContentKind.PLAIN, new OfficeXml(reading).text(new ByteArrayInputStream(part.content())));
            return true;
        } catch (XMLStreamException damaged) {
            LimitReachedException.rethrow(damaged);
            return false;
        }
    }

    /** What was gathered so far, also after an exception. */
    String gathered() {
        endOfField();
        while (!open.isEmpty()) {
            endOfParagraph();
        }
        return text + "\n" + links;
    }

    /** Takes what a document, slide, header, note, comment, chart or list of properties says. */
    String text(InputStream bytes) throws XMLStreamException, LimitReachedException {
        XMLStreamReader xml = XmlText.closedFactory().createXMLStreamReader(bytes);
        while (xml.hasNext()) {
            reading.step();
            xml.next();
            if (xml.isStartElement() && elements.isEmpty() && isWordless(xml)) {
                return "";
            }
            takeOne(xml);
        }
        return gathered();
    }

    /** By its vocabulary too: whoever writes custom XML may call its root what he likes. */
    private static boolean isWordless(XMLStreamReader xml) {
        String vocabulary = String.valueOf(xml.getNamespaceURI());
        return WORDLESS.contains(xml.getLocalName()) && VOCABULARIES.stream().anyMatch(vocabulary::startsWith);
    }

    /** Takes what a parser stands at. */
    void takeOne(XMLStreamReader xml) throws LimitReachedException {
        switch (xml.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> {
                endOfOther(elements.peek());
                elements.push(xml.getLocalName());
                openDocument |= elements.size() == 1 && xml.getLocalName().startsWith("document-");
                start(xml);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                endOfOther(elements.peek());
                elements.poll();
                end(xml.getLocalName());
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(elements.peek(), xml);
            case XMLStreamConstants.COMMENT -> other(xml.getText());
            default -> {
                // nothing else is text
            }
        }
        bounded();
    }

    private void characters(@Nullable String element, XMLStreamReader xml) {
        String characters = xml.getText();
        if (element == null || IGNORED.contains(element)) {
            return;
        }
        if (element.equals("instrText") || element.equals("delInstrText")) {
            fieldCode.append(characters);
        } else if (openDocument && !open.isEmpty() || RUNS.contains(element)) {
            put(characters, element.equals("delText"));
        } else {
            other.append(characters);
        }
    }

    /** Adds to the line that is being written, to the one before its changes, or to both. */
    private void put(String characters, boolean gone) {
        if (open.isEmpty()) {
            text.append(characters);
            return;
        }
        Paragraph paragraph = open.peek();
        boolean wasThere = inserted == 0;
        boolean isThere = deleted == 0 && !gone;
        if (paragraph.before == null && !(wasThere && isThere)) {
            paragraph.before = new StringBuilder(paragraph.now);
        }
        if (isThere) {
            paragraph.now.append(characters);
        }
        if (paragraph.before != null && wasThere) {
            paragraph.before.append(characters);
            paragraph.lost |= !isThere;
        }
    }

    /** The characters of an element that is no stretch of a line stand for themselves. */
    private void endOfOther(@Nullable String element) {
        if (!other.isEmpty()) {
            String value = other.toString().strip();
            other.setLength(0);
            boolean version = element != null && element.toLowerCase(Locale.ROOT).endsWith("version");
            other(version ? "version " + value : "definedName".equals(element) ? FormulaText.of(value) : value);
        }
    }

    private void other(String value) {
        if (IndicatorShape.mayBeIn(value) && !IndicatorShape.isSchema(value)) {
            links.append('\n').append(value);
        }
    }

    private void start(XMLStreamReader xml) {
        attributes(xml);
        switch (xml.getLocalName()) {
            case "p", "h", "annotation", "note-citation" -> {
                if (open.size() < DEEPEST) {
                    open.push(new Paragraph());
                }
            }
            case "del", "moveFrom" -> deleted++;
            case "ins", "moveTo" -> inserted++;
            case "tab", "ptab", "s" -> put(xml.getLocalName().equals("s") ? " " : "\t", false);
            case "br", "cr", "line-break" -> put("\n", false);
            case "noBreakHyphen" -> put("-", false);
            case "fldChar" -> endOfField();
            default -> {
                // boilerplate
            }
        }
    }

    private void attributes(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            String value = xml.getAttributeValue(i);
            boolean look = name.equals("style") && IndicatorShape.isStyle(value);
            boolean fieldOrSchema = IndicatorShape.isSchema(value) || IGNORED.contains(xml.getLocalName());
            if (name.equals("instr")) {
                links.append('\n').append(fieldCode(value));
            } else if (!TECHNICAL.contains(name) && !look && !fieldOrSchema && IndicatorShape.mayBeIn(value)) {
                links.append('\n').append(name.endsWith("version") ? "version " : "").append(value);
            }
        }
    }

    private void end(String element) {
        switch (element) {
            case "v", "text" -> put("\n", false);
            case "p", "h", "annotation", "note-citation" -> endOfParagraph();
            case "del", "moveFrom" -> deleted--;
            case "ins", "moveTo" -> inserted--;
            case "comment", "si", "tr", "table-row", "list-item" -> sink().append('\n');
            case "tc", "table-cell" -> endOfCell();
            default -> {
                // boilerplate
            }
        }
    }

    /** Where paragraphs go that have ended: behind the paragraph that they are anchored in. */
    private StringBuilder sink() {
        return open.isEmpty() ? text : open.peek().anchored;
    }

    private void endOfParagraph() {
        Paragraph paragraph = open.poll();
        if (paragraph == null) {
            return;
        }
        StringBuilder sink = sink().append(paragraph.now).append('\n');
        if (paragraph.lost) {
            sink.append(paragraph.before).append('\n');
        }
        sink.append(paragraph.anchored);
    }

    /** The last paragraph of a cell ends with the cell, so that the cells of a row stand in one line. */
    private void endOfCell() {
        StringBuilder sink = sink();
        while (!sink.isEmpty() && sink.charAt(sink.length() - 1) == '\n') {
            sink.setLength(sink.length() - 1);
        }
        sink.append('\t');
    }

    private void endOfField() {
        if (!fieldCode.isEmpty()) {
            links.append('\n').append(fieldCode(fieldCode.toString()));
            fieldCode.setLength(0);
        }
    }

    /** In the code of a field a backslash stands for itself when it is doubled, and texts may stand in quotation marks. */
    static String fieldCode(String code) {
        return code.replace("\\\\", "\\").replace('"', ' ');
    }

    /** Takes the targets of a relationship part that lie outside the file. */
    String linkTargets(InputStream bytes) throws XMLStreamException, LimitReachedException {
        XMLStreamReader xml = XmlText.closedFactory().createXMLStreamReader(bytes);
        while (xml.hasNext()) {
            reading.step();
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String target = xml.getAttributeValue(null, "Target");
                if (target != null && ("External".equalsIgnoreCase(xml.getAttributeValue(null, "TargetMode")) || target.contains("//")
                        || target.startsWith("\\\\"))) {
                    links.append(target).append('\n');
                }
            }
            bounded();
        }
        return gathered();
    }

    private void bounded() throws LimitReachedException {
        int length = text.length() + links.length() + other.length();
        for (Paragraph paragraph : open) {
            length += paragraph.now.length() + paragraph.anchored.length();
        }
        reading.bounded(length - 1);
    }
}
