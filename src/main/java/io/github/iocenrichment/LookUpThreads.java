package io.github.iocenrichment;

import io.github.iocenrichment.stage.LogContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that ask the sources; what they log names the incident of the work that they were given. */
final class LookUpThreads {
    private LookUpThreads() {
    }

    /** @param most how many there are at most; each ends after a minute without work */
    static ExecutorService of(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        // unlike a pool of fixed size it begins a thread only when all it has are at work; first come, first served
        return new ForkJoinPool(most, pool -> {
            ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setName(name + "-" + number.incrementAndGet());
            return thread;
        }, null, true, most, most, 0, pool -> true, 1, TimeUnit.MINUTES) {
            @Override
            public void execute(Runnable work) {
                super.execute(LogContext.carried(work));
            }
        };
    }
}
