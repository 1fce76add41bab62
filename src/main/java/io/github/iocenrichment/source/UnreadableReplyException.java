package io.github.iocenrichment.source;

/** A body that no JSON could be read from; the message says why in words fit for a note. */
final class UnreadableReplyException extends Exception {
    UnreadableReplyException(String reason) {
        super(reason);
    }
}
