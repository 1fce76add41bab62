package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** QR codes that a text draws with block characters or number signs, a line or half a line for each row: they pass filters that look at pictures alone. */
final class DrawnCodes {
    private static final int FULL = 3;
    private static final int UPPER = 1;
    private static final int LOWER = 2;
    /** The smallest code has 21 rows, two of which may share a line. */
    private static final int FEWEST_LINES = 11;
    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 800;
    private static final int MOST_CODES = 20;
    /** What each code begins with: the upper edge of a corner mark. */
    private static final String[] SIGNS = {"\u2588", "\u2584\u2584", "\u2580\u2580", "\u2B1B", "##############"};

    private DrawnCodes() {
    }

    /** What the codes in a text say. */
    static Set<String> in(String text, DecodingLimits limits) {
        Set<String> codes = new LinkedHashSet<>();
        if (!mayDraw(text)) {
            return codes;
        }
        List<int[]> lines = new ArrayList<>();
        int tried = 0;
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            int @Nullable [] line = line(text, from, end);
            boolean blank = line != null && line.length == 0;
            if (line != null && !blank && lines.size() < MOST_LINES) {
                lines.add(line);
            }
            if (line == null || end == text.length()) {
                if (lines.size() >= FEWEST_LINES && tried++ == MOST_CODES) {
                    limits.unread("more than " + MOST_CODES + " drawings of the size of a code: the others were not looked at for QR codes");
                    return codes;
                } else if (lines.size() >= FEWEST_LINES) {
                    read(lines, codes);
                }
                lines.clear();
            }
            from = end + 1;
        }
        return codes;
    }

    private static boolean mayDraw(String text) {
        for (String sign : SIGNS) {
            if (text.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    /** The halves that each character fills; empty for a line without any, null for a line that draws nothing. */
    private static int @Nullable [] line(String text, int from, int to) {
        int end = to;
        while (end > from && isBlank(text.charAt(end - 1))) {
            end--;
        }
        if (end - from > LONGEST_LINE) {
            return null;
        }
        int[] halves = new int[end - from];
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            int filled = switch (c) {
                case '\u2588', '\u2B1B', '#', '\u2593' -> FULL;
                case '\u2580' -> UPPER;
                case '\u2584' -> LOWER;
                case '\u2B1C', '\u2591' -> 0;
                // in front of the lines of a quoted mail
                case '>' -> 0;
                default -> isBlank(c) ? 0 : -1;
            };
            if (filled < 0) {
                return null;
            }
            halves[i - from] = filled;
        }
        return halves;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c >= '\u2000' && c <= '\u200B' || c == '\u3000' || c == '\u2800' || c == '\uFEFF';
    }

    private static void read(List<int[]> lines, Set<String> codes) {
        int width = lines.stream().mapToInt(line -> line.length).max().orElse(0);
        boolean[][] dark = new boolean[2 * lines.size()][width];
        for (int y = 0; y < lines.size(); y++) {
            int[] line = lines.get(y);
            for (int x = 0; x < line.length; x++) {
                dark[2 * y][x] = (line[x] & UPPER) != 0;
                dark[2 * y + 1][x] = (line[x] & LOWER) != 0;
            }
        }
        ModuleGrid.read(dark, codes);
    }
}
