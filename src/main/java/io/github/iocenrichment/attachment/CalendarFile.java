package io.github.iocenrichment.attachment;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/**
 * Calendars and contacts (RFC 5545, RFC 6350, vCard 2.1): folded lines made whole again, escapes of values undone, descriptions in HTML read as such, and
 * values in base64 as files.
 */
final class CalendarFile implements FormatReader {
    private static final Pattern BASE64 = Pattern.compile(";(?:encoding=)?\"?(?:base64|b)\"?(?:;|$)");
    private static final Pattern DATA = Pattern.compile("^data:[^,]{0,200};base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([a-z0-9_:.-]{2,40})");

    private final PartReader parts;

    CalendarFile(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        byte[] content = TextDecoding.isWide(part.content()) ? TextDecoding.decode(part.content(), null).getBytes(StandardCharsets.UTF_8) : part.content();
        TextStretches text = new TextStretches(part.path(), reading);
        try (BufferedReader lines = new BufferedReader(TextDecoding.reader(unfolded(content), part.charset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reading.step();
                int colon = colon(line);
                String head = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = colon < 0 ? line : line.substring(colon + 1);
                if (head.contains("quoted-printable")) {
                    StringBuilder whole = new StringBuilder(value);
                    while (whole.length() > 0 && whole.charAt(whole.length() - 1) == '=') {
                        String next = lines.readLine();
                        whole.append('\n').append(next == null ? "." : next);
                    }
                    value = quotedPrintable(whole.toString(), head);
                }
                Matcher data = DATA.matcher(value);
                boolean address = data.find();
                if (address || BASE64.matcher(head).find()) {
                    file(part, head.split("[;.]", 2)[0], address ? value.substring(data.end()) : value, reading);
                    continue;
                }
                String plain = unescaped(value);
                if (head.contains("text/html") || plain.regionMatches(true, 0, "<html", 0, 5) || plain.regionMatches(true, 0, "<!doctype html", 0, 14)) {
                    TextFile.html(part.inside("description in HTML"), plain, reading);
                } else {
                    text.append((colon < 0 ? "" : line.substring(0, colon) + ": ") + plain + "\n");
                }
            }
        }
        text.end(part.whole());
    }

    /** A file that stands in the value itself. @param name the property that holds it */
    private void file(Part part, String name, String base64, Reading reading) throws IOException {
        reading.entry();
        long mark = reading.reserved();
        try {
            reading.reserve(2L * base64.length());
            byte[] decoded = Base64.getMimeDecoder().decode(base64);
            parts.read(reading.unpack(part, name, new ByteArrayInputStream(decoded), 0), reading);
        } catch (IllegalArgumentException noBase64) {
            reading.unread(part.inside(name), "damaged");
        } finally {
            reading.releaseTo(mark);
        }
    }

    /** Where the value begins: at the first colon outside of quotes. */
    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (line.charAt(i) == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Before decoding: a line may be folded within a character. */
    private static byte[] unfolded(byte[] folded) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(folded.length);
        for (int i = 0; i < folded.length; i++) {
            int end = folded[i] == '\r' && i + 1 < folded.length && folded[i + 1] == '\n' ? i + 1 : i;
            boolean fold = folded[end] == '\n' && end + 1 < folded.length && (folded[end + 1] == ' ' || folded[end + 1] == '\t');
            if (fold) {
                i = end + 1;
            } else {
                whole.write(folded[i]);
            }
        }
        return whole.toByteArray();
    }

    private static String quotedPrintable(String value, String head) throws IOException {
        Matcher charset = CHARSET.matcher(head);
        byte[] bytes = value.replace("=\n", "=\r\n").getBytes(StandardCharsets.UTF_8);
        try (QuotedPrintableInputStream plain = new QuotedPrintableInputStream(new ByteArrayInputStream(bytes))) {
            return TextDecoding.decode(plain.readAllBytes(), charset.find() ? charset.group(1) : null);
        }
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : 0;
            if (c == '\\' && (next == 'n' || next == 'N')) {
                plain.append('\n');
                i++;
            } else if (c == '\\' && (next == ',' || next == ';' || next == ':' || next == '\\' || next == '"')) {
                plain.append(next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
