package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/**
 * A host name with the length before each of its labels, as DNS servers write it into their logs: {@code (3)www(7)example(3)org(0)}.
 *
 * @param text the name with dots
 * @param end  where it ends in the text
 */
record CountedName(String text, int end) {
    private static final int LONGEST = 253;

    /** The name that begins at this opening bracket; null when none does. */
    static @Nullable CountedName at(char[] text, int length, int from) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (name.length() <= LONGEST) {
            int digits = at + 1;
            int size = 0;
            while (digits < length && digits - at <= 2 && Chars.isDigit(text[digits])) {
                size = size * 10 + text[digits++] - '0';
            }
            if (at >= length || text[at] != '(' || digits == at + 1 || digits >= length || text[digits] != ')') {
                return null;
            }
            int label = digits + 1;
            if (size == 0) {
                return name.indexOf(".") > 0 ? new CountedName(name.toString(), label) : null;
            }
            if (label + size > length) {
                return null;
            }
            for (int i = label; i < label + size; i++) {
                if (!Chars.isAlnum(text[i]) && text[i] != '-' && text[i] != '_') {
                    return null;
                }
            }
            name.append(name.isEmpty() ? "" : ".").append(text, label, size);
            at = label + size;
        }
        return null;
    }
}
