package io.github.iocenrichment.indicator;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The extraction rules in a file, read again when it has changed. */
public final class ReloadingRules implements Supplier<ExtractionRules> {
    private final ReloadingFile<ExtractionRules> file;

    /**
     * @throws IllegalArgumentException with line number and reason when the file is broken at the start
     */
    public ReloadingRules(Path file) {
        this.file = new ReloadingFile<>(file, "extraction rules", ExtractionRules::builtIn, ExtractionRules::load);
    }

    @Override
    public ExtractionRules get() {
        return file.get();
    }
}
