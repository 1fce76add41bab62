package io.github.iocenrichment.attachment;

import java.util.Locale;
import java.util.Set;

/** Distinguishes plain text, HTML, XML and mail by how they begin. */
final class TextLook {
    private static final Set<String> HTML_TAGS = Set.of("html", "head", "body", "title", "meta", "link", "style", "script", "base", "div", "span",
            "p", "a", "b", "i", "u", "br", "hr", "table", "tbody", "tr", "td", "ul", "ol", "li", "form", "input", "img", "iframe", "font",
            "center", "h1", "h2", "h3", "h4", "pre", "blockquote", "section", "article", "header", "footer", "main", "nav", "button", "strong", "em");
    private static final Set<String> MAIL_FIELDS = Set.of("from", "to", "cc", "subject", "date", "received", "message-id", "return-path",
            "mime-version", "content-type", "delivered-to", "reply-to", "x-originating-ip", "dkim-signature", "authentication-results",
            "x-mailer", "sender", "received-spf", "arc-seal", "x-received", "content-transfer-encoding", "envelope-to");

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
        String text = beginning.stripLeading();
        if (text.startsWith("<") || text.startsWith("\uFEFF<")) {
            return markup(text);
        }
        if (!isMail(text)) {
            return FileKind.TEXT;
        }
        return text.startsWith("From ") ? FileKind.MAILBOX : FileKind.MAIL;
    }

    private static FileKind markup(String text) {
        String lower = text.substring(0, Math.min(text.length(), 4096)).toLowerCase(Locale.ROOT);
        if (lower.contains("<!doctype html") || lower.contains("<html")) {
            return FileKind.HTML;
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<!doctype")) {
            return FileKind.XML;
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

    /** A mail begins with header fields, at least two of them well known; an mbox puts a line {@code From …} before them. */
    private static boolean isMail(String text) {
        int known = 0;
        int line = 0;
        int at = text.startsWith("From ") ? Math.max(text.indexOf('\n') + 1, 0) : 0;
        while (at < text.length() && line < 60) {
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
                known += MAIL_FIELDS.contains(current.substring(0, colon).strip().toLowerCase(Locale.ROOT)) ? 1 : 0;
            } else if (line == 0) {
                break;
            }
            line++;
            at = end < 0 ? text.length() : end + 1;
        }
        return known >= 2;
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
