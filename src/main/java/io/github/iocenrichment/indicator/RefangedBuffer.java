package io.github.iocenrichment.indicator;

import java.util.Arrays;
import java.util.Locale;

/** The text that {@link Refanger} has written so far: where its places were in the source, where something was defanged, and what its end looks like. */
final class RefangedBuffer {
    private static final int LONGEST_HOST = 253;

    private final char[] out;
    private int size;
    private int[] shiftAt = new int[16];
    private int[] shiftSource = new int[16];
    private int shifts;
    private int[] marks = new int[16];
    private int markCount;

    /** @param most so many characters are written at the most */
    RefangedBuffer(int most) {
        out = new char[most];
    }

    void append(char c) {
        out[size++] = c;
    }

    void append(String text) {
        text.getChars(0, text.length(), out, size);
        size += text.length();
    }

    void append(char[] from, int start, int length) {
        System.arraycopy(from, start, out, size, length);
        size += length;
    }

    /** Takes the last characters back. */
    void remove(int characters) {
        size -= characters;
    }

    int size() {
        return size;
    }

    RefangedText text(String source) {
        return new RefangedText(source, out, size, shiftAt, shiftSource, shifts, marks, markCount);
    }

    /** Notes which place of the source the next character comes from. */
    void noteShift(int at) {
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

    /** Notes that what stands at a place was defanged. */
    void mark(int position) {
        while (markCount > 0 && marks[markCount - 1] > position) {
            markCount--;
        }
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, markCount * 2);
        }
        marks[markCount++] = position;
    }

    /** The character so many back; 0 before the first. */
    char before(int back) {
        return size >= back ? out[size - back] : 0;
    }

    /** Whether the word right before this place is a host with something defanged in it. */
    boolean isBehindDefanged() {
        int from = size;
        while (from > 0 && size - from < LONGEST_HOST && (Chars.of(out[from - 1]) & Chars.WORD) != 0) {
            from--;
        }
        return markCount > 0 && marks[markCount - 1] >= from;
    }

    boolean endsInScheme() {
        char last = before(2) == 's' || before(2) == 'S' ? before(3) : before(2);
        char third = before(2) == 's' || before(2) == 'S' ? before(4) : before(3);
        return before(1) == ':' && (last == 'p' || last == 'P') && (third == 't' || third == 'T' || third == 'x' || third == 'X');
    }

    boolean pathBehind() {
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

    /** Whether an address or a host ends right before this place. */
    boolean closesIndicator() {
        int label = size;
        boolean digits = true;
        while (label > 0 && size - label < 64 && Chars.isAlnum(out[label - 1]) && out[label - 1] < 128) {
            label--;
            digits &= Chars.isDigit(out[label]);
        }
        boolean dotted = label < size && label > 1 && out[label - 1] == '.';
        return dotted && (digits || HostNames.isTopLevel(new String(out, label, size - label).toLowerCase(Locale.ROOT)));
    }
}
