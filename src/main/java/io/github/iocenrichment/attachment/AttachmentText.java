package io.github.iocenrichment.attachment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attachment held.
 *
 * @param pieces  its texts in reading order; empty when they were handed to a consumer while they were read
 * @param unread  what was not or not wholly read, each with its reason; empty when all was read
 * @param retryReason why the same attachment may be read wholly at a later time, when less is read beside it: it could not reserve
 *                memory or ran out of time; null when reading it again would give the same
 */
public record AttachmentText(List<TextPiece> pieces, List<Unread> unread, @Nullable String retryReason) {
    public AttachmentText {
        pieces = List.copyOf(pieces);
        unread = List.copyOf(unread);
    }

    /** Whether the attachment should be read again later. */
    public boolean isRetryable() {
        return retryReason != null;
    }
}
