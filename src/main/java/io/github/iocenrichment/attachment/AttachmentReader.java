package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the text out of an attachment, whatever it is: the content decides, not the name. It asks no network, resolves no outside entity and
 * touches no file. Each reading runs in a thread of its own; one that overruns its time is left behind as a daemon and cannot add anything
 * more. Safe for use by many threads.
 */
public final class AttachmentReader {
    /** What a thread and its parsers take however small the file is. */
    private static final long LEAST = 1 << 20;
    private static final int HEAP_PERCENT = 25;
    private static final AtomicLong READINGS = new AtomicLong();

    private final AttachmentLimits limits;
    private final PartReader parts;
    private final MemoryBudget memory;
    private final LongSupplier nanoTime;

    /** With the default limits, a quarter of the heap and the password {@code infected}. */
    public AttachmentReader() {
        this(AttachmentLimits.DEFAULT, List.of("infected"));
    }

    /** With a quarter of the heap. */
    public AttachmentReader(AttachmentLimits limits, List<String> passwords) {
        this(limits, passwords, MemoryBudget.ofHeap(HEAP_PERCENT));
    }

    /**
     * @param limits    what one attachment may cost
     * @param passwords tried in this order on every encrypted archive and document
     * @param memory    what all readings may have together, those that were left behind included
     */
    public AttachmentReader(AttachmentLimits limits, List<String> passwords, MemoryBudget memory) {
        this(limits, passwords, memory, System::nanoTime);
    }

    AttachmentReader(AttachmentLimits limits, List<String> passwords, MemoryBudget memory, LongSupplier nanoTime) {
        this.limits = limits;
        this.parts = new PartReader(List.copyOf(passwords));
        this.memory = memory;
        this.nanoTime = nanoTime;
    }

    /** Loads the libraries of all formats, which the first attachment that is no text would have to wait for. */
    public void prepare() {
        parts.prepare();
    }

    /**
     * Reads one attachment within the limits and keeps all its texts. Never throws for bad content.
     *
     * @param fileName its name, for what is shown; may be null
     * @param content  its bytes
     * @return what was found, and what was not or not wholly read
     */
    public AttachmentText read(String fileName, byte[] content) {
        return read(fileName, content, null);
    }

    /**
     * Reads one attachment within the limits and hands over each text as soon as it is there, so that nobody has to hold all of them. Never throws for
     * bad content.
     *
     * @param fileName its name, for what is shown; may be null
     * @param content  its bytes
     * @param pieces   takes the texts in reading order, one at a time, in a thread of the reading; not called any more once this method has returned
     * @return what was not or not wholly read
     */
    public AttachmentText read(String fileName, byte[] content, @Nullable Consumer<TextPiece> pieces) {
        String name = ShownName.of(fileName);
        FileKind kind = FileKind.of(new Part("", name, content, true, 0)).kind();
        if (!kind.isText()) {
            parts.prepare();
        }
        return readReserved(name, content.length + PartReader.need(kind, content.length), pieces, reading -> readWithin(parts, name, content, reading));
    }

    /**
     * Reads a text that is no file, such as a field of a ticket, within the same limits as an attachment.
     *
     * @param name   what it is called, for what is shown
     * @param kind   how indicators are read in it
     * @param text   the text
     * @param pieces as for {@link #read(String, byte[], Consumer)}
     * @return what was not or not wholly read
     */
    public AttachmentText readText(String name, ContentKind kind, String text, Consumer<TextPiece> pieces) {
        FileKind as = kind == ContentKind.HTML ? FileKind.HTML : FileKind.TEXT;
        return readReserved(name, 2L * text.length() + PartReader.need(as, text.length()), pieces, reading -> {
            try {
                if (kind == ContentKind.HTML) {
                    TextFile.html("", text, reading);
                } else {
                    reading.text("", kind, text);
                }
            } catch (LimitReachedException | UnreadException limit) {
                reading.unread("", limit.getMessage());
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
        });
    }

    /** @param need bytes that it takes at its beginning */
    private AttachmentText readReserved(String name, long need, @Nullable Consumer<TextPiece> pieces, Consumer<Reading> work) {
        try {
            MemoryBudget.Reservation reserved = memory.open(LEAST + need, limits.time());
            if (reserved == null) {
                String reason = "could not reserve memory within attachment.memory (" + (memory.total() >> 20) + " MiB) in " + Size.time(limits.time());
                return new AttachmentText(List.of(), List.of(new Unread(name, "not read: it " + reason)), reason);
            }
            return readInThread(name, pieces, reserved, work);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new AttachmentText(List.of(), List.of(new Unread(name, "reading was interrupted")), null);
        }
    }

    private AttachmentText readInThread(String name, @Nullable Consumer<TextPiece> pieces, MemoryBudget.Reservation reserved, Consumer<Reading> work) {
        Reading reading = new Reading(name, limits, nanoTime, pieces, reserved);
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            boolean ended = false;
            try {
                work.accept(reading);
                ended = true;
            } finally {
                if (!ended) {
                    reading.unread("", "could not be read");
                }
                // only now is its memory free, also when nobody waits for it any more
                reserved.close();
                done.countDown();
            }
        }, "attachment-" + READINGS.incrementAndGet());
        worker.setDaemon(true);
        boolean started = false;
        try {
            worker.start();
            started = true;
        } finally {
            if (!started) {
                reserved.close();
            }
        }
        try {
            if (!done.await(limits.time().toMillis() + 100, TimeUnit.MILLISECONDS)) {
                reading.retry(reading.timeReason());
                reading.unread("", reading.timeReason());
            }
        } catch (InterruptedException stopped) {
            reading.unread("", "reading was interrupted");
            Thread.currentThread().interrupt();
        } finally {
            worker.interrupt();
        }
        return reading.close();
    }

    /** Whether a file with this beginning is a plain text, which somebody who has no use for its limits may read as it comes. */
    public static boolean isPlainText(String fileName, byte[] beginning) {
        return FileKind.of(new Part("", ShownName.of(fileName), beginning, false, 0)).kind() == FileKind.TEXT;
    }

    /**
     * The characters of a text as it comes, in the encoding that its beginning shows.
     *
     * @param beginning its first bytes
     * @param text      all of its bytes, these among them
     */
    public static Reader decoded(byte[] beginning, InputStream text) throws IOException {
        return TextDecoding.reader(beginning, text);
    }

    /** Reads in the calling thread; whatever happens becomes a line of what is unread. */
    static void readWithin(PartReader parts, String name, byte[] content, Reading reading) {
        AttachmentLimits limits = reading.limits();
        boolean whole = content.length <= limits.bytesRead();
        byte[] kept = whole ? content : Arrays.copyOf(content, limits.bytesRead());
        if (!whole) {
            reading.unread("", "larger than " + Size.bytes(limits.bytesRead()));
        }
        try {
            reading.reserveUpTo(kept.length);
            parts.read(new Part("", name, kept, whole, 0), reading);
        } catch (LimitReachedException | UnreadException limit) {
            reading.unread("", limit.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError | ServiceConfigurationError | AssertionError problem) {
            log().warn("attachment={} could not be read: {}", name, problem.toString());
            reading.unread("", parts.reason(problem));
        }
    }

    /** Asked for late: setting up the log takes longer than reading a text. */
    private static Logger log() {
        return LoggerFactory.getLogger(AttachmentReader.class);
    }
}
