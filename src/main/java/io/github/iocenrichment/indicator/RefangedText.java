package io.github.iocenrichment.indicator;

import java.util.Arrays;

/**
 * A text with defanging, escapes and invisible characters undone, and the way back from every character to its source.
 */
final class RefangedText {
    final char[] chars;
    final int length;
    private final String source;
    private final int[] shiftAt;
    private final int[] shiftSource;
    private final int shifts;
    private final int[] marks;
    private final int markCount;

    RefangedText(String source, char[] chars, int length, int[] shiftAt, int[] shiftSource, int shifts, int[] marks, int markCount) {
        this.source = source;
        this.chars = chars;
        this.length = length;
        this.shiftAt = shiftAt;
        this.shiftSource = shiftSource;
        this.shifts = shifts;
        this.marks = marks;
        this.markCount = markCount;
    }

    String source() {
        return source;
    }

    /** Offset in the source of the character at this position. */
    int sourceOffset(int position) {
        if (shifts == 0) {
            return position;
        }
        int found = Arrays.binarySearch(shiftAt, 0, shifts, position);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? position : Math.min(source.length(), shiftSource[last] + position - shiftAt[last]);
    }

    /** Offset in the source behind the character that ends before this position. */
    int sourceEnd(int position) {
        return position == 0 ? 0 : Math.min(source.length(), sourceOffset(position - 1) + 1);
    }

    /** Whether a defanged character stands in the stretch. */
    boolean defanged(int from, int to) {
        if (markCount == 0) {
            return false;
        }
        int found = Arrays.binarySearch(marks, 0, markCount, from);
        int next = found >= 0 ? found : -found - 1;
        return next < markCount && marks[next] < to;
    }
}
