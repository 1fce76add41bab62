package io.github.iocenrichment.report;

import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gives a template so much time and no more: one that loops without writing anything would never reach the limit of its output. */
final class TimedRendering {
    /** A thread for each rendering of the moment. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(rendering -> {
        Thread thread = new Thread(rendering, "template");
        thread.setDaemon(true);
        return thread;
    });

    private TimedRendering() {
    }

    /** Makes the loops of a template end when their time is up. Once for each template, which the configuration must keep. */
    static void prepare(Configuration configuration, String name) {
        try {
            Template template = configuration.getTemplate(name);
            _CoreAPI.addThreadInterruptedChecks(template);
        } catch (IOException notToBeRead) {
            // reported when it is tried on the sample
        }
    }

    /** @throws IOException also when the time is up */
    static String within(Duration limit, Callable<String> rendering) throws TemplateException, IOException {
        Future<String> task = THREADS.submit(rendering);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new IOException("is not done after " + limit.toSeconds() + " s: a loop in it does not end", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) throws TemplateException, IOException {
        if (cause instanceof TemplateException template) {
            throw template;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
