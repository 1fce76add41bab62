package io.github.iocenrichment.store;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Callers that come together are served by one of them; what goes wrong for one does not go wrong for the others. */
class BatchesTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final Collection<List<String>> batches = new ConcurrentLinkedQueue<>();

    /** Work that makes capitals, and cannot stand some requests. */
    private List<String> capitals(List<String> requests) {
        batches.add(List.copyOf(requests));
        if (requests.contains("bad")) {
            throw new IllegalArgumentException("bad one of " + requests.size());
        }
        if (requests.contains("outage")) {
            throw new IllegalStateException("nothing works");
        }
        return requests.stream().map(String::toUpperCase).toList();
    }

    private Batches<String, String> of(int most, Duration linger) {
        return new Batches<>(this::capitals, IllegalStateException.class::isInstance, most, linger);
    }

    /** What each caller gets: a result, or the words of its exception. */
    private static List<String> together(Batches<String, String> work, String... requests) {
        return AtOnce.run(requests.length, caller -> {
            try {
                return work.call(requests[caller]);
            } catch (RuntimeException e) {
                return e.getMessage();
            }
        });
    }

    @Test
    void whoeverComesTogetherIsServedTogether() {
        assertThat(together(of(5, LONG), "a", "b", "c", "d", "e")).containsExactly("A", "B", "C", "D", "E");
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).containsExactlyInAnyOrder("a", "b", "c", "d", "e"));
    }

    @Test
    void nobodyWaitsForOthersThatDoNotCome() {
        assertThat(of(5, Duration.ofMillis(2)).call("a")).isEqualTo("A");
    }

    @Test
    void noBatchIsLargerThanAllowed() {
        String[] requests = IntStream.range(0, 40).mapToObj(i -> "r" + i).toArray(String[]::new);
        assertThat(together(of(8, Duration.ZERO), requests)).containsExactly(Stream.of(requests).map(String::toUpperCase).toArray(String[]::new));
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(8));
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder(requests);
    }

    @Test
    void whoeverComesWhileABatchIsInWorkIsServedByTheNext() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Batches<String, String> slow = new Batches<>(requests -> {
            begun.countDown();
            waitFor(goOn);
            return capitals(requests);
        }, failure -> false, 8, Duration.ZERO);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> slow.call("a"));
        begun.await();
        List<Caller> later = Stream.of("b", "c", "d").map(request -> Caller.of(slow, request)).toList();
        await().until(() -> later.stream().allMatch(Caller::isWaiting));
        goOn.countDown();

        assertThat(first.get()).isEqualTo("A");
        assertThat(later).extracting(Caller::outcome).containsExactly("B", "C", "D");
        assertThat(batches).extracting(List::size).containsExactly(1, 3);
    }

    @Test
    void aRequestThatCannotBeDoneFailsAlone() {
        assertThat(together(of(4, LONG), "a", "bad", "c", "d")).containsExactly("A", "bad one of 1", "C", "D");
        assertThat(batches).as("the batch, then each alone").extracting(List::size).containsExactly(4, 1, 1, 1, 1);
    }

    @Test
    void whatConcernsAllIsReportedToAllAndTriedOnce() {
        assertThat(together(of(3, LONG), "a", "outage", "c")).containsOnly("nothing works");
        assertThat(batches).hasSize(1);
    }

    @Test
    void anErrorIsTheLeadersAndTheOthersAreServed() {
        List<Thread> leaders = new ArrayList<>();
        Batches<String, String> work = new Batches<>(requests -> {
            if (requests.size() > 1) {
                leaders.add(Thread.currentThread());
                throw new StackOverflowError("too deep");
            }
            return capitals(requests);
        }, failure -> false, 3, LONG);
        List<Caller> callers = Stream.of("a", "b", "c").map(request -> Caller.of(work, request)).toList();

        assertThat(callers).extracting(Caller::outcome).hasSize(3);
        assertThat(callers).filteredOn(caller -> leaders.contains(caller.thread)).extracting(Caller::outcome).containsExactly("too deep");
        assertThat(callers).filteredOn(caller -> !leaders.contains(caller.thread)).extracting(Caller::outcome).hasSize(2).isSubsetOf("A", "B", "C");
    }

    @Test
    void aFirstCallerThatIsStoppedLeavesTheOthersToTheNext() {
        Batches<String, String> work = of(3, LONG);
        Caller first = Caller.of(work, "a");
        await().until(first::isWaiting);
        Caller second = Caller.of(work, "b");
        await().until(second::isWaiting);
        first.thread.interrupt();
        assertThat(first.outcome()).isEqualTo("the work was stopped");
        assertThat(first.wasInterrupted).as("it stays so").isTrue();

        List<Caller> others = Stream.of("c", "d").map(request -> Caller.of(work, request)).toList();
        assertThat(Stream.concat(Stream.of(second), others.stream()).map(Caller::outcome)).containsExactly("B", "C", "D");
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).containsExactlyInAnyOrder("b", "c", "d"));
    }

    @Test
    void aRequestInWorkIsBroughtToItsEndThoughItsCallerIsStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Thread> leader = new AtomicReference<>();
        Batches<String, String> slow = new Batches<>(requests -> {
            leader.set(Thread.currentThread());
            begun.countDown();
            waitFor(goOn);
            return capitals(requests);
        }, failure -> false, 2, LONG);
        List<Caller> callers = Stream.of("a", "b").map(request -> Caller.of(slow, request)).toList();
        begun.await();
        Caller follower = callers.stream().filter(caller -> caller.thread != leader.get()).findFirst().orElseThrow();
        follower.thread.interrupt();
        goOn.countDown();

        assertThat(callers).extracting(Caller::outcome).containsExactly("A", "B");
        assertThat(follower.wasInterrupted).isTrue();
    }

    @Test
    void aCallerThatIsStoppedAlreadyBeginsNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> of(2, LONG).call("a")).isInstanceOf(StoreException.class).hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(batches).isEmpty();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A thread of its own that makes one request. */
    private static final class Caller {
        private final CompletableFuture<String> outcome = new CompletableFuture<>();
        private Thread thread;
        private volatile boolean wasInterrupted;

        static Caller of(Batches<String, String> work, String request) {
            Caller caller = new Caller();
            caller.thread = new Thread(() -> {
                try {
                    String result = work.call(request);
                    caller.wasInterrupted = Thread.currentThread().isInterrupted();
                    caller.outcome.complete(result);
                } catch (RuntimeException | StackOverflowError e) {
                    caller.wasInterrupted = Thread.currentThread().isInterrupted();
                    caller.outcome.complete(e.getMessage());
                }
            }, "caller-" + request);
            caller.thread.setDaemon(true);
            caller.thread.start();
            return caller;
        }

        boolean isWaiting() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }

        String outcome() {
            return outcome.join();
        }
    }
}
