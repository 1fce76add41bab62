package io.github.iocenrichment.indicator;

import java.util.Locale;

/** Which brackets and quotes stand open on the current line, and whether markup that is not for readers is going on. */
final class OpenMarks {
    int round;
    int square;
    boolean quote;
    /** The quote around a namespace attribute, 0 outside one. */
    private char namespace;
    private boolean doctype;
    private int block;

    /** Takes note of a character that is part of no word. */
    void see(char[] t, int n, int i) {
        char c = t[i];
        switch (c) {
            case '(' -> round++;
            case ')' -> round = Math.max(0, round - 1);
            case '[' -> {
                square++;
                doctype = false;
            }
            case ']' -> square = Math.max(0, square - 1);
            case '\'' -> {
                quote = !quote && (i == 0 || !Chars.isAlnum(t[i - 1]));
                attribute(t, i);
            }
            case '"' -> attribute(t, i);
            case '\n' -> {
                if (i > 0 && t[i - 1] == '\n') {
                    block = i + 1;
                }
                round = 0;
                square = 0;
                quote = false;
            }
            case '<' -> doctype = i + 8 < n && t[i + 1] == '!' && (t[i + 2] | 32) == 'd' && (t[i + 3] | 32) == 'o' && (t[i + 4] | 32) == 'c';
            case '>' -> {
                doctype = false;
                namespace = 0;
            }
            default -> {
                // any other character opens and closes nothing
            }
        }
    }

    /** Where the paragraph or table that is going on began. */
    int blockStart() {
        return block;
    }

    /** Whether an address here is a namespace, a schema location or a DTD. */
    boolean inMachineAttribute() {
        return namespace != 0 || doctype;
    }

    private void attribute(char[] t, int i) {
        if (namespace != 0) {
            namespace = t[i] == namespace ? 0 : namespace;
            return;
        }
        int end = i - 1;
        while (end >= 0 && i - end < 4 && (t[end] == ' ' || t[end] == '\\')) {
            end--;
        }
        if (end < 0 || t[end] != '=') {
            return;
        }
        int from = end;
        while (from > 0 && end - from < 40 && (Chars.isAlnum(t[from - 1]) || t[from - 1] == ':' || t[from - 1] == '-')) {
            from--;
        }
        String name = new String(t, from, end - from).toLowerCase(Locale.ROOT);
        if (name.startsWith("xmlns") || name.endsWith("schemalocation") || name.equals("targetnamespace") || name.equals("namespace")) {
            namespace = t[i];
        }
    }
}
