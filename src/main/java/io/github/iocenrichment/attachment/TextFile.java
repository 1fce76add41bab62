package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plain text in any encoding, JSON and tables among it, HTML and XML. */
final class TextFile {
    /** HTML is parsed into a tree that is many times larger than its text. */
    private static final int HTML_STRETCH = 1 << 19;
    private static final int LOOKED_AT = 256 << 10;
    private static final int BUFFER = 16 << 10;
    private static final Pattern CHARSET = Pattern.compile("(?:charset|encoding)\\s{0,3}=\\s{0,3}[\"']?([A-Za-z0-9_:.-]{2,40})");

    void plain(Part part, Reading reading) throws IOException {
        plain(part, null, reading);
    }

    /**
     * Text in any encoding, decoded and handed over a stretch at a time.
     *
     * @param charset the one that its container declares; null when none
     */
    static void plain(Part part, @Nullable String charset, Reading reading) throws IOException {
        TextStretches text = new TextStretches(part.path(), reading);
        try (Reader characters = TextDecoding.reader(part.content(), charset)) {
            char[] buffer = new char[BUFFER];
            for (int got = characters.read(buffer); got >= 0; got = characters.read(buffer)) {
                text.append(buffer, 0, got);
            }
        }
        text.end(part.whole());
        if (TextLook.holdsEncrypted(part.content())) {
            reading.unread(part.path(), "a message in it is encrypted (PGP)");
        }
    }

    /** Text that may be JSON or a table, which only the whole of it shows: it is read once to know, and again to be handed over. */
    void structured(Part part, Reading reading) throws IOException {
        String charset = part.charset();
        String beginning = TextDecoding.beginning(part.content(), LOOKED_AT, charset);
        boolean whole = part.content().length <= LOOKED_AT;
        if (JsonText.mayBe(beginning) && JsonText.isJson(TextDecoding.reader(part.content(), charset), reading)) {
            TextStretches lines = new TextStretches(part.path(), reading);
            JsonText.read(TextDecoding.reader(part.content(), charset), reading, lines);
            lines.end(part.whole());
            return;
        }
        Character separator = CsvText.separator(beginning, whole, part.name());
        if (separator != null && CsvText.isTable(TextDecoding.reader(part.content(), charset), separator, reading)) {
            TextStretches rows = new TextStretches(part.path(), reading);
            CsvText.read(TextDecoding.reader(part.content(), charset), separator, reading, rows);
            rows.end(part.whole());
            return;
        }
        plain(part, charset, reading);
    }

    void html(Part part, Reading reading) throws IOException {
        html(part, charset(part), reading);
    }

    static void html(Part part, @Nullable String charset, Reading reading) throws IOException {
        try (Reader characters = TextDecoding.reader(part.content(), charset)) {
            stretches(part.path(), characters, part.whole(), reading);
        }
        DataPictures.read(part.path(), part.content(), reading);
    }

    /** Markup that is no file of its own. */
    static void html(String path, String markup, Reading reading) throws IOException {
        stretches(path, new StringReader(markup), true, reading);
        if (markup.contains("data:image/")) {
            long mark = reading.reserved();
            reading.reserve(markup.length());
            DataPictures.read(path, markup.getBytes(StandardCharsets.ISO_8859_1), reading);
            reading.releaseTo(mark);
        }
    }

    /** Hands markup over as it is; a long one in stretches that end before a tag. */
    private static void stretches(String path, Reader characters, boolean whole, Reading reading) throws IOException {
        StringBuilder markup = new StringBuilder();
        char[] buffer = new char[BUFFER];
        for (int got = characters.read(buffer); got >= 0; got = characters.read(buffer)) {
            markup.append(buffer, 0, got);
            while (markup.length() > HTML_STRETCH) {
                int tag = markup.lastIndexOf("<", HTML_STRETCH);
                String stretch = markup.substring(0, tag > HTML_STRETCH / 2 ? tag : HTML_STRETCH);
                markup.delete(0, stretch.length());
                reading.text(path, ContentKind.HTML, stretch);
            }
        }
        String rest = markup.toString();
        reading.text(path, ContentKind.HTML, whole ? rest : TextStretches.cutBetweenWords(rest, rest.length() - 1));
    }

    void xml(Part part, Reading reading) throws IOException {
        if (OfficeXml.isDocument(part.content()) && OfficeXml.readWhole(part, reading)) {
            return;
        }
        TextStretches text = new TextStretches(part.path(), reading);
        new XmlText(reading, text).read(() -> TextDecoding.reader(part.content(), charset(part)));
        text.end(part.whole());
        DataPictures.read(part.path(), part.content(), reading);
    }

    /** What its container declares counts before what the file says of itself. */
    private static @Nullable String charset(Part part) {
        return part.charset() != null ? part.charset() : declaredCharset(part.content());
    }

    /** The charset that a page or XML file names in its first bytes; null when none. */
    static @Nullable String declaredCharset(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 2048), StandardCharsets.ISO_8859_1);
        Matcher named = CHARSET.matcher(head);
        return named.find() ? named.group(1) : null;
    }
}
