package io.github.iocenrichment.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Takes the HTML back out of the RTF that Outlook wraps it in: the tags stand in groups {@code {\*\htmltag …}}, which readers of RTF skip, and with them
 * go the addresses of all links. See Microsoft's "MS-OXRTFEX", section 2.1.
 */
final class RtfHtml {
    private static final Set<String> SILENT = Set.of("fonttbl", "colortbl", "stylesheet", "info", "pntext", "pict", "object", "listtable");
    private static final int DEEPEST = 2_000;

    private final String rtf;
    private final StringBuilder html = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Boolean> outer = new ArrayDeque<>();
    private Charset charset = Charset.forName("windows-1252");
    private boolean silent;
    private boolean furniture;
    private int at;

    private RtfHtml(String rtf) {
        this.rtf = rtf;
    }

    static boolean isIn(String rtf) {
        return rtf.startsWith("{\\rtf") && rtf.indexOf("\\fromhtml") > 0 && rtf.indexOf("\\fromhtml") < 4096;
    }

    static String of(String rtf) {
        return new RtfHtml(rtf).html();
    }

    private String html() {
        while (at < rtf.length()) {
            char character = rtf.charAt(at++);
            switch (character) {
                case '{' -> {
                    if (outer.size() < DEEPEST) {
                        outer.push(silent);
                    }
                }
                case '}' -> silent = !outer.isEmpty() && outer.pop();
                case '\\' -> control();
                case '\r', '\n' -> {
                    // line ends of RTF say nothing
                }
                default -> put(character);
            }
        }
        flush();
        return html.toString();
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char symbol = rtf.charAt(at);
        if (!Character.isLetter(symbol)) {
            at++;
            switch (symbol) {
                case '\'' -> hex();
                case '*' -> silent |= !rtf.startsWith("\\htmltag", at);
                case '~' -> put(' ');
                case '\\', '{', '}' -> put(symbol);
                default -> {
                    // hyphenation and the like
                }
            }
            return;
        }
        int start = at;
        while (at < rtf.length() && at - start < 32 && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        String word = rtf.substring(start, at);
        int digits = at;
        while (at < rtf.length() && at - digits < 8 && (Character.isDigit(rtf.charAt(at)) || at == digits && rtf.charAt(at) == '-')) {
            at++;
        }
        String number = rtf.substring(digits, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        word(word, number);
    }

    private void word(String word, String number) {
        switch (word) {
            case "htmlrtf" -> furniture = !number.equals("0");
            case "par", "line" -> put('\n');
            case "tab" -> put('\t');
            case "ansicpg" -> charset = codePage(number);
            case "u" -> unicode(number);
            case "lquote", "rquote" -> put('\'');
            case "ldblquote", "rdblquote" -> put('"');
            default -> silent |= SILENT.contains(word);
        }
    }

    private void unicode(String number) {
        if (number.isEmpty() || number.equals("-")) {
            return;
        }
        if (!silent && !furniture) {
            flush();
            html.append((char) Integer.parseInt(number));
        }
        if (rtf.startsWith("\\'", at)) {
            at = Math.min(rtf.length(), at + 4);
        } else if (at < rtf.length() && rtf.charAt(at) == '?') {
            at++;
        }
    }

    private void hex() {
        if (at + 2 <= rtf.length()) {
            int high = Character.digit(rtf.charAt(at), 16);
            int low = Character.digit(rtf.charAt(at + 1), 16);
            if (high >= 0 && low >= 0 && !silent && !furniture) {
                bytes.write(high << 4 | low);
            }
            at += 2;
        }
    }

    private void put(char character) {
        if (!silent && !furniture) {
            flush();
            html.append(character);
        }
    }

    private void flush() {
        if (bytes.size() > 0) {
            html.append(bytes.toString(charset));
            bytes.reset();
        }
    }

    private static Charset codePage(String number) {
        for (String name : new String[] {"windows-" + number, "Cp" + number}) {
            if (!number.isEmpty() && !number.startsWith("-") && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return number.equals("65001") ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }
}
