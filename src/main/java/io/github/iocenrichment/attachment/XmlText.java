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

    String of(String markup) throws XMLStreamException, LimitReached {
        StringBuilder text = new StringBuilder();
        XMLStreamReader xml = closedFactory().createXMLStreamReader(new StringReader(markup));
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
        return text.toString();
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
