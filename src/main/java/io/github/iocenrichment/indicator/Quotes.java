package io.github.iocenrichment.indicator;

/** Which quote stands open on the current line: only inside one does a backslash escape a letter. */
final class Quotes {
    /** Blanks and line breaks that may stand around the sign that joins two literals. */
    private static final int MOST_BLANKS = 40;
    private static final int LONGEST_COMMENT = 200;
    private static final int LONGEST_NAME = 253;
    private static final String CONCAT = ".concat(";
    private char open;
    private boolean escapedOpen;

    boolean isOpen() {
        return open != 0 || escapedOpen;
    }

    void open(char quote) {
        open = quote;
    }

    void endLine() {
        open = 0;
        escapedOpen = false;
    }

    /** Takes note of a quote; an apostrophe between two letters is none. */
    void see(char quote, char before, char next) {
        if (open == quote) {
            open = quote == '\'' && Chars.isAlnum(before) && Chars.isAlnum(next) ? open : 0;
        } else if (open == 0 && (quote == '"' || !Chars.isAlnum(before))) {
            open = quote;
        }
    }

    /** Takes note of a quote behind backslashes: part of the literal when one of them escapes it; in a text that is escaped as a whole, an opening one. */
    void escaped(boolean odd, char quote, char before, char next) {
        if (!odd) {
            see(quote, before, next);
        } else if (open == 0 && quote == '"') {
            escapedOpen = !escapedOpen;
        }
    }

    /**
     * Where the text of the next literal begins, when the quote here ends one that is joined to it by a plus sign, by {@code concat}, by an ampersand as in
     * Visual Basic, or by a dot as in PHP: that one with a blank on both sides or none, as the end of a sentence has it on one.
     *
     * @param script whether the text is code for sure; elsewhere backticks on both sides mark two words
     * @return 0 when it does not
     */
    static int joined(char[] text, int length, int at, boolean script) {
        int sign = behindBlanks(text, length, at + 1);
        if (sign >= length) {
            return 0;
        }
        boolean concat = text[sign] == '.' && isConcat(text, length, sign);
        boolean plus = text[sign] == '+' || concat;
        boolean dot = text[sign] == '.' && !concat && isDot(text, length, at, sign);
        if (!plus && !dot && (text[sign] != '&' || text[at] != '"')) {
            return 0;
        }
        int quote = behindBlanks(text, length, concat ? sign + CONCAT.length() : sign + 1);
        if (plus && !concat && quote < length && text[quote] == '(') {
            quote = behindBlanks(text, length, quote + 1);
        }
        boolean template = plus && quote < length && text[quote] == '`' && (script || text[at] != '`');
        if (!script && text[sign] == '&' && quote < length && isHost(text, literalStart(text, at), at) && isHost(text, quote + 1, literalEnd(text, length, quote + 1))) {
            // two names in a sentence
            return 0;
        }
        boolean opens = quote < length && (text[quote] == '"' || text[quote] == '\'' && (plus || dot) || template);
        return opens ? quote + 1 : 0;
    }

    private static boolean isHost(char[] text, int from, int to) {
        String name = to - from < 4 || to - from > LONGEST_NAME ? null : HostNames.canonical(text, from, to);
        return name != null && name.indexOf('.') > 0 && HostNames.endsInTopLevel(name);
    }

    private static int literalStart(char[] text, int end) {
        int start = end;
        while (start > 0 && end - start <= LONGEST_NAME && text[start - 1] != text[end] && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static int literalEnd(char[] text, int length, int start) {
        int end = start;
        while (end < length && end - start <= LONGEST_NAME && text[end] != text[start - 1] && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isDot(char[] text, int length, int at, int dot) {
        boolean closes = at > 0 && text[at - 1] > ' ' && "([{,=;+.".indexOf(text[at - 1]) < 0;
        return closes && dot + 1 < length && text[dot + 1] <= ' ' == dot > at + 1;
    }

    private static boolean isConcat(char[] text, int length, int at) {
        return at + CONCAT.length() < length && new String(text, at, CONCAT.length()).equals(CONCAT);
    }

    private static int behindBlanks(char[] text, int length, int from) {
        int i = blanksEnd(text, length, from);
        if (i + 3 < length && text[i] == '/' && text[i + 1] == '*') {
            int end = i + 2;
            while (end + 1 < length && end - i < LONGEST_COMMENT && !(text[end] == '*' && text[end + 1] == '/')) {
                end++;
            }
            boolean closed = end + 1 < length && text[end] == '*' && text[end + 1] == '/';
            return closed ? blanksEnd(text, length, end + 2) : i;
        }
        return i;
    }

    private static int blanksEnd(char[] text, int length, int from) {
        int i = from;
        // an underscore behind a blank: the line of Visual Basic goes on in the next
        while (i < length && i - from < MOST_BLANKS && (text[i] <= ' ' && text[i] != 0
                || text[i] == '_' && text[i - 1] == ' ' && i + 1 < length && (text[i + 1] == '\n' || text[i + 1] == '\r'))) {
            i++;
        }
        return i;
    }
}
