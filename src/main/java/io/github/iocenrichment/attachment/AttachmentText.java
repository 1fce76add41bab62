package io.github.iocenrichment.attachment;

import java.util.List;

/**
 * What an attachment held.
 *
 * @param pieces its texts in reading order
 * @param unread what was not or not wholly read, each with its reason; empty when all was read
 */
public record AttachmentText(List<TextPiece> pieces, List<Unread> unread) {

    public AttachmentText {
        pieces = List.copyOf(pieces);
        unread = List.copyOf(unread);
    }
}
