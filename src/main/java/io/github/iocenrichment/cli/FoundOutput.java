package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.text.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A form in which what files gave is printed, file by file. */
interface FoundOutput {
    /** @param problems what was not or not wholly read, in words */
    void print(Path file, List<Indicator> found, List<String> problems) throws IOException;

    /** Says on standard error what was not read, where the output has no place for it. Text from outside must not steer the terminal. */
    static void report(Path file, List<String> problems) {
        problems.forEach(problem -> System.err.println(OneLine.of(file + ": not wholly read: " + problem)));
    }

    /** Behind the last file. */
    default void end() throws IOException {
        // most forms have no end
    }
}
