package io.github.iocenrichment.attachment;

import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of one XML part of an Office file. Runs of a paragraph are joined, because a word may be split over several; paragraphs and cells are
 * kept apart. Only texts and link targets are taken, so no schema address ever appears.
 */
final class OfficeXml {
    /** Attributes that hold addresses or words: field codes, alternative texts, data connections, link addresses of OpenDocument. */
    private static final Set<String> TELLING = Set.of("instr", "descr", "url", "connection", "display", "href", "command", "tooltip");

    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder fieldCode = new StringBuilder();
    private final StringBuilder links = new StringBuilder();
    /** Where characters go; null outside of texts. */
    private StringBuilder take;

    OfficeXml(Reading reading) {
        this.reading = reading;
    }

    /** What was gathered so far, also after an exception. */
    String gathered() {
        endOfField();
        return text + "\n" + links;
    }

    /** Takes the texts of a document, slide, header, note, comment or chart. */
    String text(InputStream bytes) throws XMLStreamException, LimitReachedException {
        XMLStreamReader xml = XmlText.closedFactory().createXMLStreamReader(bytes);
        boolean openDocument = false;
        int depth = 0;
        while (xml.hasNext()) {
            reading.step();
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    openDocument |= depth == 1 && xml.getLocalName().equals("document-content");
                    start(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    end(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    StringBuilder into = openDocument ? text : take;
                    if (into != null) {
                        into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {
                    // nothing else is text
                }
            }
            bounded();
        }
        return gathered();
    }

    private void start(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (TELLING.contains(xml.getAttributeLocalName(i))) {
                links.append('\n').append(xml.getAttributeValue(i));
            }
        }
        switch (xml.getLocalName()) {
            case "t", "v", "text" -> take = text;
            case "instrText" -> take = fieldCode;
            case "tab", "ptab" -> text.append('\t');
            case "br", "cr", "line-break" -> text.append('\n');
            case "noBreakHyphen" -> text.append('-');
            case "fldChar" -> endOfField();
            default -> {
                // boilerplate
            }
        }
    }

    private void end(String element) {
        switch (element) {
            case "t", "instrText" -> take = null;
            case "v", "text" -> {
                take = null;
                text.append('\n');
            }
            case "p", "h", "comment", "si", "tr", "table-row", "list-item" -> text.append('\n');
            case "tc", "table-cell" -> endOfCell();
            default -> {
                // boilerplate
            }
        }
    }

    /** The last paragraph of a cell ends with the cell, so that the cells of a row stand in one line. */
    private void endOfCell() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == '\n') {
            text.setLength(text.length() - 1);
        }
        text.append('\t');
    }

    private void endOfField() {
        if (!fieldCode.isEmpty()) {
            links.append('\n').append(fieldCode);
            fieldCode.setLength(0);
        }
    }

    /** Takes the targets of a relationship part that lie outside the file. */
    String linkTargets(InputStream bytes) throws XMLStreamException, LimitReachedException {
        XMLStreamReader xml = XmlText.closedFactory().createXMLStreamReader(bytes);
        while (xml.hasNext()) {
            reading.step();
            if (xml.next() == XMLStreamConstants.START_ELEMENT && "External".equalsIgnoreCase(xml.getAttributeValue(null, "TargetMode"))) {
                links.append(xml.getAttributeValue(null, "Target")).append('\n');
            }
            bounded();
        }
        return gathered();
    }

    private void bounded() throws LimitReachedException {
        if (text.length() + links.length() > reading.limits().characters() + 1) {
            throw new LimitReachedException("more than " + reading.limits().characters() + " characters of text");
        }
    }
}
