package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/** Reads what a bracket of a defanged indicator stands for: {@code [.]}, {@code (dot)}, {@code [://]}, {@code h[tt]p} and similar forms. */
final class Brackets {
    /** What stands there instead, where to read on, and whether blanks around it go as well. */
    record Meaning(String text, int next, boolean eatsBlanks) {
    }

    private static final String[] WORDS = {"http", "https", "hxxp", "hxxps", "ftp"};
    private final String source;
    private boolean angle;

    Brackets(String source) {
        this.source = source;
    }

    /**
     * @param at     offset of the opening bracket
     * @param left   the character before it and before any blanks, 0 at the start
     * @param blanks how many blanks stand between the two
     * @return what it stands for, or null when it is a bracket like any other
     */
    @Nullable Meaning read(int at, char open, char left, int blanks) {
        angle = open == '<';
        int i = angle ? at + 1 : blanks(at + 1);
        char c = peek(i);
        return switch (c) {
            case '.' -> dot(at, i, open, left, blanks);
            case '@' -> sign("@", at, i + 1, left);
            case 'd', 'D' -> matches(i, "dot") ? dotWord(i, left) : schemeLetters(at, open, left, blanks);
            case 'a', 'A' -> matches(i, "at") ? sign("@", at, i + 2, left) : null;
            case ':', '/' -> slashes(at, i, open, blanks);
            default -> schemeLetters(at, open, left, blanks);
        };
    }

    private @Nullable Meaning dot(int at, int i, char open, char left, int blanks) {
        int close = closing(blanks(i + 1));
        if (close > 0 && isLabel(left)) {
            int next = blanks(close);
            return goesOn(next) ? new Meaning(".", behindDot(next), true) : null;
        }
        boolean half = open == '[' && i == at + 1 && blanks == 0 && isLabel(left) && isLabel(peek(i + 1));
        return half ? new Meaning(".", i + 1, false) : null;
    }

    private @Nullable Meaning dotWord(int i, char left) {
        int close = closing(blanks(i + 3));
        if (close < 0 || !isLabel(left)) {
            return null;
        }
        int next = blanks(close);
        return isLabel(peek(next)) || peek(next) == '.' && isLabel(peek(next + 1)) ? new Meaning(".", behindDot(next), true) : null;
    }

    private boolean goesOn(int next) {
        return isLabel(peek(next)) || peek(next) == '[' || peek(next) == '.' && isLabel(peek(next + 1));
    }

    /** A dot behind a bracketed one is the same dot. */
    private int behindDot(int next) {
        return peek(next) == '.' ? next + 1 : next;
    }

    private @Nullable Meaning sign(String text, int at, int behind, char left) {
        int close = closing(blanks(behind));
        if (close < 0 || !isLabel(left)) {
            return null;
        }
        int next = blanks(close);
        return isLabel(peek(next)) || peek(next) == '[' ? new Meaning(text, next, true) : null;
    }

    private @Nullable Meaning slashes(int at, int i, char open, int blanks) {
        int end = i;
        while (end - i < 3 && (peek(end) == ':' || peek(end) == '/')) {
            end++;
        }
        int close = closing(end);
        String text = source.substring(i, Math.min(end, source.length()));
        boolean known = text.equals(":") || text.equals("://") || text.equals(":/") || text.equals("/") || text.equals("//");
        if (text.equals("::") && close > 0 && i == at + 1 && blanks == 0 && isHex(peek(at - 1)) && isHex(peek(close))) {
            return new Meaning(text, close, false);
        }
        if (close < 0 || !known || i != at + 1 || open == '(' && text.equals("/")) {
            return null;
        }
        boolean colon = text.startsWith(":");
        char next = peek(close);
        boolean joins = isLabel(next) || next == '/' || next == '[' || next == ':' || colon && text.length() > 1 && next == ' ';
        return joins && (blanks == 0 || colon) ? new Meaning(text, close, false) : null;
    }

    /** The brackets in {@code h[tt]p}, {@code [http]://}, {@code http[s]://}. */
    private @Nullable Meaning schemeLetters(int at, char open, char left, int blanks) {
        int end = at + 1;
        while (end - at <= 5 && isLetter(peek(end))) {
            end++;
        }
        int close = closing(end);
        if (end == at + 1 || close < 0 || open == '{') {
            return null;
        }
        int from = at;
        if (blanks == 0) {
            while (at - from < 5 && from > 0 && isLetter(source.charAt(from - 1))) {
                from--;
            }
        }
        int to = close;
        while (to - close < 5 && isLetter(peek(to))) {
            to++;
        }
        boolean scheme = peek(to) == ':' || peek(to) == '[' && peek(to + 1) == ':';
        if (!scheme) {
            return null;
        }
        String whole = source.substring(from, at) + source.substring(at + 1, end) + source.substring(close, to);
        for (String word : WORDS) {
            if (whole.equalsIgnoreCase(word)) {
                return new Meaning(source.substring(at + 1, end), close, false);
            }
        }
        return null;
    }

    /** Offset behind a closing bracket at this place, with a mark-down backslash before it or not; -1 when there is none. */
    private int closing(int i) {
        int at = peek(i) == '\\' ? i + 1 : i;
        char c = peek(at);
        return angle ? c == '>' ? at + 1 : -1 : c == ']' || c == ')' || c == '}' ? at + 1 : -1;
    }

    private int blanks(int i) {
        int end = i;
        while (end - i < 2 && peek(end) == ' ') {
            end++;
        }
        return end;
    }

    private boolean matches(int i, String word) {
        return source.regionMatches(true, i, word, 0, word.length());
    }

    private char peek(int i) {
        return i >= 0 && i < source.length() ? source.charAt(i) : 0;
    }

    private static boolean isLabel(char c) {
        return Chars.isAlnum(c) || c == '_' || c == '-';
    }

    private static boolean isHex(char c) {
        return (Chars.of(c) & Chars.HEX) != 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
