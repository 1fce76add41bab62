package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Parses a PDF whose streams are counted and limited where they are decoded, whatever their dictionaries say and whatever asks for them: PDFBox itself
 * decodes each stream into memory without a bound. A stream that decodes to too much is left out; the rest of the document is still read.
 */
final class BoundedPdf extends PDFParser {
    /** Decoded bytes of one stream; the text of a page is far shorter. */
    private static final int MOST = 16 << 20;
    private static final int RATIO_FROM = 4 << 20;
    private static final int STEP = 4 << 10;

    private BoundedPdf(Source source, String password, Part part, Reading reading) throws IOException {
        super(source, password, null, null, IOUtils.createMemoryOnlyStreamCache());
        document.close();
        document = new Document(this, part, reading);
    }

    static PDDocument open(Part part, String password, Reading reading) throws IOException {
        Source source = new Source(part.content(), reading);
        try {
            return new BoundedPdf(source, password, part, reading).parse();
        } catch (IOException | RuntimeException | Error broken) {
            source.close();
            throw broken;
        }
    }

    /** Bytes that let the reading stop wherever a parser loops over them. */
    private static class Source extends RandomAccessReadBuffer {
        private final Reading reading;
        private int left = STEP;

        private Source(byte @Nullable [] content, Reading reading) {
            super(content);
            this.reading = reading;
        }

        @Override
        public int read() throws IOException {
            step(1);
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            step(length);
            return super.read(into, from, length);
        }

        private void step(int bytes) throws LimitReachedException {
            left -= Math.max(1, bytes);
            if (left <= 0) {
                left = STEP;
                reading.step();
            }
        }
    }

    /** Makes the streams of the document. */
    private static final class Document extends COSDocument {
        private final BoundedPdf parser;
        private final RandomAccessStreamCache cache;
        private final Part part;
        private final Reading reading;

        private Document(BoundedPdf parser, Part part, Reading reading) throws IOException {
            super(IOUtils.createMemoryOnlyStreamCache(), parser);
            this.parser = parser;
            this.cache = IOUtils.createMemoryOnlyStreamCache().create();
            this.part = part;
            this.reading = reading;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            COSStream stream = new Stream(this, parser.createRandomAccessReadView(start, length));
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }

        private void leftOut(@Nullable String reason) {
            reading.unread(part.path(), "a stream of this PDF was left out: it " + reason);
        }
    }

    private static final class Stream extends COSStream {
        private final Document document;
        private long counted;

        private Stream(Document document, RandomAccessReadView raw) throws IOException {
            super(document.cache, raw);
            this.document = document;
        }

        /** As a list also for one filter: PDFBox decodes a page by itself, past this class, when its filter stands alone. */
        @Override
        public COSBase getFilters() {
            COSBase filters = super.getFilters();
            if (filters instanceof COSName) {
                COSArray list = new COSArray();
                list.add(filters);
                return list;
            }
            return filters;
        }

        @Override
        public COSInputStream createInputStream(DecodeOptions options) throws IOException {
            List<Filter> filters = filters();
            if (filters.isEmpty()) {
                return super.createInputStream(options);
            }
            RandomAccessReadBuffer plain = decode(filters, options);
            return new COSStream(document.cache, new RandomAccessReadView(plain, 0, plain.length(), true)).createInputStream();
        }

        @Override
        public RandomAccessRead createView() throws IOException {
            List<Filter> filters = filters();
            return filters.isEmpty() ? super.createView() : decode(filters, DecodeOptions.DEFAULT);
        }

        /** Each filter once, as PDFBox takes them. */
        private List<Filter> filters() throws IOException {
            List<Filter> filters = new ArrayList<>();
            if (getFilters() instanceof COSArray names) {
                for (COSBase name : names) {
                    if (!(name instanceof COSName known)) {
                        throw new IOException("a filter of a PDF stream is no name");
                    }
                    Filter filter = FilterFactory.INSTANCE.getFilter(known);
                    if (!filters.contains(filter)) {
                        filters.add(filter);
                    }
                }
            }
            return filters;
        }

        private RandomAccessReadBuffer decode(List<Filter> filters, DecodeOptions options) throws IOException {
            Reading reading = document.reading;
            // behind a limit of the whole attachment nothing more is decoded, though PDFBox goes on to the next stream
            reading.count(0);
            byte[] bytes = null;
            for (int i = 0; i < filters.size(); i++) {
                Decoded decoded = new Decoded(reading, getLength());
                try (InputStream from = bytes == null ? createRawInputStream() : new ByteArrayInputStream(bytes)) {
                    filters.get(i).decode(from, decoded, this, i, options);
                    decoded.fit();
                } catch (TooMuchException | UnreadException left) {
                    // reported here: PDFBox takes a stream that breaks for an empty one
                    decoded.clear();
                    document.leftOut(left.getMessage());
                } catch (IOException | RuntimeException | Error broken) {
                    decoded.clear();
                    throw broken;
                } finally {
                    reading.release(bytes == null ? 0 : bytes.length);
                }
                bytes = decoded.bytes;
                count(decoded.written);
            }
            return new Plain(bytes, reading);
        }

        /** What one stream decodes to counts once, however often it is asked for. */
        private void count(long written) throws LimitReachedException {
            try {
                document.reading.count(Math.max(0, written - counted));
            } catch (LimitReachedException limit) {
                document.leftOut(limit.getMessage());
                throw limit;
            }
            counted = Math.max(counted, written);
        }
    }

    /** A decoded stream; its memory is reserved until it is closed. */
    private static final class Plain extends Source {
        private final Reading reading;
        private int reserved;

        private Plain(byte @Nullable [] content, Reading reading) {
            super(content, reading);
            this.reading = reading;
            this.reserved = content.length;
        }

        @Override
        public void close() throws IOException {
            reading.release(reserved);
            reserved = 0;
            super.close();
        }
    }

    private static final class TooMuchException extends IOException {
        private TooMuchException() {
            super("unpacks to too much");
        }
    }

    /** What a filter gives, reserved before it is kept. */
    private static final class Decoded extends OutputStream {
        private final Reading reading;
        private final long packed;
        private byte[] bytes = new byte[0];
        private int size;
        private long written;

        private Decoded(Reading reading, long packed) {
            this.reading = reading;
            this.packed = Math.max(1, packed);
        }

        @Override
        public void write(int one) throws IOException {
            ensureCapacity(1);
            bytes[size++] = (byte) one;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            ensureCapacity(length);
            System.arraycopy(from, start, bytes, size, length);
            size += length;
        }

        private void ensureCapacity(int more) throws IOException {
            written = (long) size + more;
            if (written > MOST || written > RATIO_FROM && written / packed > reading.limits().ratio()) {
                throw new TooMuchException();
            }
            if (written > bytes.length) {
                reading.step();
                int larger = (int) Math.min(MOST, Math.max(written, bytes.length * 2L));
                reading.reserve(larger);
                int before = bytes.length;
                bytes = Arrays.copyOf(bytes, larger);
                reading.release(before);
            }
        }

        private void clear() {
            reading.release(bytes.length);
            bytes = new byte[0];
            size = 0;
        }

        /** Holds no more memory than what was written takes. */
        private void fit() throws IOException {
            if (size < bytes.length) {
                reading.reserve(size);
                int before = bytes.length;
                bytes = Arrays.copyOf(bytes, size);
                reading.release(before);
            }
        }
    }
}
