package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.gzip;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each limit ends the reading where it should, is named, and lets what was found before stay. */
class AttachmentLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static AttachmentText read(AttachmentLimits limits, String name, byte[] content) {
        return new AttachmentReader(limits, List.of()).read(name, content);
    }

    @Test
    void bytesReadCutsBetweenWords() {
        AttachmentText text = read(new AttachmentLimits(20, 1000, 1000, 10, 10, 10, 1000, MINUTE), "a.txt", utf8("one.net two.net three.net four.net"));

        assertThat(text.pieces()).singleElement().extracting(TextPiece::text).isEqualTo("one.net two.net ");
        assertThat(text.unread()).containsExactly(new Unread("a.txt", "larger than 20 bytes"));
    }

    @Test
    void bytesUnpackedEndsTheWholeReading() {
        byte[] archive = zip(files("a.txt", "a.net ".repeat(100), "b.txt", "b.net ".repeat(100), "c.txt", "c.net"));

        AttachmentText text = read(new AttachmentLimits(9000, 1000, 9000, 1000, 10, 10, 9000, MINUTE), "a.zip", archive);

        assertThat(text.pieces()).extracting(TextPiece::path).containsExactly("a.txt", "b.txt");
        assertThat(text.unread()).containsExactly(new Unread("a.zip > b.txt", "unpacks to more than 1000 bytes in all"),
                new Unread("a.zip", "unpacks to more than 1000 bytes in all"));
    }

    @Test
    void bytesUnpackedIsReportedOfThePdfWhoseStreamExceedsIt() {
        AttachmentText text = read(new AttachmentLimits(1 << 20, 20, 1000, 10, 10, 10, 1000, MINUTE), "a.pdf",
                Documents.pdf(List.of(List.of("Traffic to 93.116.1.1")), List.of()));

        assertThat(text.unread()).contains(new Unread("a.pdf", "a stream of this PDF was left out: it unpacks to more than 20 bytes in all"));
    }

    @Test
    void bytesPerFileCutsOneFile() {
        AttachmentText text = read(new AttachmentLimits(9000, 9_000_000, 2 << 10, 1000, 10, 10, 90_000, MINUTE), "a.zip",
                zip(files("a.txt", "a.net ".repeat(20_000), "b.txt", "b.net")));

        assertThat(Fixed.all(text)).contains("b.net");
        assertThat(text.unread()).containsExactly(new Unread("a.zip > a.txt", "unpacks to more than 2 KiB"));
    }

    @Test
    void ratioCutsOneFile() {
        AttachmentText text = read(new AttachmentLimits(1 << 20, 64 << 20, 32 << 20, 50, 10, 10, 9_000_000, MINUTE), "a.gz",
                gzip(utf8("early.net\n" + "a".repeat(6 << 20))));

        assertThat(Fixed.all(text)).startsWith("early.net");
        assertThat(text.unread()).containsExactly(new Unread("a.gz > a", "unpacks to more than 50 times its size"));
    }

    @Test
    void entriesEndTheWholeReading() {
        AttachmentText text = read(new AttachmentLimits(9000, 9000, 9000, 10, 2, 10, 9000, MINUTE), "a.zip", zip(files("a", "a.net", "b", "b.net", "c",
                "c.net")));

        assertThat(text.pieces()).extracting(TextPiece::text).containsExactly("a.net", "b.net");
        assertThat(text.unread()).containsExactly(new Unread("a.zip", "more than 2 files and parts inside"));
    }

    @Test
    void depthLeavesOutWhatLiesDeeper() {
        byte[] archive = zip(files("deep.zip", zip(files("deeper.zip", zip("a.txt", utf8("a.net")), "b.txt", "b.net")), "c.txt", "c.net"));

        AttachmentText text = read(new AttachmentLimits(9000, 9000, 9000, 10, 10, 2, 9000, MINUTE), "a.zip", archive);

        assertThat(text.pieces()).extracting(TextPiece::text).containsExactly("b.net", "c.net");
        assertThat(text.unread()).containsExactly(new Unread("a.zip > deep.zip > deeper.zip > a.txt", "nested deeper than 2 levels"));
    }

    @Test
    void charactersCutBetweenWords() {
        AttachmentText text = read(new AttachmentLimits(9000, 9000, 9000, 10, 10, 10, 12, MINUTE), "a.txt", utf8("one.net two.net"));

        assertThat(text.pieces()).extracting(TextPiece::text).containsExactly("one.net ");
        assertThat(text.unread()).containsExactly(new Unread("a.txt", "more than 12 characters of text"));
    }

    @Test
    void timeEndsTheReadingAndKeepsWhatWasFound() {
        AtomicLong clock = new AtomicLong();
        Reading reading = new Reading("a.zip", new AttachmentLimits(9000, 9000, 9000, 10, 10, 10, 9000, Duration.ofSeconds(20)),
                () -> clock.addAndGet(1_000_000_000L));

        AttachmentReader.readWithin(new PartReader(List.of()), "a.zip", zip(files("a", "a.net", "b", "b.net", "c", "c.net", "d", "d.net", "e", "e.net")),
                reading);

        AttachmentText text = reading.close();
        assertThat(Fixed.all(text)).contains("a.net").doesNotContain("e.net");
        assertThat(text.unread()).containsExactly(new Unread("a.zip", "reading took longer than 20 s"));
    }

    @Test
    void readingThatRunsAwayIsLeftBehind() {
        byte[] archive = zip(files("a.txt", "a.net", "noise", "x ".repeat(100)));
        AtomicLong calls = new AtomicLong();
        // a clock that stops the worker in its tracks, as a parser in an endless loop would
        AttachmentReader reader = new AttachmentReader(new AttachmentLimits(9000, 9000, 9000, 10, 10, 10, 9000, Duration.ofMillis(200)), List.of(), MemoryBudget.ofHeap(25), () -> {
            while (calls.incrementAndGet() > 3 && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return 0;
        });

        AttachmentText text = reader.read("a.zip", archive);

        assertThat(text.unread()).contains(new Unread("a.zip", "reading took longer than 200 ms"));
    }

    @Test
    void interruptedCallerGetsAnAnswerAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        AttachmentText text = new AttachmentReader().read("a.txt", utf8("a.net"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(text.unread()).containsExactly(new Unread("a.txt", "reading was interrupted"));
    }

    @Test
    void listOfUnreadIsBounded() {
        byte[] noise = new byte[64];
        new Random(1).nextBytes(noise);
        Object[] files = new Object[200];
        for (int i = 0; i < 100; i++) {
            files[2 * i] = "f" + i;
            files[2 * i + 1] = noise;
        }

        // a clock that stands still and a caller with patience: a busy machine must not reach the limit of time
        AttachmentLimits limits = new AttachmentLimits(32 << 20, 64L << 20, 24 << 20, 200, 2_000, 10, 8_000_000, MINUTE);
        AttachmentText text = new AttachmentReader(limits, List.of(), MemoryBudget.ofHeap(25), () -> 0).read("a.zip", zip(files(files)));

        assertThat(text.unread()).hasSize(51).last().isEqualTo(new Unread("a.zip", "50 more files inside that were not wholly read"));
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new AttachmentLimits(1, 1, 1, 1, 0, 1, 1, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttachmentLimits(1, 1, 1, 1, 1, 1, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shownNamesAreShortAndHarmless() {
        assertThat(ShownName.of("a\u0000b\nc\u202Etxt\u200B.exe")).isEqualTo("a b ctxt.exe");
        assertThat(ShownName.of("\u0007")).isEqualTo("unnamed");
        assertThat(ShownName.of(null)).isEqualTo("unnamed");
        assertThat(ShownName.of("😀".repeat(500))).isEqualTo("😀".repeat(120) + "…");
    }
}
