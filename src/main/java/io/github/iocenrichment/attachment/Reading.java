package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one attachment: what was found so far and what it has cost. The worker writes into it; after the time is up the caller takes
 * what is there and closes it, so that a parser that still runs can add nothing more and stops at its next step.
 */
final class Reading {
    private static final int RATIO_FROM = 4 << 20;
    /** What is kept of a file that is cut and packed suspiciously well: enough to find what stands before the filling. */
    private static final int BOMB_KEPT = 256 << 10;
    private static final int MOST_PIECES = 50_000;
    private static final int STEPS_BETWEEN_LOOKS = 256;
    private static final String OUT_OF_MEMORY = "reading it took nearly all memory of the process";
    private static final String NOT_RESERVED = "could not reserve memory within attachment.memory";

    private final AttachmentLimits limits;
    private final LongSupplier nanoTime;
    private final long deadline;
    private final List<TextPiece> gathered = new ArrayList<>();
    private final Consumer<TextPiece> pieces;
    private final MemoryBudget.Reservation memory;
    private final UnreadParts unread;
    private final PictureLook pictures;
    private final long collectionsAtBegin = HeapGuard.ofProcess().collections();
    private boolean outOfMemory;
    private int steps;
    private long used;
    private long characters;
    private long unpacked;
    private int entries;
    private int handedOver;
    private @Nullable String retryReason;
    private boolean closed;

    /** Gathers the texts, with memory of its own. */
    Reading(String fileName, AttachmentLimits limits, LongSupplier nanoTime) {
        this(fileName, limits, nanoTime, null, MemoryBudget.ofHeap(25).alone());
    }

    /**
     * @param pieces takes each text as soon as it is there, in the reading's thread; never once the reading is closed; null gathers them
     * @param memory what is reserved for it; whoever gave it closes it
     */
    Reading(String fileName, AttachmentLimits limits, LongSupplier nanoTime, @Nullable Consumer<TextPiece> pieces, MemoryBudget.Reservation memory) {
        this.unread = new UnreadParts(fileName);
        this.pieces = pieces == null ? gathered::add : pieces;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.memory = memory;
        this.deadline = nanoTime.getAsLong() + limits.time().toNanos();
        this.pictures = new PictureLook(limits.time(), nanoTime);
    }

    AttachmentLimits limits() {
        return limits;
    }

    /** What the pictures have cost and what is said of them. */
    PictureLook pictures() {
        return pictures;
    }

    /** Bytes that came out of archives, mails and documents so far. */
    synchronized long unpacked() {
        return unpacked;
    }

    /** Ends the reading when its time is up or the caller has gone. Every loop over foreign data calls it. */
    void step() throws LimitReachedException {
        if (closed() || nanoTime.getAsLong() - deadline > 0) {
            retry(timeReason());
            throw new LimitReachedException(timeReason());
        }
        steps++;
        outOfMemory |= steps % STEPS_BETWEEN_LOOKS == 0 && HeapGuard.ofProcess().endsReading(collectionsAtBegin);
        if (outOfMemory) {
            // at every step from now on: a lenient parser may go on behind an exception
            retry(OUT_OF_MEMORY);
            throw new LimitReachedException(OUT_OF_MEMORY);
        }
    }

    /** What this reading has reserved and needs now, for {@link #releaseTo(long)}. Only the reading's thread reserves. */
    long reserved() {
        return used;
    }

    /** Bytes that can be reserved at most. */
    long reservable() {
        return memory.total() - used;
    }

    /**
     * Reserves memory before it is taken, and waits for it.
     *
     * @throws UnreadException when the whole budget is too small
     * @throws LimitReachedException    when others have it for too long; the attachment may be tried again
     */
    void reserve(long bytes) throws IOException {
        long more = used + bytes - memory.held();
        if (more <= 0) {
            used += bytes;
            return;
        }
        MemoryBudget.Answer answer;
        try {
            long left = Math.max(0, deadline - nanoTime.getAsLong());
            answer = memory.grow(more, Duration.ofNanos(left));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LimitReachedException(timeReason());
        }
        if (answer == MemoryBudget.Answer.NOT_RESERVED) {
            retry(NOT_RESERVED);
            throw new LimitReachedException(NOT_RESERVED);
        }
        if (answer == MemoryBudget.Answer.TOO_LARGE) {
            throw new UnreadException(tooLarge(used + bytes));
        }
        used += bytes;
    }

    /** Reserves what a parser is expected to need; when that is more than there is, all that there is, so that the reading runs alone. */
    void reserveUpTo(long bytes) throws IOException {
        reserve(Math.min(bytes, Math.max(0, reservable())));
    }

    /** Gives back what was reserved since; what it was reserved for must not be held any more. */
    void releaseTo(long mark) {
        used = Math.min(used, mark);
        memory.shrinkTo(used);
    }

    /** Gives back a part of what was reserved. */
    void release(long bytes) {
        releaseTo(Math.max(0, used - bytes));
    }

    String tooLarge(long bytes) {
        return "needs " + (bytes + (1 << 20) - 1 >> 20) + " MiB of memory, more than attachment.memory allows (" + (memory.total() >> 20) + " MiB)";
    }

    /** Notes that the same attachment may be read wholly when it is tried again later. */
    synchronized void retry(String reason) {
        retryReason = closed || retryReason != null ? retryReason : reason;
    }

