package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.xml.sax.ContentHandler;

/** The formats that Tika's own parsers read: the old Office documents, winmail.dat and what is embedded in RTF. */
final class TikaFormats implements FormatReader {
    private final PartReader parts;

    TikaFormats(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        try (TikaInputStream stream = TikaInputStream.get(part.content())) {
            parse(new TNEFParser(), stream, part, reading);
        }
    }

    /** The objects within an RTF document whose text somebody else reads. */
    void embeddedOnly(Part part, Reading reading) throws Exception {
        try (TikaInputStream stream = TikaInputStream.get(part.content())) {
            parse(new RTFParser(), stream, new BodyText(reading), part, reading);
        }
    }

    /** Gives out the text and whatever is embedded. */
    void parse(Parser parser, InputStream stream, Part part, Reading reading) throws Exception {
        BodyText body = new BodyText(reading);
        try {
            parse(parser, stream, body, part, reading);
        } finally {
            reading.text(part.path(), ContentKind.PLAIN, body.text());
        }
    }

    private void parse(Parser parser, InputStream stream, BodyText body, Part part, Reading reading) throws Exception {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(EmbeddedDocumentExtractor.class, new Embedded(part, reading));
        try {
            parser.parse(stream, body, new Metadata(), context);
        } catch (EncryptedDocumentException encrypted) {
            throw new UnreadException("password unknown");
        }
    }

    private final class Embedded implements EmbeddedDocumentExtractor {
        private final Part outer;
        private final Reading reading;

        private Embedded(Part outer, Reading reading) {
            this.outer = outer;
            this.reading = reading;
        }

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) throws IOException {
            reading.entry();
            String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
            Part inner = stream instanceof TikaInputStream tika && tika.getOpenContainer() != null
                    ? null : reading.unpack(outer, name == null ? "embedded file" : name, stream, 0);
            if (inner != null && inner.content().length > 0) {
                parts.read(inner, reading);
            }
        }
    }

}
