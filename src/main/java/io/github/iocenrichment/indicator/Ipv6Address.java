package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/** An IPv6 address as two halves; reads every spelling of RFC 4291 and prints RFC 5952. */
record Ipv6Address(long high, long low) {

    /** Reads colon groups with an optional {@code ::} and an optional dotted quad at the end; null when they are no address. */
    static @Nullable Ipv6Address parse(CharSequence text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        int end = text.length();
        if (end < 2 || text.charAt(0) == ':' && text.charAt(1) != ':') {
            return null;
        }
        while (at < end) {
            if (text.charAt(at) == ':' && at + 1 < end && text.charAt(at + 1) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at += 2;
                continue;
            }
            if (at > 0 && text.charAt(at) == ':') {
                at++;
            }
            int from = at;
            int value = 0;
            while (at < end && Character.digit(text.charAt(at), 16) >= 0 && at - from <= 4) {
                value = value * 16 + Character.digit(text.charAt(at), 16);
                at++;
            }
            if (at < end && text.charAt(at) == '.') {
                long quad = Ipv4.parse(text, from, end);
                if (quad < 0 || count > 6) {
                    return null;
                }
                groups[count++] = (int) (quad >> 16);
                groups[count++] = (int) (quad & 0xFFFF);
                at = end;
                break;
            }
            if (at == from || at - from > 4 || count == 8 || at < end && text.charAt(at) != ':') {
                return null;
            }
            groups[count++] = value;
        }
        if (gap < 0 && count != 8 || gap >= 0 && count > 7) {
            return null;
        }
        return of(groups, count, gap);
    }

    private static Ipv6Address of(int[] groups, int count, int gap) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - (8 - count);
            int group = gap < 0 || i < gap ? groups[i] : fromEnd >= gap ? groups[fromEnd] : 0;
            if (i < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new Ipv6Address(high, low);
    }

    /** The IPv4 address inside {@code ::ffff:a.b.c.d}, or -1. */
    long mappedIpv4() {
        return high == 0 && low >>> 32 == 0xFFFF ? low & 0xFFFFFFFFL : -1;
    }

    int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 16 * (3 - (index & 3)) & 0xFFFF);
    }

    /** The first address of the block of this length. */
    Ipv6Address network(int prefix) {
        long highMask = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << 64 - prefix;
        long lowMask = prefix <= 64 ? 0 : -1L << 128 - prefix;
        return new Ipv6Address(high & highMask, low & lowMask);
    }

    /** The last address of the block of this length. */
    Ipv6Address last(int prefix) {
        long highMask = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << 64 - prefix;
        long lowMask = prefix <= 64 ? 0 : -1L << 128 - prefix;
        return new Ipv6Address(high | ~highMask, low | ~lowMask);
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::}. */
    @Override
    public String toString() {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && group(run) == 0) {
                run++;
            }
            if (run - i > bestLength) {
                best = i;
                bestLength = run - i;
            }
            i = Math.max(i, run - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }
}
