package io.github.iocenrichment.indicator;

/** Finds the end of a link in running text: brackets, quotes and marks that belong to the sentence are left to it. */
final class LinkEnd {
    private static final int LONGEST_LINK_TEXT = 200;
    private final Scan scan;
    private final char[] t;

    LinkEnd(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /**
     * Where the path, the query or the fragment that begins at {@code from} ends.
     *
     * @param start where the link itself begins: what stands before it may close it
     */
    int of(int from, int start) {
        char before = scan.at(start - 1);
        int round = 0;
        int square = 0;
        int i = from;
        loop:
        for (; i < scan.n; i++) {
            char c = t[i];
            if ((Chars.of(c) & Chars.URL_END) != 0 || c == Chars.WIDE_DOT) {
                break;
            }
            switch (c) {
                case '(' -> round++;
                case '[' -> {
                    if (isLinkText(i)) {
                        break loop;
                    }
                    square++;
                }
                case ')' -> {
                    if (--round < 0 && scan.open.round > 0) {
                        break loop;
                    }
                }
                case ']' -> {
                    if (--square < 0 && scan.open.square > 0) {
                        break loop;
                    }
                }
                case '\'' -> {
                    if (before == '\'' || scan.open.quote) {
                        break loop;
                    }
                }
                case '*' -> {
                    if (before == '*') {
                        break loop;
                    }
                }
                case '_', '~' -> {
                    if (before == c && (i + 1 >= scan.n || (Chars.of(t[i + 1]) & Chars.URL_END) != 0)) {
                        // set in italics, or struck out
                        break loop;
                    }
                }
                case ',', ';' -> {
                    if (before == c || schemeAt(i + 1)) {
                        break loop;
                    }
                }
                default -> {
                    // part of the link
                }
            }
        }
        scan.steps += i - from;
        return trimmed(from, i);
    }

    /** The text of a link in AsciiDoc: in brackets right behind the address, at the end of the token. */
    private boolean isLinkText(int open) {
        if ("=&?%".indexOf(scan.at(open - 1)) >= 0) {
            return false;
        }
        int close = open + 1;
        while (close < scan.n && close - open < LONGEST_LINK_TEXT && t[close] != ']' && t[close] != '[' && t[close] != '\n') {
            close++;
        }
        if (scan.at(close) != ']') {
            return false;
        }
        int end = close + 1;
        while (end - close < 8 && ".,;:!?)'*_".indexOf(scan.at(end)) >= 0 && scan.at(end) != 0) {
            end++;
        }
        return end >= scan.n || (Chars.of(t[end]) & Chars.URL_END) != 0;
    }

    private int trimmed(int from, int to) {
        int round = 0;
        int square = 0;
        for (int i = from; i < to; i++) {
            char c = t[i];
            round += c == '(' ? 1 : c == ')' ? -1 : 0;
            square += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        int end = to;
        while (end > from) {
            char last = t[end - 1];
            if (last == ')' && round < 0) {
                round++;
            } else if (last == ']' && square < 0) {
                square++;
            } else if (".,;:!?'".indexOf(last) < 0 && !Chars.isForeignPunctuation(last)) {
                break;
            }
            end--;
        }
        return end;
    }

    /** Whether this mark in an authority closes what was opened before the link, or parts it from the next of a list. */
    boolean closes(int i, int start) {
        char c = t[i];
        return switch (c) {
            case ')' -> scan.open.round > 0;
            case '\'' -> scan.at(start - 1) == '\'' || scan.open.quote;
            case ',', ';' -> scan.at(start - 1) == c || schemeAt(i + 1);
            default -> false;
        };
    }

    private boolean schemeAt(int from) {
        int i = from;
        while (i - from < 10 && (Chars.of(scan.at(i)) & Chars.ALNUM) != 0) {
            i++;
        }
        return i > from + 1 && scan.at(i) == ':' && scan.at(i + 1) == '/' && scan.at(i + 2) == '/';
    }
}