    String timeReason() {
        return "reading took longer than " + Size.time(limits.time());
    }

    /** Ends the reading when a text that is being gathered is longer than all that is read of a file. */
    void bounded(long length) throws LimitReachedException {
        if (length > limits.characters()) {
            throw new LimitReachedException("more than " + limits.characters() + " characters of text");
        }
    }

    /** Adds a text; a blank one is dropped, a very long one handed over in stretches, one over the limit cut between two words. */
    void text(String path, ContentKind kind, CharSequence text) throws LimitReachedException {
        step();
        if (kind == ContentKind.PLAIN && text.length() > TextStretches.LONGEST) {
            TextStretches stretches = new TextStretches(path, this);
            stretches.append(text, 0, text.length());
            stretches.end(true);
            return;
        }
        String words = text.toString();
        if (!words.isBlank()) {
            add(path, kind, words);
        }
    }

    private synchronized void add(String path, ContentKind kind, String text) throws LimitReachedException {
        long left = limits.characters() - characters;
        String kept = text.length() <= left ? text : TextStretches.cutBetweenWords(text, (int) left);
        characters += kept.length();
        if (!kept.isBlank() && !closed) {
            handedOver++;
            pieces.accept(new TextPiece(path, kind, kept));
        }
        if (kept.length() < text.length()) {
            characters = limits.characters();
            throw new LimitReachedException("more than " + limits.characters() + " characters of text");
        }
        if (handedOver >= MOST_PIECES) {
            throw new LimitReachedException("more than " + MOST_PIECES + " pieces of text");
        }
    }

    /** Notes that something was not or not wholly read. */
    synchronized void unread(String path, @Nullable String reason) {
        if (!closed) {
            unread.add(path, reason);
        }
    }

    /** Counts one more file, mail part or document part. */
    synchronized void entry() throws LimitReachedException {
        entries++;
        if (entries > limits.entries()) {
            throw new LimitReachedException("more than " + limits.entries() + " files and parts inside");
        }
    }

    /**
     * Reads a stream within the limits into a part. One that is cut is noted as unread and keeps its beginning. Its bytes are reserved until
     * {@link #releaseTo(long)}.
     *
     * @param packed bytes it took in its container; 0 when unknown or not packed, which means that no ratio is looked at
     */
    Part unpack(Part outer, @Nullable String name, InputStream from, long packed) throws LimitReachedException {
        return part(outer, name, unpack(from, packed, 0));
    }

    /**
     * @param expected how many bytes its container says will come; 0 when it does not say
     */
    Part unpack(Part outer, String name, InputStream from, long packed, long expected) throws LimitReachedException {
        return part(outer, name, unpack(from, packed, expected));
    }

    /** The part that such bytes are, noted as unread when they are cut. */
    Part part(Part outer, String name, Unpacked unpacked) {
        String shown = ShownName.of(name);
        String path = outer.inside(shown);
        if (unpacked.cut() != null) {
            unread(path, unpacked.cut());
        }
        return new Part(path, shown, unpacked.content(), unpacked.cut() == null, outer.depth() + 1);
    }

    /** Reads a stream within the limits. A limit of the whole attachment ends this stream too and is thrown by whatever comes next. */
    Unpacked unpack(InputStream from, long packed, long expected) throws LimitReachedException {
        count(0);
        UnpackBuffer buffer = new UnpackBuffer(this, expected, limits.bytesPerFile());
        String cut = null;
        Exception damage = null;
        try {
            for (int got = buffer.read(from); got >= 0 && cut == null; got = cut == null ? buffer.read(from) : -1) {
                count(got);
                cut = tooMuch(buffer.size(), packed);
            }
        } catch (LimitReachedException | UnreadException limit) {
            cut = limit.getMessage();
        } catch (IOException | RuntimeException broken) {
            LimitReachedException limit = LimitReachedException.behind(broken);
            cut = limit == null ? "damaged: its end cannot be unpacked" : limit.getMessage();
            damage = limit == null ? broken : null;
        }
        boolean bomb = cut != null && packed > 0 && buffer.size() > RATIO_FROM && buffer.size() / packed > limits.ratio() / 4;
        return new Unpacked(buffer.content(bomb ? BOMB_KEPT : buffer.size()), cut, damage);
    }

    private @Nullable String tooMuch(long size, long packed) {
        if (size > limits.bytesPerFile()) {
            return "unpacks to more than " + Size.bytes(limits.bytesPerFile());
        }
        if (packed > 0 && size > RATIO_FROM && size / packed > limits.ratio()) {
            return "unpacks to more than " + limits.ratio() + " times its size";
        }
        return null;
    }

    /** Counts bytes that came out of something. */
    void count(long bytes) throws LimitReachedException {
        step();
        synchronized (this) {
            unpacked += bytes;
            if (unpacked > limits.bytesUnpacked()) {
                throw new LimitReachedException("unpacks to more than " + Size.bytes(limits.bytesUnpacked()) + " in all");
            }
        }
    }

    private synchronized boolean closed() {
        return closed;
    }

    /** Takes what was found and lets nothing more in. */
    synchronized AttachmentText close() {
        closed = true;
        return new AttachmentText(gathered, unread.with(pictures.reasons()), retryReason);
    }
}
