package io.github.iocenrichment.attachment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a part is, hands it to the reader of that format and turns whatever goes wrong there into a line for the analyst. */
final class PartReader {
    private static final Logger LOG = LoggerFactory.getLogger(PartReader.class);

    private static final long STRETCH_NEED = 10 << 20;
    private static final long HTML_NEED = 16 << 20;
    private static final long PDF_NEED = 2 << 20;
    private static final long CONTAINER_NEED = 256 << 10;
    private final Map<FileKind, FormatReader> readers = new EnumMap<>(FileKind.class);
    private final MissingLibrary missingLibrary = new MissingLibrary();

    PartReader(List<String> passwords) {
        TextFile text = new TextFile();
        TikaFormats tika = new TikaFormats(this);
        readers.put(FileKind.TEXT, text::structured);
        readers.put(FileKind.HTML, text::html);
        readers.put(FileKind.XML, text::xml);
        readers.put(FileKind.MAIL, new MailFile(this));
        readers.put(FileKind.MAILBOX, new Mailbox(this));
        readers.put(FileKind.PDF, new PdfFile(this, passwords));
        readers.put(FileKind.RTF, new RtfFile(tika));
        readers.put(FileKind.TNEF, tika);
        readers.put(FileKind.COMPOUND, new CompoundFile(this, tika, passwords));
        readers.put(FileKind.ZIP, new ZipArchive(this, passwords));
        readers.put(FileKind.SEVEN_ZIP, new SevenZipArchive(this, passwords));
        readers.put(FileKind.TAR, new TarArchive(this));
        readers.put(FileKind.COMPRESSED, new CompressedFile(this));
    }

    /** Reads a part and all that is in it. Throws only when the whole attachment has used up a limit. */
    void read(Part part, Reading reading) throws LimitReached {
        FileKind.Found found = FileKind.of(part);
        FormatReader reader = readers.get(found.kind());
        if (found.kind() == FileKind.EMPTY) {
            if (part.whole()) {
                reading.unread(part.path(), "empty file");
            }
        } else if (reader == null) {
            reading.unread(part.path(), "unsupported file type " + found.type());
        } else {
            readAs(found.kind(), part, reading);
        }
    }

    /** Reads a part whose kind its container has told. */
    void readAs(FileKind kind, Part part, Reading reading) throws LimitReached {
        reading.step();
        if (part.depth() > reading.limits().depth()) {
            reading.unread(part.path(), "nested deeper than " + reading.limits().depth() + " levels");
            return;
        }
        long mark = reading.reserved();
        try {
            reading.reserveUpTo(need(kind, part.content().length));
            readers.get(kind).read(part, reading);
        } catch (LimitReached limit) {
            throw limit;
        } catch (UnreadException reason) {
            reading.unread(part.path(), reason.getMessage());
        } catch (StackOverflowError deep) {
            reading.unread(part.path(), "nested too deeply to be read");
        } catch (Exception | LinkageError | ServiceConfigurationError | AssertionError problem) {
            LimitReached limit = LimitReached.behind(problem);
            if (limit != null) {
                throw limit;
            }
            LOG.debug("part={} kind={} cannot be read: {}", part.name(), kind, problem.toString());
            reading.unread(part.path(), reason(problem, kind.label(), part));
        } finally {
            reading.releaseTo(mark);
        }
    }

    private String reason(Throwable problem, String format, Part part) {
        if (missingLibrary.isBehind(problem, format)) {
            return MissingLibrary.REASON;
        }
        return part.whole() ? "damaged " + format : "cut " + format;
    }

    /** What to tell of a problem that came from outside the readers of formats. */
    String reason(Throwable problem) {
        return missingLibrary.isBehind(problem, "file") ? MissingLibrary.REASON : "could not be read";
    }

    /**
     * What reading a file of a kind needs beside its own bytes, measured ({@code docs/operations.md}); what it unpacks and the dictionaries of its
     * decoders are reserved on top, when they are known.
     */
    static long need(FileKind kind, int length) {
        return switch (kind) {
            case TEXT, XML -> Math.min(8L * length, STRETCH_NEED);
            case HTML -> Math.min(40L * length, HTML_NEED);
            case MAIL -> 3L * length;
            case PDF -> 4L * length + PDF_NEED;
            case RTF, TNEF, COMPOUND -> 4L * length;
            case MAILBOX, ZIP, SEVEN_ZIP, TAR, COMPRESSED, EMPTY, UNSUPPORTED -> CONTAINER_NEED;
        };
    }
}
