package io.github.iocenrichment.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the text out of an attachment, whatever it is: the content decides, not the name. It asks no network, resolves no outside entity and
 * touches no file. Each reading runs in a thread of its own; one that overruns its time is left behind as a daemon and cannot add anything
 * more. Safe for use by many threads.
 */
public final class AttachmentReader {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentReader.class);
    /** Readings at one time in the whole process, those left behind included: each may need the memory that the limits allow. */
    private static final Semaphore SEATS = new Semaphore(4);
    private static final AtomicLong READINGS = new AtomicLong();

    private final AttachmentLimits limits;
    private final PartReader parts;
    private final LongSupplier nanoTime;

    /** With the default limits and the password {@code infected}. */
    public AttachmentReader() {
        this(AttachmentLimits.DEFAULT, List.of("infected"));
    }

    /**
     * @param limits    what one attachment may cost
     * @param passwords tried in this order on every encrypted archive and document
     */
    public AttachmentReader(AttachmentLimits limits, List<String> passwords) {
        this(limits, passwords, System::nanoTime);
    }

    AttachmentReader(AttachmentLimits limits, List<String> passwords, LongSupplier nanoTime) {
        this.limits = limits;
        this.parts = new PartReader(List.copyOf(passwords));
        this.nanoTime = nanoTime;
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
    public AttachmentText read(String fileName, byte[] content, Consumer<TextPiece> pieces) {
        String name = ShownName.of(fileName);
        Reading reading = new Reading(name, limits, nanoTime, pieces);
        try {
            if (!SEATS.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                reading.unread("", "not read: too many other attachments are being read");
                reading.retry("too many other attachments are being read");
                return reading.close();
            }
            readInThread(name, content, reading);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reading.unread("", "reading was interrupted");
        }
        return reading.close();
    }

    private void readInThread(String name, byte[] content, Reading reading) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try {
                readWithin(parts, name, content, reading);
            } finally {
                SEATS.release();
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
                SEATS.release();
            }
        }
        try {
            if (!done.await(limits.time().toMillis() + 100, TimeUnit.MILLISECONDS)) {
                reading.retry(reading.timeReason());
                reading.unread("", reading.timeReason());
            }
        } finally {
            worker.interrupt();
        }
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
            parts.read(new Part("", name, kept, whole, 0), reading);
        } catch (LimitReached limit) {
            reading.unread("", limit.getMessage());
        } catch (RuntimeException | Error problem) {
            LOG.warn("attachment={} could not be read: {}", name, problem.toString());
            reading.unread("", "could not be read");
        }
    }
}
