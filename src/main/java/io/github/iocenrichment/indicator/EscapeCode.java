package io.github.iocenrichment.indicator;

/** The digits of an escape that names a character by its code. */
final class EscapeCode {
    private EscapeCode() {
    }

    /** The value of so many hexadecimal digits from a place on; -1 when there are fewer. */
    static int hex(char[] in, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = i < in.length ? in[i] : 0;
            int digit = Character.digit(c, 16);
            if (digit < 0 || c > 127) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** The code of an escape that ends with a brace, as in {@code \\u{2e}}; -1 when there is none of at most four digits. */
    static int codePoint(char[] in, int from) {
        int digits = 0;
        while (digits < 5 && hex(in, from + digits, 1) >= 0) {
            digits++;
        }
        return digits > 0 && digits < 5 && from + digits < in.length && in[from + digits] == '}' ? hex(in, from, digits) : -1;
    }
}
