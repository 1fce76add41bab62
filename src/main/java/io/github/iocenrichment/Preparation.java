package io.github.iocenrichment;

import io.github.iocenrichment.attachment.AttachmentLimits;
import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.MemoryBudget;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What takes a moment to get ready and needs neither store nor routes: done in a thread of its own while those are opened. */
final class Preparation {
    private final CompletableFuture<AttachmentReader> attachments;
    private final CompletableFuture<Templates> templates;

    private Preparation(Settings settings, ExecutorService thread) {
        attachments = CompletableFuture.supplyAsync(() -> reader(settings), thread);
        // the lists of top-level domains and public suffixes: their loading is not to be the first incident's
        CompletableFuture.runAsync(IndicatorExtractor::prepare, thread);
        templates = CompletableFuture.supplyAsync(() -> Templates.load(Path.of("templates"), settings.text("templates.language")), thread);
        // nor that of the libraries that read attachments; nobody waits for it
        CompletableFuture.runAsync(() -> attachments.join().prepare(), thread);
    }

    static Preparation begin(Settings settings) {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "preparation");
            made.setDaemon(true);
            return made;
        });
        try {
            return new Preparation(settings, thread);
        } finally {
            // it ends with the work that it was given
            thread.shutdown();
        }
    }

    AttachmentReader attachments() {
        return done(attachments);
    }

    Templates templates() {
        return done(templates);
    }

    private static <T> T done(CompletableFuture<T> prepared) {
        try {
            return prepared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private static AttachmentReader reader(Settings settings) {
        return new AttachmentReader(new AttachmentLimits(settings.integer("ivanti.attachment.max-bytes"), settings.number("attachment.max-unpacked-bytes"),
                settings.integer("attachment.max-file-bytes"), settings.integer("attachment.max-ratio"), settings.integer("attachment.max-entries"),
                settings.integer("attachment.max-depth"), settings.integer("attachment.max-characters"), settings.duration("attachment.max-time")),
                settings.list("attachment.passwords"), MemoryBudget.ofHeap(settings.percent("attachment.memory")));
    }
}
