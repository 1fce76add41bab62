package io.github.iocenrichment.indicator;

/**
 * A host of a URL that is written as a number: decimal, hexadecimal or octal, in one to four parts of which the last fills what is left
 * (<a href="https://url.spec.whatwg.org/#concept-ipv4-parser">WHATWG URL, IPv4 parser</a>). A leading zero means octal, as browsers read it.
 */
final class NumericHost {
    private static final int PARTS = 4;

    private NumericHost() {
    }

    /** The address as a number from 0 to 2^32-1; -1 when the text is none. */
    static long parse(CharSequence host) {
        String text = host.toString();
        String[] parts = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text).split("\\.", -1);
        if (text.isEmpty() || parts.length > PARTS) {
            return -1;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long part = number(parts[i]);
            long end = last ? 1L << 8 * (PARTS - i) : 256;
            if (part < 0 || part >= end) {
                return -1;
            }
            address = last ? (address << 8 * (PARTS - i)) + part : address << 8 | part;
        }
        return address;
    }

    private static long number(String part) {
        boolean hex = part.startsWith("0x") || part.startsWith("0X");
        int base = hex ? 16 : part.startsWith("0") ? 8 : 10;
        long value = 0;
        for (int i = hex ? 2 : 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 128 ? Character.digit(part.charAt(i), base) : -1;
            value = value * base + digit;
            if (digit < 0 || value > 0xFFFFFFFFL) {
                return -1;
            }
        }
        return part.isEmpty() ? -1 : value;
    }
}
