package io.github.iocenrichment.indicator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** The source of a mail that somebody pasted into a text: below a header line that names an encoding the body is decoded as that of a mail. */
final class PastedMail {
    private static final Pattern ENCODING = Pattern.compile("(?im)^[ \\t>\"]{0,6}content-transfer-encoding[ \\t]{0,4}:[ \\t\"]{0,4}(quoted-printable|base64)");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s{0,3}=\\s{0,3}[\"']?([A-Za-z0-9_:.-]{2,40})");
    private static final Pattern HTML = Pattern.compile("(?i)content-type\\s{0,3}:\\s{0,3}text/html");
    private static final int LONGEST_HEADER = 4_000;

    private PastedMail() {
    }

    /** A stretch of the text, as it stands or decoded. */
    record Section(ContentKind kind, String text) {
    }

    /** The text without encoded bodies, and then these, decoded; empty when it holds none. */
    static List<Section> sections(String text) {
        if (text.indexOf("ransfer-") < 0 && text.indexOf("RANSFER-") < 0) {
            return List.of();
        }
        List<Section> bodies = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher encoding = ENCODING.matcher(text);
        int from = 0;
        while (encoding.find(from)) {
            int body = behindHeader(text, encoding.end());
            if (body < 0) {
                break;
            }
            String head = text.substring(beginOfHeader(text, encoding.start(), from), body);
            boolean base64 = encoding.group(1).equalsIgnoreCase("base64");
            int end = base64 ? endOfBase64(text, body) : endOfPart(text, body);
            rest.append(text, from, body);
            from = end;
            if (end > body) {
                ContentKind kind = HTML.matcher(head).find() ? ContentKind.HTML : ContentKind.PLAIN;
                bodies.add(new Section(kind, decoded(text.substring(body, end), base64, charset(head), indent(text, encoding.start()))));
            }
        }
        if (!bodies.isEmpty()) {
            bodies.add(0, new Section(ContentKind.PLAIN, rest.append(text, from, text.length()).toString()));
        }
        return bodies;
    }

    /** Where the line behind the blank line begins that ends the header; -1 when the text ends before. */
    private static int behindHeader(String text, int from) {
        int line = nextLine(text, from);
        while (line > 0 && line < text.length() && line - from < LONGEST_HEADER) {
            int end = endOfLine(text, line);
            if (withoutQuotes(text.substring(line, end)).isBlank()) {
                return Math.min(text.length(), end + 1);
            }
            line = nextLine(text, line);
        }
        return -1;
    }

    private static int beginOfHeader(String text, int line, int lowest) {
        int start = line;
        while (start > lowest && line - start < LONGEST_HEADER) {
            int before = text.lastIndexOf('\n', start - 2) + 1;
            if (before < lowest || withoutQuotes(text.substring(before, start)).isBlank()) {
                return start;
            }
            start = before;
        }
        return start;
    }

    /** A part ends before a border line: two hyphens and what the mail chose. */
    private static int endOfPart(String text, int from) {
        int line = from;
        while (line >= 0 && line < text.length()) {
            String words = withoutQuotes(text.substring(line, Math.min(endOfLine(text, line), line + 80))).stripTrailing();
            if (words.length() > 3 && words.startsWith("--") && words.indexOf(' ') < 0 && !words.matches("-+")) {
                return line;
            }
            line = nextLine(text, line);
        }
        return text.length();
    }

    private static int endOfBase64(String text, int from) {
        int line = from;
        while (line >= 0 && line < text.length()) {
            int end = endOfLine(text, line);
            for (int i = line; i < end; i++) {
                char c = text.charAt(i);
                boolean letter = c < 128 && Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
                if (!letter && c > ' ' && !(c == '>' && i - line < 4)) {
                    return line;
                }
            }
            line = nextLine(text, line);
        }
        return text.length();
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? -1 : end + 1;
    }

    private static String withoutQuotes(String line) {
        int from = 0;
        while (from < line.length() && (line.charAt(from) == '>' || line.charAt(from) == ' ')) {
            from++;
        }
        return line.substring(from);
    }

    private static Charset charset(String head) {
        Matcher named = CHARSET.matcher(head);
        try {
            return named.find() ? Charset.forName(named.group(1).toUpperCase(Locale.ROOT)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static int indent(String text, int line) {
        int from = line;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        return from - line;
    }

    /** @param indent blanks that were put before each line of the source */
    private static String decoded(String body, boolean base64, Charset charset, int indent) {
        String lines = base64 ? body.replace(">", "") : body.lines()
                .map(line -> line.startsWith(">") ? withoutQuotes(line) : line.substring(Math.min(indent, indent(line, 0))))
                .collect(Collectors.joining("\r\n"));
        ByteArrayInputStream bytes = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        try (InputStream plain = base64 ? new Base64InputStream(bytes, false) : new QuotedPrintableInputStream(bytes, false)) {
            return new String(plain.readAllBytes(), charset);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
