package io.github.iocenrichment.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Distinguishes plain text, HTML, XML and mail by how they begin. */
final class TextLook {
    private static final Set<String> HTML_TAGS = Set.of("html", "head", "body", "title", "meta", "link", "style", "script", "base", "div", "span",
            "p", "a", "b", "i", "u", "br", "hr", "table", "tbody", "tr", "td", "ul", "ol", "li", "form", "input", "img", "iframe", "font",
            "center", "object", "embed", "video", "audio", "dl", "th", "frameset", "noscript", "marquee", "applet", "textarea", "fieldset", "details",
            "h1", "h2", "h3", "h4", "pre", "blockquote", "section", "article", "header", "footer", "main", "nav", "button", "strong", "em");
    private static final Set<String> MAIL_FIELDS = Set.of("from", "to", "cc", "subject", "date", "received", "message-id", "return-path",
            "mime-version", "content-type", "delivered-to", "reply-to", "x-originating-ip", "dkim-signature", "authentication-results",
            "x-mailer", "sender", "received-spf", "arc-seal", "x-received", "content-transfer-encoding", "envelope-to");

    /** Those that programs write and nobody quotes. */
    private static final Set<String> TRANSPORT_FIELDS = Set.of("received", "message-id", "mime-version", "return-path", "content-type", "dkim-signature",
            "delivered-to", "received-spf", "authentication-results", "arc-seal", "x-received", "content-transfer-encoding");
    private static final String SIGNATURE_BEGIN = "-----BEGIN PGP SIGNATURE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";
    private static final byte[] ARMOR = "-----BEGIN PGP MESSAGE-----".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_BANNER_LINES = 12;
    private static final int LONGEST_BANNER = 4_000;
    private static final Pattern ROOT_SVG = Pattern.compile("^(?:<\\?[^>]{0,500}\\?>|<!--(?s:.){0,1000}?-->"
            + "|<![^>\\[]{0,500}(?:\\[[^\\]]{0,2000}\\]\\s{0,9})?>|\\s+)*<(?:[a-z]+:)?svg[\\s>]");

    private TextLook() {
    }

