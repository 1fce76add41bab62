package io.github.iocenrichment.lists;

import java.util.Locale;

/** What follows from a value being on a warning list. */
public enum WarningMode {
    /** Counts as benign evidence: the verdict sinks by one step, unless a detection is strong. */
    LOWER,
    /** No source is asked about it. */
    SKIP,
    OFF;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static WarningMode of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
