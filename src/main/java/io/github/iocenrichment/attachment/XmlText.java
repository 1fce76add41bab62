package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What an XML file says: its texts and attribute values, a line each, without namespaces, document type and style. No entity is resolved. */
final class XmlText {
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
    private static final String DRAWING = "http://www.w3.org/2000/svg";
    /** Attributes of drawings that hold nothing but numbers and looks. */
    private static final Set<String> GEOMETRY = Set.of("d", "points", "transform", "viewbox", "class", "gradienttransform", "values", "keytimes", "offset");
    /** Attributes that name what an element holds; else its own name does. */
    private static final List<String> NAMING = List.of("name", "key", "type");
    private static final int LONGEST_NAME = 40;

    private static final int LOOK_BACK = 64 << 10;
    private static final int STRETCH = 512 << 10;
    private static final int BUFFER = 16 << 10;

    private final Reading reading;
    private final TextStretches text;
    private String label = "";
    private String context = "";

    XmlText(Reading reading, TextStretches text) {
        this.reading = reading;
        this.text = text;
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

    /** Opens the text anew: what no parser takes is read a second time. */
    interface Source {
        Reader open() throws IOException;
    }

    /** Hands over the text of a file; from where it is malformed or passes the parser's own limits, its characters as they are. */
    void read(Source markup) throws IOException {
        int reached = read(markup, true);
        if (reached >= 0) {
            // a prefix that nobody declares is no reason to lose what stands in attributes
            text.append("\n");
            reached = read(markup, false);
        }
        if (reached < 0) {
            return;
        }
        text.append("\n");
        try (Reader characters = markup.open()) {
            rest(characters, Math.max(0, reached));
        }
    }

    /** @return where the parser stopped; -1 when it read all */
    private int read(Source markup, boolean namespaces) throws IOException {
        int reached = 0;
        XMLInputFactory factory = closedFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
        try (Reader characters = markup.open()) {
            XMLStreamReader xml = factory.createXMLStreamReader(characters);
            try {
                gather(xml);
                return -1;
            } finally {
                reached = xml.getLocation().getCharacterOffset();
            }
        } catch (XMLStreamException malformed) {
            LimitReachedException.rethrow(malformed);
            return Math.max(0, reached);
        }
    }

    /** The name without the prefix that stands in it where namespaces are not read. */
    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** The characters from the tag on at which the parser stopped. */
    private void rest(Reader characters, int reached) throws IOException {
        characters.skip(Math.max(0, reached - LOOK_BACK));
        StringBuilder markup = new StringBuilder();
        char[] buffer = new char[BUFFER];
        boolean found = false;
        int got = characters.read(buffer);
        while (got >= 0) {
            reading.step();
            markup.append(buffer, 0, got);
            got = characters.read(buffer);
            if (!found && (markup.length() > LOOK_BACK || got < 0)) {
                int tag = markup.lastIndexOf("<", Math.min(reached, LOOK_BACK));
                markup.delete(0, Math.max(0, tag < 0 ? Math.min(reached, LOOK_BACK) : tag));
                found = true;
            }
            if (got < 0 || markup.length() > STRETCH) {
                int line = got < 0 ? markup.length() : markup.lastIndexOf("\n") + 1;
                int end = line > 0 ? line : markup.length();
                text.append(rest(markup.substring(0, end)));
                markup.delete(0, end);
            }
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

    private void gather(XMLStreamReader xml) throws XMLStreamException, LimitReachedException {
        String element = "";
        boolean begins = false;
        int before = 0;
        while (xml.hasNext()) {
            reading.step();
            int event = xml.next();
            boolean betweenTags = event == XMLStreamConstants.CHARACTERS && xml.isWhiteSpace()
                    && (before == XMLStreamConstants.END_ELEMENT || before == XMLStreamConstants.START_ELEMENT);
            if (betweenTags) {
                // a blank line would part what one element says of another beside it: its type of its value
                continue;
            }
            int last = before;
            before = event;
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    element = local(xml.getLocalName()).toLowerCase(Locale.ROOT);
                    text.append(last == XMLStreamConstants.END_ELEMENT ? "" : "\n");
                    attributes(xml);
                    label = label(xml);
                    begins = true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    text.append("\n");
                    element = "";
                    begins = false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!"style".equals(element)) {
                        begins = !characters(xml, begins) && begins;
                    }
                }
                case XMLStreamConstants.COMMENT -> text.append("\n" + xml.getText() + "\n");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> text.append("\n" + xml.getPIData() + "\n");
                default -> {
                    // entity references and the document type say nothing
                }
            }
        }
    }