    /** The kind by the text's beginning; its name only distinguishes a stretch of HTML that begins with words from plain text. */
    static FileKind kind(String beginning, String name) {
        FileKind kind = kind(beginning);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named = lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".hta");
        return kind == FileKind.TEXT && named && beginning.contains("</") ? FileKind.HTML : kind;
    }

    private static FileKind kind(String beginning) {
        String text = lines(beginning.stripLeading());
        if (text.startsWith("<") || text.startsWith("\uFEFF<")) {
            return markup(text);
        }
        if (mailStart(text) < 0) {
            return textual(text);
        }
        return text.startsWith("From ") ? FileKind.MAILBOX : FileKind.MAIL;
    }

    /** With line feeds at the ends of lines, where a program wrote nothing but carriage returns, or two of them. */
    private static String lines(String text) {
        return text.contains("\r\r\n") ? text.replace("\r\r\n", "\n") : text.indexOf('\n') < 0 ? text.replace('\r', '\n') : text;
    }

    private static FileKind textual(String text) {
        String lower = text.substring(0, Math.min(text.length(), 40)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("begin:vcalendar") || lower.startsWith("begin:vcard")) {
            return FileKind.CALENDAR;
        }
        if (SignedContent.isWritten(text)) {
            return FileKind.SIGNED;
        }
        return Uuencoded.isIn(text) ? FileKind.UUENCODED : FileKind.TEXT;
    }

    private static FileKind markup(String text) {
        String lower = text.substring(0, Math.min(text.length(), 4096)).toLowerCase(Locale.ROOT);
        if (lower.contains("<!doctype html") || lower.contains("<html")) {
            return FileKind.HTML;
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<!doctype")) {
            // a picture with links and scripts is read as a page is
            return ROOT_SVG.matcher(lower).find() ? FileKind.HTML : FileKind.XML;
        }
        int at = 0;
        while (lower.startsWith("<!--", at)) {
            int end = lower.indexOf("-->", at);
            if (end < 0) {
                return FileKind.TEXT;
            }
            at = end + 3;
            while (at < lower.length() && Character.isWhitespace(lower.charAt(at))) {
                at++;
            }
        }
        int end = at + 1;
        while (end < lower.length() && (Character.isLetterOrDigit(lower.charAt(end)) || "_-.:".indexOf(lower.charAt(end)) >= 0)) {
            end++;
        }
        String tag = end <= lower.length() && at + 1 <= end ? lower.substring(Math.min(at + 1, end), end) : "";
        if (HTML_TAGS.contains(tag)) {
            return FileKind.HTML;
        }
        if (tag.equals("svg") || tag.endsWith(":svg")) {
            return FileKind.HTML;
        }
        boolean closes = !tag.isEmpty() && (text.contains("</") || text.contains("/>")) && Character.isLetter(tag.charAt(0));
        return closes && !tag.contains(".") && looksLikeElement(lower, end) ? FileKind.XML : FileKind.TEXT;
    }

    /** After the name of an element comes its end or an attribute; {@code <https://…>} and {@code <13>Oct 11} are no elements. */
    private static boolean looksLikeElement(String lower, int end) {
        if (end >= lower.length() || lower.startsWith("//", end)) {
            return false;
        }
        char next = lower.charAt(end);
        return next == '>' || next == '/' || Character.isWhitespace(next) && lower.indexOf('>', end) > 0;
    }

    /** Where a mail begins in a text of known kind: behind the line of an mbox or a byte count, and behind a banner that somebody put above its headers. */
    static int mailStart(String text) {
        int first = 0;
        while (first < text.length() && (text.charAt(first) <= ' ' || text.charAt(first) == '\uFEFF')) {
            first++;
        }
        int at = first;
        if (text.startsWith("From ", at) || isNumber(text, at)) {
            at = nextLine(text, at);
        }
        if (fields(text, at, false) >= 2) {
            return at;
        }
        int line = first;
        for (int lines = 0; lines < MOST_BANNER_LINES && line - first < LONGEST_BANNER && line < text.length(); lines++) {
            line = nextLine(text, line);
            boolean startsWord = line < text.length() && text.charAt(line) > ' ';
            if (startsWord && fields(text, line, true) >= 3) {
                return line;
            }
        }
        return -1;
    }

    private static int nextLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** A line of digits, such as Apple Mail writes the length of the mail. */
    private static boolean isNumber(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < 12 && Character.isDigit(text.charAt(i))) {
            i++;
        }
        while (i > from && i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\r')) {
            i++;
        }
        return i > from && i < text.length() && text.charAt(i) == '\n';
    }

    /**
     * How many well-known fields the header has that begins here.
     *
     * @param transported whether one of them must be of those that programs write; without it the quoted head of an answer looks like one
     */
    private static int fields(String text, int from, boolean transported) {
        int known = 0;
        int at = from;
        boolean strong = !transported;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String current = text.substring(at, end < 0 ? text.length() : end);
            if (current.isBlank()) {
                break;
            }
            if (!Character.isWhitespace(current.charAt(0))) {
                int colon = current.indexOf(':');
                if (colon < 1 || !isFieldName(current, colon)) {
                    break;
                }
                String name = current.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                known += MAIL_FIELDS.contains(name) ? 1 : 0;
                strong |= TRANSPORT_FIELDS.contains(name);
            } else if (at == from) {
                break;
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return strong ? known : 0;
    }

    /** A message that PGP encrypted: there is nothing to read in it. */
    static boolean isEncrypted(byte[] content) {
        return new String(content, 0, Math.min(content.length, 64), StandardCharsets.ISO_8859_1).stripLeading().startsWith("-----BEGIN PGP MESSAGE-----");
    }

    /** A signature by PGP and nothing else, whatever its container calls it. */
    static boolean isSignature(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        return text.startsWith(SIGNATURE_BEGIN) && text.indexOf(SIGNATURE_END) == text.length() - SIGNATURE_END.length();
    }

    /** Whether an encrypted message stands anywhere in a text. */
    static boolean holdsEncrypted(byte[] content) {
        for (int i = 0; i + ARMOR.length <= content.length; i++) {
            if (content[i] == '-' && content[i + 5] == 'B' && Arrays.equals(content, i, i + ARMOR.length, ARMOR, 0, ARMOR.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFieldName(String line, int colon) {
        for (int i = 0; i < colon; i++) {
            char character = line.charAt(i);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }
}
