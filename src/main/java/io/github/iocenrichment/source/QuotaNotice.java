package io.github.iocenrichment.source;

import java.time.Instant;

/**
 * What an answer said about the source's own quota.
 *
 * @param window    {@code minute}, {@code hour}, {@code day}, {@code month}; null when the source did not say which
 * @param limit     calls allowed in the window; null when not given
 * @param remaining calls left; null when not given
 * @param closedUntil no call may be made before this time; null when calls are still allowed
 */
public record QuotaNotice(String window, Long limit, Long remaining, Instant closedUntil) {
}
