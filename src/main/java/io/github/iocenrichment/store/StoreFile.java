package io.github.iocenrichment.store;

import io.github.iocenrichment.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file of an embedded database: it holds tickets and raw URLs, so only the owner of the process may read it. */
final class StoreFile {
    private static final Pattern PLACE = Pattern.compile("(?i)^jdbc:h2:(?:(?:file|nio|nioMapped|async|split|retry):)?(?!(?:mem|tcp|ssl|zip|classpath|memFS"
            + "|memLZF|nioMemFS|nioMemLZF|file):)([^;]+)(;.*)?$");
    /** What H2 puts beside the database: the database itself, its rewriting, and traces. */
    private static final List<String> ENDINGS = List.of(".mv.db", ".mv.db.tempFile", ".mv.db.newFile", ".trace.db");

    private final Path base;
    private final boolean mayBeMade;

    private StoreFile(Path base, boolean mayBeMade) {
        this.base = base;
        this.mayBeMade = mayBeMade;
    }

    /** Empty for a database in memory or on another machine. */
    static Optional<StoreFile> of(StoreSettings settings) {
        Matcher place = PLACE.matcher(settings.url().strip());
        if (!settings.isEmbedded() || !place.matches()) {
            return Optional.empty();
        }
        String path = place.group(1).startsWith("~/") ? System.getProperty("user.home") + place.group(1).substring(1) : place.group(1);
        boolean existing = place.group(2) != null && place.group(2).toUpperCase(Locale.ROOT).contains("IFEXISTS=TRUE");
        return Optional.of(new StoreFile(Path.of(path).toAbsolutePath(), !existing));
    }

    /** Before H2 opens it: the folder and an empty file, which H2 takes for a new database. */
    void prepare() {
        try {
            if (mayBeMade) {
                OwnerOnly.folder(base.getParent());
                OwnerOnly.file(beside(ENDINGS.get(0)));
            }
            protect();
        } catch (IOException e) {
            throw new StoreException("its file cannot be made for its owner alone: " + e.getMessage()
                    + "; check that the folder of store.url exists or can be made, and may be written to", e);
        }
    }

    /** What H2 made or wrote anew since. */
    void protect() throws IOException {
        for (String ending : ENDINGS) {
            Path file = beside(ending);
            if (Files.exists(file)) {
                OwnerOnly.close(file);
            }
        }
    }

    /** Where the file lies. */
    @Nullable Path folder() {
        return base.getParent();
    }

    private Path beside(String ending) {
        return base.resolveSibling(base.getFileName() + ending);
    }
}
