package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;

/**
 * One stretch of text taken from an attachment.
 *
 * @param path the way to it inside the attachment ({@code mail.eml > HTML part}, {@code page 3}); empty for the file itself
 * @param kind whether to read it as plain text or as HTML
 * @param text the text
 */
public record TextPiece(String path, ContentKind kind, String text) {
}
