package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who gets memory when there is too little for all. */
class MemoryBudgetTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private final MemoryBudget budget = new MemoryBudget(100);

    private CompletableFuture<MemoryBudget.Reservation> later(long bytes) {
        int before = budget.waiting();
        CompletableFuture<MemoryBudget.Reservation> opened = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                opened.complete(budget.open(bytes, LONG));
            } catch (InterruptedException stopped) {
                opened.completeExceptionally(stopped);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> opened.isDone() || budget.waiting() > before);
        return opened;
    }

    @Test
    void aSmallOnePassesALargeOneThatWaits() throws Exception {
        MemoryBudget.Reservation first = budget.open(60, LONG);
        CompletableFuture<MemoryBudget.Reservation> large = later(80);
        MemoryBudget.Reservation small = budget.open(30, Duration.ZERO);

        assertThat(small.held()).isEqualTo(30);
        assertThat(large).isNotDone();
        first.close();
        small.close();
        assertThat(large.get().held()).isEqualTo(80);
    }

    @Test
    void aLargeOneIsNotPassedForEver() throws Exception {
        List<MemoryBudget.Reservation> open = new ArrayList<>(List.of(budget.open(50, LONG)));
        CompletableFuture<MemoryBudget.Reservation> large = later(80);
        int passed = 0;
        while (passed < 1000) {
            MemoryBudget.Reservation small = budget.open(10, Duration.ZERO);
            if (small == null) {
                break;
            }
            passed++;
            small.close();
        }

        assertThat(passed).isBetween(1, 100);
        open.get(0).close();
        assertThat(large.get().held()).isEqualTo(80);
    }

    @Test
    void oneLargerThanTheBudgetRunsAlone() throws Exception {
        MemoryBudget.Reservation all = budget.open(5_000, LONG);

        assertThat(all.held()).isEqualTo(100);
        assertThat(budget.open(1, Duration.ofMillis(10))).isNull();
        assertThat(all.grow(1, LONG)).isEqualTo(MemoryBudget.Answer.TOO_LARGE);
    }

    /** Each has half of the memory and wants more: the second one is refused at once, so that the first one can go on. */
    @Test
    void twoThatGrowDoNotWaitForEachOther() throws Exception {
        MemoryBudget.Reservation one = budget.open(50, LONG);
        MemoryBudget.Reservation two = budget.open(50, LONG);
        CompletableFuture<MemoryBudget.Answer> growing = CompletableFuture.supplyAsync(() -> grown(one));
        await().until(() -> budget.waiting() == 1);

        assertThat(two.grow(10, LONG)).isEqualTo(MemoryBudget.Answer.NOT_RESERVED);
        two.close();
        assertThat(growing.get()).isEqualTo(MemoryBudget.Answer.GRANTED);
        one.close();
        assertThat(budget.free()).isEqualTo(100);
    }

    private static MemoryBudget.Answer grown(MemoryBudget.Reservation reservation) {
        try {
            return reservation.grow(10, LONG);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aReadingThatWasLeftBehindKeepsItsMemoryUntilItsThreadEnds() {
        MemoryBudget memory = new MemoryBudget(64 << 20);
        CountDownLatch go = new CountDownLatch(1);
        AttachmentLimits limits = new AttachmentLimits(9000, 9000, 9000, 10, 10, 10, 9000, Duration.ofMillis(100));
        AttachmentReader reader = new AttachmentReader(limits, List.of(), memory, () -> {
            if (Thread.currentThread().getName().startsWith("attachment-")) {
                uninterruptibly(go);
            }
            return 0;
        });

        AttachmentText text = reader.read("a.txt", Samples.utf8("a.net"));

        assertThat(text.isRetryable()).isTrue();
        assertThat(text.retryReason()).isEqualTo("reading took longer than 100 ms");
        assertThat(memory.free()).isLessThan(memory.total());
        go.countDown();
        await().until(() -> memory.free() == memory.total());
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException again) {
                continue;
            }
        }
    }

    @Test
    void aReadingThatFindsNoRoomSaysThatItIsTriedAgain() throws Exception {
        MemoryBudget memory = new MemoryBudget(8 << 20);
        AttachmentLimits limits = new AttachmentLimits(9000, 9000, 9000, 10, 10, 10, 9000, Duration.ofMillis(50));
        try (MemoryBudget.Reservation other = memory.open(8 << 20, LONG)) {
            AttachmentText text = new AttachmentReader(limits, List.of(), memory).read("a.txt", Samples.utf8("a.net"));

            assertThat(other.held()).isEqualTo(8 << 20);
            assertThat(text.isRetryable()).isTrue();
            assertThat(text.unread()).containsExactly(new Unread("a.txt", "not read: it could not reserve memory within attachment.memory (8 MiB) in 50 ms"));
        }
        assertThat(new AttachmentReader(limits, List.of(), memory).read("a.txt", Samples.utf8("a.net")).unread()).isEmpty();
    }
}
