package io.github.iocenrichment.stix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a value was reported, over all incidents.
 *
 * @param first creation time of the incident that reported it first, kept for ever: where its validity begins
 * @param last  latest creation time of an incident that reported it: from here its validity is counted
 */
public record Reported(@Nullable Instant first, @Nullable Instant last) {
}
