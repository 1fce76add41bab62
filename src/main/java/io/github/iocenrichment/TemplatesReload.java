package io.github.iocenrichment;

import io.github.iocenrichment.report.OutputTemplates;
import io.github.iocenrichment.report.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes templates and messages over when one of their files is saved, and says so in one line. A broken one keeps all that are in use. */
final class TemplatesReload extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int DEPTH = 2;

    private final Path folder;
    private final Templates templates;
    private final OutputTemplates outputs;
    private @Nullable ScheduledExecutorService watch;
    private String seen;

    TemplatesReload(Path folder, Templates templates, OutputTemplates outputs) {
        this.folder = folder;
        this.templates = templates;
        this.outputs = outputs;
        this.seen = stamps();
    }

    @Override
    protected void doStart() {
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "templates-reload");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        watch.shutdownNow();
    }

    /** Reads all of them again when a file has changed since the last look. */
    void look() {
        try {
            String now = stamps();
            if (!now.equals(seen)) {
                seen = now;
                reload();
            }
        } catch (RuntimeException e) {
            // the next look finds what this one has missed
            LOG.warn("templates cannot be looked at: {}", e.getMessage());
        }
    }

    private void reload() {
        List<String> wrong = Stream.concat(templates.reload().stream().map(Templates.Problem::toString), outputs.reload().stream()).toList();
        if (wrong.isEmpty()) {
            LOG.info("{} read again: they are in use from the next note on", folder);
        } else {
            LOG.warn("{} not taken over, those in use stay: {}{}", folder, wrong.get(0), wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more)");
        }
    }

    /** What differs between two states of the files, without their contents. */
    private String stamps() {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        SortedMap<Path, String> stamps = new TreeMap<>();
        try {
            // a folder that is mounted from elsewhere may hold links to its files
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                    if (found.isRegularFile()) {
                        stamps.put(file, found.lastModifiedTime() + " " + found.size());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    // it is being exchanged at this moment
                    stamps.put(file, "gone");
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamps.toString();
    }
}
