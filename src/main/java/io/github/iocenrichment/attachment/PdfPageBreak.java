package io.github.iocenrichment.attachment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that ends at the foot of one page and goes on at the head of the next, by the rules of {@link BrokenValue}. Only a full last line counts, of which
 * the layout is seen no more: one without cells, as long as the others of its page.
 *
 * @param before the text of the page, with the whole value or without a part of it
 * @param behind that of the next page
 * @param broken what was left out because nobody can know whether it is one value; null when nothing was
 */
record PdfPageBreak(String before, String behind, @Nullable String broken) {
    private static final int LABEL = 400;

    static PdfPageBreak of(String page, String next) {
        String before = page.stripTrailing();
        String behind = next.stripLeading();
        String last = before.substring(before.lastIndexOf('\n') + 1);
        int lineEnd = behind.indexOf('\n') < 0 ? behind.length() : behind.indexOf('\n');
        String first = behind.substring(0, lineEnd).strip();
        String end = last.substring(Math.max(last.lastIndexOf(' '), last.lastIndexOf('\t')) + 1);
        String begin = first.indexOf(' ') < 0 ? first : first.substring(0, first.indexOf(' '));
        boolean hex = BrokenValue.isHex(end, begin);
        boolean cells = last.indexOf('\t') >= 0 || first.indexOf('\t') >= 0;
        boolean shaped = hex || end.length() >= 4 && IndicatorShape.mayBeIn(end) || end.endsWith("-");
        if (begin.isEmpty() || cells || !shaped || !hex && !isFull(before, last, begin)) {
            return new PdfPageBreak(page, next, null);
        }
        String rest = behind.substring(behind.indexOf(begin) + begin.length());
        String above = before.substring(0, before.length() - last.length()).stripTrailing();
        String lineAbove = above.substring(above.lastIndexOf('\n') + 1);
        boolean list = last.equals(end) && first.equals(begin) && BrokenValue.isValue(end, null) && BrokenValue.isValue(begin, null)
                && BrokenValue.isValue(lineAbove, null);
        BrokenValue.Answer answer = hex && !list ? hash(before, end, begin) : hex ? BrokenValue.Answer.APART
                : BrokenValue.of(end, begin, first.equals(begin), list);
        String cut = before.substring(0, before.length() - end.length());
        return switch (answer) {
            case ONE -> new PdfPageBreak(before + begin + "\n", rest, null);
            case UNSURE -> new PdfPageBreak(cut + (hex ? "" : BrokenValue.wholeHost(end)) + "\n", rest, end);
            default -> new PdfPageBreak(page, next, null);
        };
    }

    private static BrokenValue.Answer hash(String before, String end, String begin) {
        String digits = BrokenValue.lastHex(end);
        String label = before.substring(Math.max(0, before.length() - LABEL), before.length() - digits.length());
        int parts = BrokenValue.hash(List.of(digits.length(), begin.length()), label);
        return parts == 2 ? BrokenValue.Answer.ONE : parts == 0 ? BrokenValue.Answer.UNSURE : BrokenValue.Answer.APART;
    }

    /** Whether what stands before the next possible break would not have fitted into the last line. */
    private static boolean isFull(String page, String last, String begin) {
        int longest = page.lines().mapToInt(String::length).max().orElse(0);
        int chunk = 1;
        while (chunk < begin.length() && "/-?&=._%".indexOf(begin.charAt(chunk)) < 0) {
            chunk++;
        }
        return last.length() + chunk > longest;
    }
}
