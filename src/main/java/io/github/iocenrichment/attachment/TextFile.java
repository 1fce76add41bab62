package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text in any encoding, JSON and tables among it, HTML and XML. */
final class TextFile {
    /** HTML is parsed into a tree that is many times larger than its text. */
    private static final int HTML_STRETCH = 1 << 19;
    private static final int PLAIN_STRETCH = 2 << 20;
    private static final Pattern CHARSET = Pattern.compile("(?:charset|encoding)\\s{0,3}=\\s{0,3}[\"']?([A-Za-z0-9_:.-]{2,40})");

    void plain(Part part, Reading reading) throws LimitReached {
        String text = decode(part, null, reading);
        String plain = null;
        if (JsonText.mayBe(text)) {
            plain = JsonText.of(text, reading);
        }
        if (plain == null) {
            plain = CsvText.of(text, part.name(), reading);
        }
        stretches(part, plain == null ? text : plain, reading);
    }

    /** Gives out a long text in stretches that end with a line, so that nobody has to hold it twice. */
    private static void stretches(Part part, String text, Reading reading) throws LimitReached {
        int from = 0;
        while (text.length() - from > PLAIN_STRETCH) {
            int line = text.lastIndexOf('\n', from + PLAIN_STRETCH);
            int end = line > from ? line + 1 : from + Reading.cutBetweenWords(text.substring(from, from + PLAIN_STRETCH + 1), PLAIN_STRETCH).length();
            stretch(part, from, text.substring(from, end), reading);
            from = end;
        }
        stretch(part, from, text.substring(from), reading);
    }

    private static void stretch(Part part, int from, String text, Reading reading) throws LimitReached {
        reading.text(from == 0 ? part.path() : part.inside("from character " + (from + 1)), ContentKind.PLAIN, text);
    }

    void html(Part part, Reading reading) throws LimitReached {
        html(part.path(), decode(part, declaredCharset(part.content()), reading), reading);
    }

    /** Gives out markup as it is; a very long one in stretches that end before a tag. */
    static void html(String path, String markup, Reading reading) throws LimitReached {
        int from = 0;
        while (markup.length() - from > HTML_STRETCH) {
            int tag = markup.lastIndexOf('<', from + HTML_STRETCH);
            int end = tag > from + HTML_STRETCH / 2 ? tag : from + HTML_STRETCH;
            reading.text(path, ContentKind.HTML, markup.substring(from, end));
            from = end;
        }
        reading.text(path, ContentKind.HTML, markup.substring(from));
    }

    void xml(Part part, Reading reading) throws LimitReached {
        stretches(part, new XmlText(reading).of(decode(part, declaredCharset(part.content()), reading)), reading);
    }

    /** The text, no longer than the limit needs it: four bytes make at least one character in every charset. */
    private static String decode(Part part, String declared, Reading reading) {
        byte[] content = part.content();
        long most = 4L * reading.limits().characters();
        byte[] needed = content.length > most ? Arrays.copyOf(content, (int) most) : content;
        String text = TextDecoding.decode(needed, declared);
        return part.whole() ? text : Reading.cutBetweenWords(text, text.length() - 1);
    }

    /** The charset that a page or XML file names in its first bytes; null when none. */
    static String declaredCharset(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 2048), StandardCharsets.ISO_8859_1);
        Matcher named = CHARSET.matcher(head);
        return named.find() ? named.group(1) : null;
    }
}
