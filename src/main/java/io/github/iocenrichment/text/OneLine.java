package io.github.iocenrichment.text;

import org.jspecify.annotations.Nullable;

/**
 * One harmless line of any untrusted text (ticket, file name, answer of another system): no line breaks, no control, direction or invisible characters, runs
 * of blanks as one. Escaping stays with whoever shows it.
 */
public final class OneLine {
    private static final char ELLIPSIS = '…';

    private OneLine() {
    }

    /** The whole text on one line; empty for null. */
    public static String of(@Nullable String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** At most so many characters (code points), and an ellipsis behind them when there were more; empty for null. */
    public static String of(@Nullable String text, int max) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), Math.min(max, 1 << 20)) + 1);
        boolean gap = false;
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isGap(point)) {
                gap = count > 0;
                continue;
            }
            if (isInvisible(point)) {
                continue;
            }
            int needed = gap ? 2 : 1;
            if (count + needed > max) {
                return out.append(ELLIPSIS).toString();
            }
            if (gap) {
                out.append(' ');
            }
            out.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 0xFFFD : point);
            count += needed;
            gap = false;
        }
        return out.toString();
    }

    /** At most so many UTF-16 units, the ellipsis of a cut text among them; empty for null. */
    public static String within(@Nullable String text, int most) {
        // a text of invisible characters is not read to its end
        String head = text != null && text.length() > most * 8L ? text.substring(0, most * 8) : text;
        String line = of(head);
        return line.length() <= most ? line : cut(line, most - 1) + ELLIPSIS;
    }

    /** At most so many UTF-16 units of a text that is one line already: no pair torn apart, no blank at the end, no ellipsis. */
    public static String cut(String line, int most) {
        if (most <= 0) {
            return "";
        }
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end).stripTrailing();
    }

    private static boolean isGap(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }

    /** Format characters turn the direction of text or hide in it; the rest shows nothing at all. */
    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.FORMAT || type == Character.UNASSIGNED || type == Character.PRIVATE_USE
                || point == 0x034F || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0
                || point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
    }
}
