package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A form in which what files gave is printed, file by file. */
interface FoundOutput {
    /** @param problems what was not or not wholly read, in words */
    void print(Path file, List<Indicator> found, List<String> problems) throws IOException;

    /** Behind the last file. */
    default void end() throws IOException {
        // most forms have no end
    }
}
