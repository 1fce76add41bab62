package io.github.iocenrichment.report;

import java.util.Locale;

/**
 * Makes one harmless line of any untrusted text (ticket, file name, vendor answer): no line breaks, no control, direction or
 * invisible characters, no start that a spreadsheet takes for a formula, and never longer than asked.
 * Markup is left alone here: the HTML form escapes it, see {@link #withoutBrackets} for the plain one.
 */
public final class SafeText {
    private static final String FORMULA_STARTS = "=+-@|";

    private SafeText() {
    }

    /** {@code text} on one line, cut to {@code max} characters (code points); empty for null. */
    public static String line(String text, int max) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), max) + 1);
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
                return out.append('…').toString();
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

    /** As {@link #line}, with every address in it defanged and without a formula's start. */
    public static String words(String text, int max) {
        String line = Defanger.text(line(text, max));
        return !line.isEmpty() && FORMULA_STARTS.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }

    /** For the plain form: a tenant that shows plain notes as HTML must not find a tag in it. */
    static String withoutBrackets(String text) {
        return text.replace('<', '‹').replace('>', '›');
    }

    /** Only letters, digits and hyphens, for numbers and keys that become part of a subject. */
    static String key(String text) {
        return text == null ? "" : line(text.replaceAll("[^A-Za-z0-9-]", ""), 60);
    }

    /** {@code 1 reporter}, {@code 3 reporters}. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%d %s", number, number == 1 ? one : many);
    }

    private static boolean isGap(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.FORMAT || type == Character.UNASSIGNED || type == Character.PRIVATE_USE
                || point == 0x034F || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0
                || point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
    }
}
