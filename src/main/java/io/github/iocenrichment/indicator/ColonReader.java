package io.github.iocenrichment.indicator;

/** IPv6 addresses, and the many other things that are joined by colons. */
final class ColonReader {
    private final Scan scan;
    private final char[] t;

    ColonReader(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /**
     * Reads a run of short hex groups and colons.
     *
     * @return where to go on: behind the address, or at the last group that may begin something else; 0 when there is no such run
     */
    int read(int from) {
        int end = from;
        int group = from;
        int colons = 0;
        boolean pair = false;
        while (end < scan.n) {
            char c = t[end];
            if (c == ':') {
                pair |= end > from && t[end - 1] == ':';
                colons++;
                group = end + 1;
            } else if ((Chars.of(c) & Chars.HEX) == 0 || end - group >= 4) {
                break;
            }
            end++;
        }
        scan.steps += end - from;
        int resume = group > from ? group : 0;
        if (colons < 2) {
            return 0;
        }
        char next = scan.at(end);
        if (next == '.' && end > group && Chars.isDigit(scan.at(end + 1))) {
            int quadEnd = end;
            while (quadEnd < scan.n && quadEnd - group < 16 && (Chars.isDigit(t[quadEnd]) || t[quadEnd] == '.')) {
                quadEnd++;
            }
            while (t[quadEnd - 1] == '.') {
                quadEnd--;
            }
            if (pair && accept(from, quadEnd, true)) {
                return quadEnd;
            }
            // address.port, as packet dumps write it
            boolean port = new String(t, end + 1, quadEnd - end - 1).indexOf('.') < 0;
            return pair && port && accept(from, end, true) ? quadEnd : resume;
        }
        if ((Chars.of(next) & (Chars.ALNUM | Chars.UNDERSCORE)) != 0) {
            // an identifier goes on here, or a group of five
            return resume;
        }
        int last = end;
        if (t[last - 1] == ':' && last - from > 2 && t[last - 2] != ':') {
            last--;
        }
        int behind = accept(from, last, pair) ? last : 0;
        return behind > 0 ? tail(behind) : resume;
    }

    private int tail(int end) {
        int i = end;
        if (scan.at(i) == '%') {
            do {
                i++;
            } while (Chars.isAlnum(scan.at(i)) || scan.at(i) == '-' || scan.at(i) == '_');
        }
        if (scan.at(i) == '/' && Chars.isDigit(scan.at(i + 1))) {
            do {
                i++;
            } while (Chars.isDigit(scan.at(i)));
        }
        return i;
    }

    private boolean accept(int from, int to, boolean pair) {
        char before = scan.at(from - 1);
        if (to - from > 45 || (Chars.of(before) & Chars.WORD) != 0 || before == ':' && !isKey(from - 1) || before == '$') {
            return false;
        }
        Ipv6Address address = Ipv6Address.parse(new String(t, from, to - from));
        if (address == null) {
            return false;
        }
        boolean bracketed = before == '[' && (scan.at(to) == ']' || scan.at(to) == '%');
        int length = prefixLength(to);
        if (!text(from, to, pair, bracketed || length >= 0, address)) {
            return false;
        }
        note(address, length, from, to);
        return true;
    }

    /** Whether a word that is not hex stands before this colon: {@code IPv6:2a03::7}, {@code inside:2a03::7}. */
    private boolean isKey(int colon) {
        int start = colon;
        boolean word = false;
        while (start > 0 && colon - start < 20 && Chars.isAlnum(t[start - 1]) && t[start - 1] < 128) {
            start--;
            word |= (Chars.of(t[start]) & (Chars.HEX | Chars.DIGIT)) == 0;
        }
        return word && scan.at(start - 1) != ':' && scan.at(start - 1) != '.';
    }

    private int prefixLength(int to) {
        if (scan.at(to) != '/' || !Chars.isDigit(scan.at(to + 1))) {
            return -1;
        }
        int value = 0;
        int i = to + 1;
        while (i - to < 5 && Chars.isDigit(scan.at(i))) {
            value = value * 10 + t[i++] - '0';
        }
        return value <= 128 && !Chars.isAlnum(scan.at(i)) ? value : -1;
    }

    private void note(Ipv6Address address, int length, int from, int to) {
        long mapped = address.mappedIpv4();
        if (length >= 0) {
            Ipv6Address network = address.network(length);
            String reason = SpecialRanges.of(network) != null ? SpecialRanges.of(network) : SpecialRanges.of(address.last(length));
            scan.found(IndicatorType.CIDR, network + "/" + length, reason, from, tail(to), false);
        } else if (mapped >= 0) {
            scan.found(IndicatorType.IPV4, Ipv4.print(mapped), SpecialRanges.of(mapped), from, to, false);
        } else {
            scan.found(IndicatorType.IPV6, address.toString(), SpecialRanges.of(address), from, to, false);
        }
    }

    /** Whether the spelling is that of an address rather than of a MAC address, a fingerprint, a time or an identifier. */
    private boolean text(int from, int to, boolean pair, boolean marked, Ipv6Address address) {
        int groups = 0;
        int twos = 0;
        int digits = 0;
        int group = from;
        boolean quad = false;
        for (int i = from; i <= to; i++) {
            char c = i < to ? t[i] : ':';
            if (c == ':') {
                groups += i > group ? 1 : 0;
                twos += i - group == 2 ? 1 : 0;
                group = i + 1;
            } else {
                digits += Chars.isDigit(c) ? 1 : 0;
                quad |= c == '.';
            }
        }
        if (!pair) {
            return twos < 8;
        }
        if (marked || quad) {
            return digits > 0 || groups == 0 || groups > 2;
        }
        if (digits == 0) {
            return false;
        }
        int first = address.group(0);
        boolean local = first >= 0xFC00 && first <= 0xFDFF || first >= 0xFE80 && first <= 0xFEFF || first >= 0xFF00;
        boolean global = first >= 0x2000 && first <= 0x3FFF || first == 0x64 && address.group(1) == 0xFF9B || first == 0x5F00;
        if (first == 0 && t[from] == ':') {
            return groups > 1 || address.low() == 1 && address.high() == 0;
        }
        return local || global || groups > 3 && digits > 2 || first == 0x100 && groups > 1;
    }
}
