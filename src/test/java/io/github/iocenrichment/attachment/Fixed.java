package io.github.iocenrichment.attachment;

import java.time.Duration;
import java.util.stream.Collectors;

/** Limits with time enough for a slow test machine, and views of a result. */
final class Fixed {
    static final AttachmentLimits LIMITS = withTime(AttachmentLimits.DEFAULT);

    private Fixed() {
    }

    static AttachmentLimits withTime(AttachmentLimits limits) {
        return new AttachmentLimits(limits.bytesRead(), limits.bytesUnpacked(), limits.bytesPerFile(), limits.ratio(), limits.entries(), limits.depth(),
                limits.characters(), Duration.ofSeconds(60));
    }

    /** All text found at a path. */
    static String at(AttachmentText text, String path) {
        return text.pieces().stream().filter(piece -> piece.path().equals(path)).map(TextPiece::text).collect(Collectors.joining("\n"));
    }

    static String all(AttachmentText text) {
        return text.pieces().stream().map(TextPiece::text).collect(Collectors.joining("\n"));
    }

    static String reasons(AttachmentText text) {
        return text.unread().stream().map(unread -> unread.name() + ": " + unread.reason()).collect(Collectors.joining("\n"));
    }
}
