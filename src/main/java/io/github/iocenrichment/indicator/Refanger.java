package io.github.iocenrichment.indicator;

import java.util.Arrays;

/**
 * Undoes defanging, JSON escapes and invisible characters in one pass. Every decision looks at a few neighbouring characters only,
 * so the work grows with the length of the text whatever it holds.
 */
final class Refanger {
    private static final boolean[] SPECIAL = new boolean[128];

    static {
        for (char c : "[({]\\* \n\t\r\"".toCharArray()) {
            SPECIAL[c] = true;
        }
    }

    private final String source;
    private final char[] in;
    private final int length;
    private final char[] out;
    private int size;
    private int at;
    private int[] shiftAt = new int[16];
    private int[] shiftSource = new int[16];
    private int shifts;
    private int[] marks = new int[16];
    private int markCount;
    private boolean inPath;
    private final Brackets brackets;

    private Refanger(String source) {
        this.source = source;
        this.in = source.toCharArray();
        this.length = in.length;
        this.out = new char[length + 2];
        this.brackets = new Brackets(source);
    }

    static RefangedText refang(String source) {
        return new Refanger(source).run();
    }

    private RefangedText run() {
        while (at < length) {
            copyPlain();
            if (at == length) {
                break;
            }
            char c = in[at];
            if (c < 128) {
                switch (c) {
                    case '[', '(', '{' -> bracket(c);
                    case ']' -> closing();
                    case '\\' -> backslash();
                    case '*' -> star();
                    case ' ', '\n', '\t', '\r', '"' -> {
                        inPath = false;
                        put(c);
                    }
                    default -> put(c);
                }
            } else {
                beyondAscii(c, at + 1);
            }
        }
        return new RefangedText(source, out, size, shiftAt, shiftSource, shifts, marks, markCount);
    }

    /** The many characters that mean nothing special, in one go. */
    private void copyPlain() {
        int from = at;
        int i = from;
        while (i < length && in[i] < 128 && !SPECIAL[in[i]]) {
            i++;
        }
        System.arraycopy(in, from, out, size, i - from);
        size += i - from;
        at = i;
    }

    private void put(char c) {
        out[size++] = c;
        at++;
    }

    /** Writes one character for the source characters up to {@code next}. */
    private void replace(char c, int next) {
        out[size++] = c;
        at = next;
        noteShift();
    }

    private void skipTo(int next) {
        at = next;
        noteShift();
    }

    private void noteShift() {
        while (shifts > 0 && shiftAt[shifts - 1] >= size) {
            shifts--;
        }
        if (shifts == shiftAt.length) {
            shiftAt = Arrays.copyOf(shiftAt, shifts * 2);
            shiftSource = Arrays.copyOf(shiftSource, shifts * 2);
        }
        shiftAt[shifts] = size;
        shiftSource[shifts++] = at;
    }

