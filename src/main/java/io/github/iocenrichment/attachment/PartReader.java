package io.github.iocenrichment.attachment;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a part is, hands it to the reader of that format and turns whatever goes wrong there into a line for the analyst. */
final class PartReader {
    private static final long STRETCH_NEED = 10 << 20;
    private static final long HTML_NEED = 16 << 20;
    private static final long PDF_NEED = 2 << 20;
    private static final long CONTAINER_NEED = 256 << 10;
    private final List<String> passwords;
    /** Made when they are needed: their libraries take longer to load than most texts to read. */
    private final Map<FileKind, FormatReader> readers = new ConcurrentHashMap<>();
    private final MissingLibrary missingLibrary = new MissingLibrary();

    PartReader(List<String> passwords) {
        this.passwords = passwords;
    }

    /**
     * Loads the libraries of all formats, for a container may hold any of them, so that no reading's time is spent on that. One that is missing is reported by
     * the reading that needs it.
     */
    void prepare() {
        Logger log = LoggerFactory.getLogger(PartReader.class);
        FileKind.prepare();
        for (FileKind kind : FileKind.values()) {
            try {
                if (kind != FileKind.EMPTY && kind != FileKind.UNSUPPORTED) {
                    reader(kind);
                }
            } catch (LinkageError missing) {
                log.debug("kind={} has no reader: {}", kind, missing.toString());
            }
        }
    }

    private FormatReader reader(FileKind kind) {
        return readers.computeIfAbsent(kind, this::newReader);
    }

    private FormatReader newReader(FileKind kind) {
        return switch (kind) {
            case TEXT -> new TextFile()::structured;
            case HTML -> new TextFile()::html;
            case XML -> new TextFile()::xml;
            case CALENDAR -> new CalendarFile(this);
            case UUENCODED -> new Uuencoded(this);
            case SIGNED -> new SignedContent(this);
            case MAIL -> new MailFile(this);
            case MAILBOX -> new Mailbox(this);
            case PDF -> new PdfFile(this, passwords);
            case RTF -> new RtfFile(this, new TikaFormats(this));
            case TNEF -> new TikaFormats(this);
            case COMPOUND -> new CompoundFile(this, new TikaFormats(this), passwords);
            case ZIP -> new ZipArchive(this, passwords);
            case SEVEN_ZIP -> new SevenZipArchive(this, passwords);
            case TAR -> new TarArchive(this);
            case COMPRESSED -> new CompressedFile(this);
            case PICTURE -> new PictureFile();
            case EMPTY, UNSUPPORTED -> throw new IllegalArgumentException("nothing reads a " + kind.label());
        };
    }

    /** Reads a part and all that is in it. Throws only when the whole attachment has used up a limit. */
    void read(Part part, Reading reading) throws LimitReachedException {
        FileKind.Found found = FileKind.of(part);
        if (found.kind() == FileKind.EMPTY) {
            if (part.whole()) {
                reading.unread(part.path(), "empty file");
            }
        } else if (found.kind() == FileKind.UNSUPPORTED && found.type().startsWith("image/") && part.depth() > 0) {
            reading.pictures().unsupported(part.path(), found.type());
        } else if (found.kind() == FileKind.UNSUPPORTED) {
            reading.unread(part.path(), "unsupported file type " + found.type());
        } else if (found.kind() == FileKind.TEXT && TextLook.isEncrypted(part.content())) {
            reading.unread(part.path(), "encrypted (PGP)");
        } else {
            readAs(found.kind(), part, reading);
        }
    }

    /** Reads a part whose kind its container has stated. */
    void readAs(FileKind kind, Part part, Reading reading) throws LimitReachedException {
        reading.step();
        if (part.depth() > reading.limits().depth()) {
            reading.unread(part.path(), "nested deeper than " + reading.limits().depth() + " levels");
            return;
        }
        long mark = reading.reserved();
        try {
            reading.reserveUpTo(need(kind, part.content().length));
            reader(kind).read(part, reading);
            if (kind == FileKind.HTML || kind == FileKind.TEXT) {
                SmuggledFiles.read(part, this, reading);
            }
        } catch (UnreadException reason) {
            reading.unread(part.path(), reason.getMessage());
        } catch (StackOverflowError deep) {
            reading.unread(part.path(), "nested too deeply to be read");
        } catch (Exception | LinkageError | ServiceConfigurationError | AssertionError problem) {
            LimitReachedException.rethrow(problem);
            LoggerFactory.getLogger(PartReader.class).debug("part={} kind={} cannot be read: {}", part.name(), kind, problem.toString());
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

    /** What to report of a problem that came from outside the readers of formats. */
    String reason(Throwable problem) {
        return missingLibrary.isBehind(problem, "file") ? MissingLibrary.REASON : "could not be read";
    }

    /**
     * What reading a file of a kind needs beside its own bytes, measured ({@code docs/operations.md}); what it unpacks and the dictionaries of its
     * decoders are reserved on top, when they are known.
     */
    static long need(FileKind kind, int length) {
        return switch (kind) {
            case TEXT, XML, CALENDAR -> Math.min(8L * length, STRETCH_NEED);
            case HTML -> Math.min(40L * length, HTML_NEED);
            case MAIL, UUENCODED, SIGNED -> 3L * length;
            case PDF -> 4L * length + PDF_NEED;
            case RTF, TNEF, COMPOUND -> 4L * length;
            case MAILBOX, ZIP, SEVEN_ZIP, TAR, COMPRESSED, PICTURE, EMPTY, UNSUPPORTED -> CONTAINER_NEED;
        };
    }
}
