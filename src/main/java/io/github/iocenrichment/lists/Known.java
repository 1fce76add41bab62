package io.github.iocenrichment.lists;

import org.jspecify.annotations.Nullable;

/**
 * What people know about a value beforehand.
 *
 * @param override what an analyst says; null when none does
 * @param warning  the warning list that it is on; null when it is on none
 */
public record Known(@Nullable AnalystVerdict override, @Nullable Warning warning) {
    public static final Known NOTHING = new Known(null, null);
}
