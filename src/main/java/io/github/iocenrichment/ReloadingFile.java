package io.github.iocenrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when it has changed. A broken edit is logged and what was read before stays in force; a missing file means
 * what is built in.
 */
final class ReloadingFile<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingFile.class);

    /** What the file looked like when it was last read; a size of -1 means it was not there. */
    private record Stamp(FileTime changed, long size) {
    }

    private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1);

    private record Loaded<T>(Stamp stamp, T content) {
    }

    private final Path file;
    private final String what;
    private final Supplier<T> builtIn;
    private final Function<Path, T> load;
    private volatile Loaded<T> loaded;

    /**
     * @param what how the log calls the content, as {@code extraction rules}
     * @throws IllegalArgumentException as {@code load} throws it when the file is broken at the start
     */
    ReloadingFile(Path file, String what, Supplier<T> builtIn, Function<Path, T> load) {
        this.file = file;
        this.what = what;
        this.builtIn = builtIn;
        this.load = load;
        this.loaded = read(stamp());
    }

    @Override
    public T get() {
        Stamp now = stamp();
        if (!now.equals(loaded.stamp)) {
            reload(now);
        }
        return loaded.content;
    }

    private synchronized void reload(Stamp now) {
        if (now.equals(loaded.stamp)) {
            return;
        }
        try {
            loaded = read(now);
            LOG.info("{} read again from {}", what, file);
        } catch (RuntimeException e) {
            loaded = new Loaded<>(now, loaded.content);
            LOG.error("{} not reloaded, those in use stay: {}", what, e.getMessage());
        }
    }

    private Loaded<T> read(Stamp now) {
        return new Loaded<>(now, now.size < 0 ? builtIn.get() : load.apply(file));
    }

    private Stamp stamp() {
        // asked for each ticket and link, and most files are not there: an exception each time would cost more than the look
        if (!file.toFile().exists()) {
            return MISSING;
        }
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size());
        } catch (IOException missing) {
            return MISSING;
        }
    }
}