    private void mark(int position) {
        while (markCount > 0 && marks[markCount - 1] > position) {
            markCount--;
        }
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, markCount * 2);
        }
        marks[markCount++] = position;
    }

    private char before(int back) {
        return size >= back ? out[size - back] : 0;
    }

    private char peek(int index) {
        return index < length ? in[index] : 0;
    }

    private void bracket(char open) {
        int blanks = 0;
        while (blanks < 2 && before(blanks + 1) == ' ') {
            blanks++;
        }
        Brackets.Meaning meaning = brackets.read(at, open, before(blanks + 1), blanks);
        if (meaning == null) {
            put(open);
            return;
        }
        if (meaning.eatsBlanks()) {
            size -= blanks;
        }
        mark(size);
        String text = meaning.text();
        for (int i = 0; i < text.length(); i++) {
            out[size++] = text.charAt(i);
        }
        at = meaning.next();
        noteShift();
    }

    /** The half bracket in {@code 1.2.3.]4}. */
    private void closing() {
        if (before(1) == '.' && Chars.isAlnum(before(2)) && Chars.isAlnum(peek(at + 1))) {
            mark(size - 1);
            skipTo(at + 1);
        } else {
            put(']');
        }
    }

    /** The stars in {@code h**p}. */
    private void star() {
        char h = before(1);
        char p = peek(at + 2);
        if ((h == 'h' || h == 'H') && peek(at + 1) == '*' && (p == 'p' || p == 'P') && !Chars.isAlnum(before(2))) {
            mark(size);
            out[size++] = 't';
            replace('t', at + 2);
        } else {
            put('*');
        }
    }

    private void backslash() {
        int run = at;
        while (peek(run) == '\\' && run - at < 8) {
            run++;
        }
        char next = peek(run);
        if (next == '/') {
            skipTo(run);
        } else if (run - at == 2 && endsInScheme()) {
            // http:\\host
            out[size++] = '/';
            replace('/', run);
        } else if (next == '.' && Chars.isAlnum(peek(run + 1)) && Chars.isAlnum(before(1)) && !inPath && !pathBehind()) {
            mark(size);
            replace('.', run + 1);
        } else if (next == 'u' && hex(run + 1) >= 0 && !inPath) {
            beyondEscape((char) hex(run + 1), run + 5);
        } else if ((next == 'n' || next == 'r' || next == 't') && !inPath && !startsPath(run)) {
            replace('\n', run + 1);
        } else if (next == '[' && run == at + 1 && brackets.read(run, next, before(1), 0) != null) {
            // a mark-down escape before the bracket: evil\[.\]com
            skipTo(run);
        } else {
            inPath |= startsPath(run) || Chars.isAlnum(before(1)) && Chars.isAlnum(next);
            while (at < run) {
                put('\\');
            }
        }
    }

    /** A drive letter or nothing at all before the backslashes: a path, in which they escape nothing. */
    private boolean startsPath(int run) {
        boolean drive = before(1) == ':' && Chars.isAlnum(before(2)) && !Chars.isAlnum(before(3));
        boolean share = run - at >= 2 && Chars.isAlnum(peek(run)) && (size == 0 || (Chars.of(before(1)) & Chars.URL_END) != 0) && peek(run + 1) != 0;
        return drive || share && Chars.isAlnum(peek(run + 1));
    }

    private boolean endsInScheme() {
        char last = before(2) == 's' || before(2) == 'S' ? before(3) : before(2);
        char third = before(2) == 's' || before(2) == 'S' ? before(4) : before(3);
        return before(1) == ':' && (last == 'p' || last == 'P') && (third == 't' || third == 'T' || third == 'x' || third == 'X');
    }

    private boolean pathBehind() {
        for (int back = 1; back <= 64 && back <= size; back++) {
            char c = before(back);
            if (c == '\\') {
                return true;
            }
            if ((Chars.of(c) & Chars.WORD) == 0) {
                return false;
            }
        }
        return false;
    }

    private int hex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(peek(i), 16);
            if (digit < 0 || peek(i) > 127) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private void beyondEscape(char c, int next) {
        if (c < 128) {
            replace(c < ' ' ? '\n' : c, next);
        } else {
            beyondAscii(c, next);
        }
    }

    private void beyondAscii(char c, int next) {
        if (Chars.isInvisible(c)) {
            skipTo(next);
        } else if (c == '\u3002' || c == '\uFF0E' || c == '\uFF61' || c == '\u2024' || c == '\uFE52') {
            wideDot(next);
        } else if (Character.isHighSurrogate(c) && next < length && Character.isLowSurrogate(in[next])) {
            boolean letter = Character.isLetterOrDigit(Character.toCodePoint(c, in[next]));
            out[size++] = letter ? c : Chars.SYMBOL;
            out[size++] = letter ? in[next] : Chars.SYMBOL;
            at = next + 1;
            if (next != at - 1) {
                noteShift();
            }
        } else {
            char written = Character.isSpaceChar(c) ? ' ' : c == '\u0085' ? '\n' : c;
            if (next == at + 1) {
                put(written);
            } else {
                replace(written, next);
            }
        }
    }

    /** A dot between Latin label characters or between two of the same script; the end of a sentence between the two kinds. */
    private void wideDot(int next) {
        char left = before(1);
        char right = peek(next);
        boolean dot = Chars.isAlnum(left) && Chars.isAlnum(right) && left < 128 == right < 128;
        replace(dot ? Chars.WIDE_DOT : Chars.WIDE_STOP, next);
    }
}
