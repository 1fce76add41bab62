/**
 * Attachments: bytes in, bounded text out. Knows {@code indicator}.
 */
@NullMarked
package io.github.iocenrichment.attachment;

import org.jspecify.annotations.NullMarked;
