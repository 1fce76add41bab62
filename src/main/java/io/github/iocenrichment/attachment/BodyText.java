package io.github.iocenrichment.attachment;

import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Gathers what Tika reports of a document: its words, a line for each block, a tab between cells, and the targets of its links. Bounded by the limits. */
final class BodyText extends DefaultHandler {
    private static final Set<String> BLOCKS = Set.of("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "ul", "ol", "title");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder links = new StringBuilder();
    private final Reading reading;
    private boolean body;

    BodyText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        step();
        body |= "body".equals(name);
        String target = attributes.getValue("href");
        if (target != null && !target.startsWith("#")) {
            links.append('\n').append(target);
        }
        if (BLOCKS.contains(name)) {
            text.append('\n');
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        step();
        if (BLOCKS.contains(name)) {
            text.append('\n');
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        step();
        if (body) {
            text.append(characters, start, length);
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    private void step() throws SAXException {
        try {
            reading.step();
            reading.bounded(text.length() + links.length());
        } catch (LimitReachedException limit) {
            throw new SAXException(limit);
        }
    }

    String text() {
        return text + "\n" + links;
    }
}
