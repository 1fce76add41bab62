package io.github.iocenrichment.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in a file, read again when it has changed. A broken edit is logged and the rules before it stay in force; a missing file means
 * the built-in rules.
 */
public final class ReloadingRules implements Supplier<ExtractionRules> {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingRules.class);

    /** What the file looked like when it was last read; a size of -1 means it was not there. */
    private record Stamp(FileTime changed, long size) {
    }

    private record Loaded(Stamp stamp, ExtractionRules rules) {
    }

    private final Path file;
    private volatile Loaded loaded;

    /**
     * @throws IllegalArgumentException with line number and reason when the file is broken at the start
     */
    public ReloadingRules(Path file) {
        this.file = file;
        Stamp stamp = stamp();
        this.loaded = new Loaded(stamp, stamp.size < 0 ? ExtractionRules.builtIn() : ExtractionRules.load(file));
    }

    @Override
    public ExtractionRules get() {
        Stamp now = stamp();
        if (!now.equals(loaded.stamp)) {
            reload(now);
        }
        return loaded.rules;
    }

    private synchronized void reload(Stamp now) {
        if (now.equals(loaded.stamp)) {
            return;
        }
        try {
            loaded = new Loaded(now, now.size < 0 ? ExtractionRules.builtIn() : ExtractionRules.load(file));
            LOG.info("extraction rules read again from {}", file);
        } catch (RuntimeException e) {
            loaded = new Loaded(now, loaded.rules);
            LOG.error("extraction rules kept as they were: {}", e.getMessage());
        }
    }

    private Stamp stamp() {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException missing) {
            return new Stamp(FileTime.fromMillis(0), -1);
        }
    }
}
