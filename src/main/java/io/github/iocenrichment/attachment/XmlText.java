package io.github.iocenrichment.attachment;

import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What an XML file says: its texts and attribute values, a line each, without namespaces, document type and style. No entity is resolved. */
final class XmlText {
    private static final Set<String> FURNITURE = Set.of("schemalocation", "nonamespaceschemalocation", "d", "style", "class", "id", "viewbox",
            "transform", "points", "base", "space");

    private final Reading reading;

    XmlText(Reading reading) {
        this.reading = reading;
    }

    /** A factory that knows no document type and reaches for nothing outside. */
    static XMLInputFactory closedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("outside entities are never resolved");
        });
        return factory;
    }

    /** The text of a file; from where it is malformed or passes the parser's own limits, its characters as they are. */
    String of(String markup) throws LimitReached {
        StringBuilder text = new StringBuilder();
        int reached = 0;
        try {
            XMLStreamReader xml = closedFactory().createXMLStreamReader(new StringReader(markup));
            try {
                gather(xml, text);
                return text.toString();
            } finally {
                reached = xml.getLocation().getCharacterOffset();
            }
        } catch (XMLStreamException malformed) {
            LimitReached limit = LimitReached.behind(malformed);
            if (limit != null) {
                throw limit;
            }
            int near = Math.max(0, Math.min(reached, markup.length()));
            int tag = markup.lastIndexOf('<', near);
            return text.append('\n').append(rest(markup.substring(tag < 0 ? near : tag))).toString();
        }
    }

    /** Markup that no parser takes, without its namespaces and its document type. */
    private static String rest(String markup) {
        StringBuilder kept = new StringBuilder(markup.length());
        int from = 0;
        if (markup.startsWith("<!DOCTYPE")) {
            int subset = markup.indexOf("]>");
            from = subset < 0 ? markup.indexOf('>') + 1 : subset + 2;
        }
        for (int at = markup.indexOf("xmlns", from); at >= 0; at = markup.indexOf("xmlns", from)) {
            kept.append(markup, from, at);
            int open = at;
            while (open < markup.length() && open - at < 100 && markup.charAt(open) != '"' && markup.charAt(open) != '\'') {
                open++;
            }
            int close = open < markup.length() ? markup.indexOf(markup.charAt(open), open + 1) : -1;
            from = close < 0 || close - open > 300 ? at + 5 : close + 1;
        }
        return kept.append(markup, from, markup.length()).toString();
    }

    private void gather(XMLStreamReader xml, StringBuilder text) throws XMLStreamException, LimitReached {
        String element = "";
        while (xml.hasNext()) {
            reading.step();
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    element = xml.getLocalName().toLowerCase(Locale.ROOT);
                    text.append('\n');
                    attributes(xml, text);
                    if (element.endsWith("version")) {
                        text.append("version ");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    text.append('\n');
                    element = "";
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!"style".equals(element)) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.COMMENT -> text.append('\n').append(xml.getText()).append('\n');
                default -> {
                    // processing instructions, entity references and the document type say nothing
                }
            }
        }
    }

    private static void attributes(XMLStreamReader xml, StringBuilder text) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            if (value.length() > 3 && !FURNITURE.contains(name.toLowerCase(Locale.ROOT))) {
                text.append(name).append("=\"").append(value).append("\"\n");
            }
        }
    }
}
