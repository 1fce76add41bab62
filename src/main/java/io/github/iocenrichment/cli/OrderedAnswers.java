package io.github.iocenrichment.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Answers lines on all processors and writes the answers in the order of the lines, each as soon as it and all before it are ready. Only as many
 * lines are held as keep the processors busy.
 */
final class OrderedAnswers {
    private final UnaryOperator<String> answer;
    private final int workers;

    OrderedAnswers(UnaryOperator<String> answer, int workers) {
        this.answer = answer;
        this.workers = workers;
    }

    void run(BufferedReader lines, Writer out) throws IOException {
        BlockingQueue<Future<String>> order = new ArrayBlockingQueue<>(2 * workers);
        FutureTask<Void> writing = new FutureTask<>(() -> write(order, out), null);
        ExecutorService pool = Executors.newFixedThreadPool(workers, OrderedAnswers::daemon);
        daemon(writing).start();
        try {
            for (String line = lines.readLine(); line != null && !writing.isDone(); line = lines.readLine()) {
                if (!line.isBlank()) {
                    String question = line;
                    put(order, pool.submit(() -> answer.apply(question)), writing);
                }
            }
            put(order, pool.submit(() -> null), writing);
            writing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException("the answers cannot be written", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits until the queue takes more, but not for a writer that has failed. */
    private static void put(BlockingQueue<Future<String>> order, Future<String> next, Future<?> writing) throws InterruptedException {
        boolean taken;
        do {
            taken = order.offer(next, 100, TimeUnit.MILLISECONDS);
        } while (!taken && !writing.isDone());
    }

    /** Ends with the first answer that is null. */
    private static void write(BlockingQueue<Future<String>> order, Writer out) {
        try {
            for (String line = order.take().get(); line != null; line = order.take().get()) {
                out.write(line);
                out.write('\n');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "extract");
        thread.setDaemon(true);
        return thread;
    }
}
