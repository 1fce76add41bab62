package io.github.iocenrichment.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer said about the source's own quota.
 *
 * @param window    {@code minute}, {@code hour}, {@code day}, {@code month}; null when the source did not say which
 * @param limit     calls allowed in the window; null when not given
 * @param remaining calls left; null when not given
 * @param closedUntil no call may be made before this time; null when calls are still allowed
 */
public record QuotaNotice(@Nullable String window, @Nullable Long limit, @Nullable Long remaining, @Nullable Instant closedUntil) {
}
