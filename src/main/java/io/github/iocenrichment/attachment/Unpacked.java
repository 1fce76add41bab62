package io.github.iocenrichment.attachment;

import org.jspecify.annotations.Nullable;

/**
 * Bytes out of a stream.
 *
 * @param content what came out within the limits
 * @param cut     why the end is missing; null when all came
 * @param damage  what the stream broke with; null when it did not
 */
record Unpacked(byte[] content, @Nullable String cut, @Nullable Exception damage) {
}
