package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Whole files that stand as base64 in a literal of a script, which puts them together in the browser: a ZIP archive in a page passes a gateway that stops a
 * ZIP archive. They are known by the first bytes of their format.
 */
final class SmuggledFiles {
    /** ZIP, PDF, OLE, RAR, 7z, gzip, and programs for Windows. */
    private static final List<byte[]> BEGINNINGS = List.of(ascii("UEsDB"), ascii("JVBERi0"), ascii("0M8R4KGx"), ascii("UmFyIR"), ascii("N3q8ry"), ascii("H4sIA"),
            ascii("TVqQA"), ascii("TVpQA"));
    private static final int SHORTEST = 100;
    private static final int MOST = 50;

    private SmuggledFiles() {
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads each of them as a file within the page or script. */
    static void read(Part page, PartReader parts, Reading reading) throws IOException {
        byte[] content = page.content();
        int number = 0;
        int at = 0;
        while (at + SHORTEST < content.length) {
            if ((at & 0xFFFF) == 0) {
                reading.step();
            }
            boolean opens = content[at] == '"' || content[at] == '\'' || content[at] == '`' || content[at] == ',';
            int end = opens && begins(content, at + 1) ? end(content, at + 1) : 0;
            if (end - at > SHORTEST && number == MOST) {
                reading.unread(page.path(), "holds more than " + MOST + " files in scripts, of which the others were not read");
                return;
            }
            if (end - at > SHORTEST) {
                number++;
                file(page, "file " + number + " in a script", content, at + 1, end, parts, reading);
            }
            at = Math.max(at + 1, end);
        }
    }

    private static boolean begins(byte[] content, int from) {
        return BEGINNINGS.stream().anyMatch(each -> content[from] == each[0] && from + each.length <= content.length
                && Arrays.equals(content, from, from + each.length, each, 0, each.length));
    }

    /** Where the literal ends; slashes may be escaped in it. */
    private static int end(byte[] content, int from) {
        int end = from;
        while (end < content.length && (Character.isLetterOrDigit(content[end]) && content[end] > 0 || "+/=\\".indexOf(content[end]) >= 0)) {
            end++;
        }
        return end;
    }

    private static void file(Part page, String name, byte[] content, int from, int to, PartReader parts, Reading reading) throws IOException {
        reading.entry();
        long mark = reading.reserved();
        try {
            reading.reserve(2L * (to - from));
            byte[] decoded = Base64.getMimeDecoder().decode(Arrays.copyOfRange(content, from, to));
            Part file = reading.unpack(page, name, new ByteArrayInputStream(decoded), 0);
            parts.read(file, reading);
        } catch (IllegalArgumentException noBase64) {
            reading.unread(page.inside(name), "damaged");
        } finally {
            reading.releaseTo(mark);
        }
    }
}
