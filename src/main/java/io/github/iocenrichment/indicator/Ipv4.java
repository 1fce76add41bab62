package io.github.iocenrichment.indicator;

/** IPv4 addresses as numbers from 0 to 2^32-1. */
final class Ipv4 {
    private Ipv4() {
    }

    /** Reads exactly one dotted quad; -1 when it is none. Leading zeros are read as decimal padding. */
    static long parse(CharSequence text, int from, int to) {
        return parse(text.toString().toCharArray(), from, to);
    }

    /** The same for a stretch of characters. */
    static long parse(char[] text, int from, int to) {
        if (to - from < 7 || to - from > 15) {
            return -1;
        }
        long value = 0;
        int octet = 0;
        int digits = 0;
        int octets = 0;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text[i] : '.';
            if (c == '.' || c == Chars.WIDE_DOT) {
                if (digits == 0 || octet > 255 || ++octets > 4) {
                    return -1;
                }
                value = value << 8 | octet;
                octet = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9' && ++digits <= 3) {
                octet = octet * 10 + c - '0';
            } else {
                return -1;
            }
        }
        return octets == 4 ? value : -1;
    }

    static long network(long address, int prefix) {
        return prefix == 0 ? 0 : address & -1L << 32 - prefix & 0xFFFFFFFFL;
    }

    static long last(long address, int prefix) {
        return network(address, prefix) | (1L << 32 - prefix) - 1;
    }

    static String print(long address) {
        return new StringBuilder(15).append(address >> 24).append('.').append(address >> 16 & 255).append('.').append(address >> 8 & 255).append('.')
                .append(address & 255).toString();
    }
}
