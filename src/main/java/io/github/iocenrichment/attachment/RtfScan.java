package io.github.iocenrichment.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads RTF in one pass without recursion, so that cut, deeply nested and very small files give their text too (Tika's parser gives none for the latter).
 *
 * <p>It also takes the HTML back out of the RTF that Outlook wraps it in: the tags stand in groups {@code {\*\htmltag …}}, which readers of RTF skip, and
 * with them go the addresses of all links. See Microsoft's "MS-OXRTFEX", section 2.1.
 */
final class RtfScan {
    /** Text stops being taken below this many open groups: no writer needs them. */
    private static final int DEEPEST = 1_000_000;
    private static final int SKIPPED = -1;

    private enum Into { TEXT, LINKS, BLOB, NOTHING }

    private final String rtf;
    private final Reading reading;
    private final boolean wrapsHtml;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder links = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<byte[]> blobs = new ArrayList<>();
    private final ByteArrayOutputStream blob = new ByteArrayOutputStream();
    private final Deque<Into> outer = new ArrayDeque<>();
    private Charset charset = RtfWords.WESTERN;
    private Into into = Into.TEXT;
    private boolean hidden;
    private int fallback = 1;
    private int toSkip;
    private int half = -1;
    private int at;

    private RtfScan(String rtf, boolean wrapsHtml, Reading reading) {
        this.rtf = rtf;
        this.wrapsHtml = wrapsHtml;
        this.reading = reading;
    }

    static boolean wrapsHtml(String rtf) {
        int mark = rtf.indexOf("\\fromhtml");
        return rtf.startsWith("{\\rtf") && mark > 0 && mark < 4096;
    }

    /** Reads a document. */
    static RtfScan of(String rtf, Reading reading) throws LimitReachedException {
        RtfScan scan = new RtfScan(rtf, wrapsHtml(rtf), reading);
        scan.run();
        return scan;
    }

    /** The text, or the HTML that is wrapped, and where there is none of that, what stands aside: targets of links and fields, notes, properties. */
    String text() {
        return wrapsHtml ? text.toString() : text + "\n" + OfficeXml.fieldCode(links.toString());
    }

    /** Objects and pictures, as their bytes. */
    List<byte[]> blobs() {
        return blobs;
    }

    private void run() throws LimitReachedException {
        while (at < rtf.length()) {
            reading.step();
            char character = rtf.charAt(at++);
            switch (character) {
                case '{' -> {
                    if (outer.size() < DEEPEST) {
                        outer.push(into);
                    }
                }
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n' -> {
                    // line ends of RTF say nothing
                }
                default -> put(character);
            }
        }
        flush();
    }

    private void close() {
        flush();
        Into ended = into;
        into = outer.isEmpty() ? Into.TEXT : outer.pop();
        if (ended == Into.LINKS && into != Into.LINKS) {
            links.append('\n');
        }
        if (ended == Into.BLOB && into != Into.BLOB) {
            endOfBlob();
        }
    }

    private void endOfBlob() {
        if (blob.size() > 0) {
            blobs.add(blob.toByteArray());
            blob.reset();
        }
        half = -1;
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char symbol = rtf.charAt(at);
        if (isLetter(symbol)) {
            word();
            return;
        }
        at++;
        switch (symbol) {
            case '\'' -> hex();
            case '*' -> starred();
            case '~' -> put(' ');
            case '_' -> put('-');
            case '\r', '\n' -> put('\n');
            case '\\', '{', '}' -> put(symbol);
            default -> {
                // hyphenation and the like
            }
        }
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    /** A starred group is one that older readers skip: what nobody knows stands aside, for it may hold an address. */
    private void starred() {
        boolean known = rtf.startsWith("\\fldinst", at) || wrapsHtml && rtf.startsWith("\\htmltag", at);
        if (into == Into.BLOB) {
            // digits of something else, between those of an object
            flush();
            into = Into.NOTHING;
        } else if (!known) {
            aside();
            into(wrapsHtml ? Into.NOTHING : Into.LINKS);
        }
    }

    private void aside() {
        if (into == Into.LINKS && !links.isEmpty() && links.charAt(links.length() - 1) != '\n') {
            flush();
            links.append('\n');
        }
    }

    private void into(Into next) {
        flush();
        if (into != Into.NOTHING && into != Into.BLOB) {
            into = next;
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && at - start < 32 && isLetter(rtf.charAt(at))) {
            at++;
        }
        String word = rtf.substring(start, at);
        int digits = at;
        while (at < rtf.length() && at - digits < 9 && (Character.isDigit(rtf.charAt(at)) || at == digits && rtf.charAt(at) == '-')) {
            at++;
        }
        String number = rtf.substring(digits, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        act(word, number.isEmpty() || number.equals("-") ? SKIPPED : Integer.parseInt(number));
    }

    private void act(String word, int number) {
        switch (word) {
            case "htmlrtf" -> hidden = wrapsHtml && number != 0;
            case "par", "line", "row", "sect", "page", "nestrow" -> put('\n');
            case "tab", "cell", "nestcell" -> put('\t');
            case "ansicpg" -> charset = RtfWords.codePage(number);
            case "uc" -> fallback = Math.max(0, Math.min(number, 8));
            case "u" -> unicode(number);
            case "bin" -> binary(Math.max(0, number));
            case "lquote", "rquote" -> put('\'');
            case "ldblquote", "rdblquote" -> put('"');
            case "emdash" -> put('\u2014');
            case "endash" -> put('\u2013');
            default -> {
                if (RtfWords.SILENT.contains(word)) {
                    into(Into.NOTHING);
                } else if (RtfWords.BLOBS.contains(word)) {
                    endOfBlob();
                    into(Into.BLOB);
                } else if (RtfWords.ASIDE.contains(word) && number != 0 && !wrapsHtml || word.equals("fldinst")) {
                    aside();
                    into(Into.LINKS);
                }
            }
        }
    }

    private void binary(int length) {
        int end = (int) Math.min(rtf.length(), (long) at + length);
        if (into == Into.BLOB) {
            for (int i = at; i < end; i++) {
                blob.write(rtf.charAt(i));
            }
        }
        at = end;
    }

    private void unicode(int number) {
        put((char) number);
        toSkip = fallback;
    }

    private void hex() {
        if (at + 2 > rtf.length()) {
            return;
        }
        int high = Character.digit(rtf.charAt(at), 16);
        int low = Character.digit(rtf.charAt(at + 1), 16);
        at += 2;
        if (toSkip > 0) {
            toSkip--;
        } else if (high >= 0 && low >= 0 && !hidden && into != Into.NOTHING && into != Into.BLOB) {
            bytes.write(high << 4 | low);
        }
    }

    private void put(char character) {
        if (into == Into.BLOB) {
            digit(Character.digit(character, 16));
            return;
        }
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        if (into != Into.NOTHING && !hidden) {
            flush();
            (into == Into.LINKS ? links : text).append(character);
        }
    }

    private void digit(int digit) {
        if (digit >= 0 && half >= 0) {
            blob.write(half << 4 | digit);
            half = -1;
        } else if (digit >= 0) {
            half = digit;
        }
    }

    private void flush() {
        if (bytes.size() > 0) {
            (into == Into.LINKS ? links : text).append(bytes.toString(charset));
            bytes.reset();
        }
    }
}