    /** Hands over characters, the first of an element in one line with its label; false when there was nothing but blanks. */
    private boolean characters(XMLStreamReader xml, boolean begins) throws LimitReachedException {
        char[] characters = xml.getTextCharacters();
        int from = xml.getTextStart();
        int end = from + xml.getTextLength();
        while (begins && from < end && Character.isWhitespace(characters[from])) {
            from++;
        }
        if (begins && from < end) {
            text.append(label);
        }
        text.append(characters, from, end - from);
        return from < end;
    }

    /** The name of an element; of a value of STIX 1 the object that its prefix names: {@code <DomainNameObj:Value>}. */
    private static String named(XMLStreamReader xml) {
        String name = local(xml.getLocalName());
        String whole = xml.getLocalName().length() > name.length() ? xml.getLocalName() : xml.getPrefix() + ":" + name;
        boolean object = name.equals("Value") && whole.endsWith("Obj:Value");
        return object ? whole.substring(0, whole.length() - "Obj:Value".length()) : name;
    }

    /** What an element holds, by an attribute or by its own name, in the form that JSON has: it decides how a value is judged. */
    private String label(XMLStreamReader xml) {
        String named = named(xml);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            if (NAMING.contains(local(xml.getAttributeLocalName(i)).toLowerCase(Locale.ROOT)) && isWord(value) && !value.equalsIgnoreCase("string")) {
                named = value;
                break;
            }
        }
        String search = xml.getAttributeValue(null, "search");
        if ("Context".equals(local(xml.getLocalName())) && search != null) {
            // OpenIOC names what the element behind it holds: Network/DNS
            context = search.substring(search.lastIndexOf('/') + 1);
        } else if ("Content".equals(local(xml.getLocalName())) && isWord(context)) {
            named = named.equals("Content") ? context : named;
            context = "";
        }
        return named.toLowerCase(Locale.ROOT).endsWith("version") ? "version " : "\"" + named + "\": ";
    }

    private static boolean isWord(String value) {
        return !value.isBlank() && value.length() <= LONGEST_NAME
                && value.chars().allMatch(character -> Character.isLetterOrDigit(character) || character == '_' || character == '-' || character == ' ');
    }

    private void attributes(XMLStreamReader xml) throws LimitReachedException {
        boolean drawing = DRAWING.equals(xml.getNamespaceURI());
        boolean schema = SCHEMA.equals(xml.getNamespaceURI());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = local(xml.getAttributeLocalName(i));
            String lower = name.toLowerCase(Locale.ROOT);
            String value = xml.getAttributeValue(i);
            boolean looks = lower.equals("style") && IndicatorShape.isStyle(value) || drawing && GEOMETRY.contains(lower);
            boolean declares = xml.getAttributeLocalName(i).startsWith("xmlns") || xml.getAttributeLocalName(i).endsWith(":schemaLocation");
            boolean names = declares || INSTANCE.equals(xml.getAttributeNamespace(i))
                    || schema && (lower.endsWith("namespace") || lower.equals("schemalocation"));
            if (value.length() > 3 && !looks && !names) {
                text.append(name + "=\"" + value + "\"\n");
            }
        }
    }
}
