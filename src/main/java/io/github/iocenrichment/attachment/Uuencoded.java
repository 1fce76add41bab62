package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with files in it that were written by uuencode, between {@code begin 644 name} and {@code end}; the text around them is read as text. */
final class Uuencoded implements FormatReader {
    private static final Pattern BEGIN = Pattern.compile("(?m)^begin(-base64)? [0-7]{3,4} ([^\\r\\n]{1,200})\\r?$");
    private static final Pattern IN_TEXT = Pattern.compile("(?m)^begin(?:-base64 [0-7]{3,4} [^\\r\\n]{1,200}\\r?\\n[A-Za-z0-9+/=]{4,100}"
            + "| [0-7]{3,4} [^\\r\\n]{1,200}\\r?\\n[\\x20-\\x60]{1,90})\\r?$");
    private final PartReader parts;

    Uuencoded(PartReader parts) {
        this.parts = parts;
    }

    static boolean isIn(String text) {
        return text.contains("begin") && IN_TEXT.matcher(text).find();
    }

    /** Whether the bytes hold such a file. */
    static boolean isIn(byte[] content) {
        return isIn(new String(content, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        String text = new String(part.content(), StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream around = new ByteArrayOutputStream(text.length());
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            reading.step();
            reading.entry();
            around.writeBytes(text.substring(from, begin.start()).getBytes(StandardCharsets.ISO_8859_1));
            File file = begin.group(1) == null ? file(text, begin.end()) : base64(text, begin.end());
            String name = begin.group(2).strip();
            if (file.content.length > 0) {
                long mark = reading.reserved();
                parts.read(reading.unpack(part, name, new ByteArrayInputStream(file.content), 0), reading);
                reading.releaseTo(mark);
            }
            if (!file.whole) {
                reading.unread(part.inside(ShownName.of(name)), "damaged uuencoded file");
            }
            from = file.end;
        }
        around.writeBytes(text.substring(from).getBytes(StandardCharsets.ISO_8859_1));
        TextFile.plain(part.with(around.toByteArray()), part.charset(), reading);
    }

    private record File(byte[] content, int end, boolean whole) {
    }

    private static File file(String text, int from) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = Math.min(text.length(), from + 1);
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).replace("\r", "");
            int next = end < 0 ? text.length() : end + 1;
            if (line.equals("end")) {
                return new File(content.toByteArray(), next, true);
            }
            if (!line.isBlank() && !decode(line, content)) {
                return new File(content.toByteArray(), at, false);
            }
            at = next;
        }
        return new File(content.toByteArray(), at, false);
    }

    /** One line: a character for its length, then four characters for each three bytes; blanks at its end may be lost. */
    private static boolean decode(String line, ByteArrayOutputStream content) {
        int length = line.charAt(0) - ' ' & 63;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '`') {
                return false;
            }
        }
        for (int i = 1, written = 0; written < length; i += 4) {
            int bits = six(line, i) << 18 | six(line, i + 1) << 12 | six(line, i + 2) << 6 | six(line, i + 3);
            for (int shift = 16; shift >= 0 && written < length; shift -= 8, written++) {
                content.write(bits >> shift & 255);
            }
        }
        return true;
    }

    private static int six(String line, int at) {
        return at < line.length() ? line.charAt(at) - ' ' & 63 : 0;
    }

    private static File base64(String text, int from) {
        int end = text.indexOf("====", from);
        String body = text.substring(Math.min(text.length(), from), end < 0 ? text.length() : end).replaceAll("[^A-Za-z0-9+/]", "");
        byte[] content = Base64.getDecoder().decode(body.substring(0, body.length() % 4 == 1 ? body.length() - 1 : body.length()));
        return new File(content, end < 0 ? text.length() : end + 4, end >= 0);
    }
}
