/**
 * Attachments: bytes in, bounded text out. Knows {@code indicator}.
 */
package io.github.iocenrichment.attachment;
