package io.github.iocenrichment.attachment;

import java.io.IOException;

/** This part cannot be read or not to its end; its message is the reason shown. The rest of the attachment goes on. */
final class UnreadException extends IOException {
    UnreadException(String reason) {
        super(reason);
    }
}
