package io.github.iocenrichment.settings;

import io.github.iocenrichment.text.OneLine;
import org.jspecify.annotations.Nullable;

/** Foreign text made fit to stand inside one line of ours. */
final class Lines {
    private static final int LONGEST = 120;

    private Lines() {
    }

    /** A value in quotes, shortened when it is long. */
    static String quoted(@Nullable String value) {
        String line = OneLine.of(value);
        return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line) + "'";
    }
}
