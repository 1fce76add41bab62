package io.github.iocenrichment.indicator;

import org.jsoup.parser.Parser;

/**
 * HTML that is too large to become a tree, laid out in one pass: each tag ends a line and what it holds, its links among it, stands on a line of its own.
 */
final class TagStripping {
    private static final int LONGEST_TAG = 64 << 10;

    private TagStripping() {
    }

    static String of(String html) {
        StringBuilder text = new StringBuilder(html.length() + 16);
        int n = html.length();
        int at = 0;
        while (at < n) {
            int tag = html.indexOf('<', at);
            if (tag < 0 || tag + 1 == n) {
                tag = n;
            }
            text.append(html, at, tag);
            at = tag;
            if (tag < n && HtmlText.isTag(html, tag)) {
                int end = endOfTag(html, tag);
                text.append('\n').append(html, Math.min(end, endOfName(html, tag)), end).append('\n');
                at = Math.min(n, end + 1);
            } else if (tag < n) {
                text.append('<');
                at = tag + 1;
            }
        }
        return Parser.unescapeEntities(text.toString(), false);
    }

    private static int endOfName(String html, int tag) {
        int at = tag + 1;
        while (at < html.length() && html.charAt(at) > ' ' && html.charAt(at) != '>') {
            at++;
        }
        return at;
    }

    private static int endOfTag(String html, int tag) {
        char quote = 0;
        int at = tag + 1;
        while (at < html.length() && at - tag < LONGEST_TAG) {
            char c = html.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at;
            }
            at++;
        }
        return at;
    }
}
