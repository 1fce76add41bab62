package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the mail in a file begins and ends: programs put a line of their own before its headers, a byte order mark, a banner or the number of its bytes, and
 * Apple Mail a property list behind it.
 *
 * @param from where its headers begin
 * @param end  behind its last byte
 */
record MailStart(int from, int end) {
    private static final int LOOKED_AT = 64 << 10;

    /** A mail with lines that end as they should: some programs write carriage returns alone, others two before a line feed. */
    static Part withLines(Part mail, Reading reading) throws IOException {
        byte[] content = mail.content();
        String head = TextDecoding.isWide(content) ? "" : new String(content, 0, Math.min(content.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        boolean doubled = head.contains("\r\r\n");
        boolean bare = head.indexOf('\r') >= 0 && head.indexOf('\n') < 0;
        if (!doubled && !bare) {
            return mail;
        }
        reading.reserve(2L * content.length);
        ByteArrayOutputStream lines = new ByteArrayOutputStream(content.length);
        for (int i = 0; i < content.length; i++) {
            boolean dropped = doubled && content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\r';
            if (!dropped) {
                lines.write(bare && content[i] == '\r' ? '\n' : content[i]);
            }
        }
        return mail.with(lines.toByteArray());
    }

    static MailStart of(Part file) {
        byte[] content = file.content();
        if (TextDecoding.isWide(content)) {
            return new MailStart(0, content.length);
        }
        int mark = content.length > 2 && (content[0] & 0xFF) == 0xEF && (content[1] & 0xFF) == 0xBB && (content[2] & 0xFF) == 0xBF ? 3 : 0;
        String head = new String(content, mark, Math.min(content.length - mark, LOOKED_AT), StandardCharsets.ISO_8859_1);
        int start = TextLook.mailStart(head);
        int from = start < 0 ? MailHeaders.mboxLine(content) : mark + start;
        return new MailStart(from, counted(head, from, content.length));
    }

    /** The end by the number of bytes in the line before, when it is one that can be right. */
    private static int counted(String head, int from, int length) {
        String before = head.substring(0, Math.min(from, head.length())).strip();
        if (before.isEmpty() || before.length() > 9 || !before.chars().allMatch(Character::isDigit)) {
            return length;
        }
        long end = from + Long.parseLong(before);
        return end < length ? (int) end : length;
    }

    /** The mail itself; what stands before and behind it is read as text. */
    Part read(Part file, PartReader parts, Reading reading) throws IOException {
        byte[] content = file.content();
        if (TextDecoding.isWide(content)) {
            return file.with(TextDecoding.decode(content, null).getBytes(StandardCharsets.UTF_8)).in(null);
        }
        if (from > 0) {
            around(file, "text before the mail", 0, from, parts, reading);
        }
        if (end < content.length) {
            around(file, "text behind the mail", end, content.length, parts, reading);
        }
        return from == 0 && end == content.length ? file : file.with(Arrays.copyOfRange(content, Math.min(from, end), end));
    }

    private static void around(Part file, String name, int from, int to, PartReader parts, Reading reading) throws IOException {
        String words = new String(file.content(), from, to - from, StandardCharsets.ISO_8859_1).strip();
        if (words.length() > 12 && !words.startsWith("From ")) {
            parts.readAs(words.startsWith("<") ? FileKind.XML : FileKind.TEXT,
                    reading.unpack(file, name, new ByteArrayInputStream(file.content(), from, to - from), 0), reading);
        }
    }
}
