package io.github.iocenrichment.stix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The version under which an object is to be sent, in whole milliseconds.
 *
 * @param created  fixed for ever with the first version
 * @param modified time of this version
 * @param revoked  whether the object has been taken back; then nothing but that last version may ever be sent
 */
public record Versioned(@Nullable Instant created, @Nullable Instant modified, boolean revoked) {
}
