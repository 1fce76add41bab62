package io.github.iocenrichment.indicator;

/** What a character may be part of, as bits: one table look-up for ASCII. */
final class Chars {
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int HEX = 4;
    static final int DOT = 8;
    static final int HYPHEN = 16;
    static final int UNDERSCORE = 32;
    /** Beyond ASCII. */
    static final int WIDE = 64;
    /** Ends a URL wherever it stands. */
    static final int URL_END = 128;
    /** A letter of a script written without blanks between words, or with endings glued to foreign words (Korean). */
    static final int UNSPACED = 256;
    static final int WORD = LETTER | DIGIT | DOT | HYPHEN | UNDERSCORE;
    static final int ALNUM = LETTER | DIGIT;

    /** A full-width or ideographic dot between two label characters, as {@link Refanger} writes it. */
    static final char WIDE_DOT = '\uFF0E';
    /** The same mark where it closes a sentence. */
    static final char WIDE_STOP = '\u3002';
    /** Stands for a symbol that is part of no indicator. */
    static final char SYMBOL = '\uFFFC';

    private static final int[] TABLE = new int[128];

    static {
        for (char c = 0; c <= ' '; c++) {
            TABLE[c] = URL_END;
        }
        for (char c : "<>\"\\^|{}`\u007f".toCharArray()) {
            TABLE[c] = URL_END;
        }
        for (char c = '0'; c <= '9'; c++) {
            TABLE[c] = DIGIT | HEX;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            int hex = c <= 'f' ? HEX : 0;
            TABLE[c] = LETTER | hex;
            TABLE[c - 32] = LETTER | hex;
        }
        TABLE['.'] = DOT;
        TABLE['-'] = HYPHEN;
        TABLE['_'] = UNDERSCORE;
    }

    private Chars() {
    }

    static int of(char c) {
        return c < 128 ? TABLE[c] : beyond(c);
    }

    static boolean isAlnum(char c) {
        return (of(c) & ALNUM) != 0;
    }

    /** Whether a letter or digit here makes one word with the ASCII next to it; a script without blanks does not. */
    static boolean isJoined(char c) {
        int kind = of(c);
        return (kind & ALNUM) != 0 && (kind & UNSPACED) == 0;
    }

    static boolean isDot(char c) {
        return c == '.' || c == WIDE_DOT;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z' || c >= 128 && Character.isUpperCase(c);
    }

    /** A mark that closes a sentence in another script, such as the Arabic question mark or the danda; part of no link when it ends one. */
    static boolean isForeignPunctuation(char c) {
        int type = c < 128 ? 0 : Character.getType(c);
        return type == Character.OTHER_PUNCTUATION || type == Character.DASH_PUNCTUATION || type == Character.END_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION;
    }

    /** A hyphen, or a dash that word processors put in its place. */
    static boolean isHyphenLike(char c) {
        return c == '-' || c >= '\u2010' && c <= '\u2015' || c == '\u2212' || c == '\uFE58' || c == '\uFE63' || c == '\uFF0D' || c == '\u2043';
    }

    /** Written, but not seen: vanishes inside a token. */
    static boolean isInvisible(char c) {
        return c == '\u00AD' || c >= '\u200B' && c <= '\u200F' || c >= '\u202A' && c <= '\u202E' || c >= '\u2060' && c <= '\u206F' || c == '\uFEFF'
                || c == '\u061C' || c == '\u180E' || c == '\u034F' || c >= '\uFE00' && c <= '\uFE0F';
    }

    private static int beyond(char c) {
        if (c == WIDE_DOT) {
            return DOT | WIDE;
        }
        if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
            return LETTER | WIDE | (isUnspaced(c) ? UNSPACED : 0);
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
            return LETTER | WIDE;
        }
        boolean ends = Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0xA0 || c == SYMBOL
                || c >= '\u2014' && c <= '\u2015' || c >= '\u2018' && c <= '\u201F'
                || c == '\u2026' || c == '\u2039' || c == '\u203A' || c == '\u00AB' || c == '\u00BB'
                || c >= '\u3001' && c <= '\u301F' || c >= '\uFF01' && c <= '\uFF65';
        return ends ? URL_END : 0;
    }

    private static boolean isUnspaced(char c) {
        return c >= '\u3040' && c <= '\u30FF' || c >= '\u3400' && c <= '\u9FFF' || c >= '\uF900' && c <= '\uFAFF' || c >= '\u0E00' && c <= '\u0EFF'
                || c >= '\uAC00' && c <= '\uD7AF' || c >= '\u1100' && c <= '\u11FF' || c >= '\u3130' && c <= '\u318F';
    }
}
