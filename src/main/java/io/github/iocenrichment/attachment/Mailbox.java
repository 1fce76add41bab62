package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;

/** Several mails in one file, each behind a line {@code From …}. */
final class Mailbox implements FormatReader {
    private final PartReader parts;

    Mailbox(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part part, Reading reading) throws LimitReachedException {
        byte[] content = part.content();
        int from = 0;
        for (int number = 1; from < content.length; number++) {
            reading.entry();
            int end = next(content, from + 1);
            long mark = reading.reserved();
            Part mail = reading.unpack(part, "mail " + number, new ByteArrayInputStream(content, from, end - from), 0, end - from);
            parts.readAs(FileKind.MAIL, mail, reading);
            reading.releaseTo(mark);
            from = end;
        }
    }

    /** Where the next line {@code From …} behind a blank line begins. */
    private static int next(byte[] content, int from) {
        for (int at = Math.max(from, 2); at + 5 < content.length; at++) {
            if (content[at] == 'F' && content[at + 1] == 'r' && content[at + 2] == 'o' && content[at + 3] == 'm' && content[at + 4] == ' '
                    && content[at - 1] == '\n' && (content[at - 2] == '\n' || content[at - 2] == '\r' && at > 3 && content[at - 3] == '\n')) {
                return at;
            }
        }
        return content.length;
    }
}
