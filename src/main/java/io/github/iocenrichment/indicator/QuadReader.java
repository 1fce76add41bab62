package io.github.iocenrichment.indicator;

import java.util.Locale;

/** Dotted numbers: IPv4 addresses with what may follow them, ranges, blocks of addresses. */
final class QuadReader {
    private static final int LINE = 200;
    private final Scan scan;
    private final char[] t;
    private final LinkReader links;
    private final VersionJudge versions;

    QuadReader(Scan scan, LinkReader links) {
        this.scan = scan;
        this.t = scan.t;
        this.links = links;
        this.versions = new VersionJudge(scan);
    }

    /** Whether a word is made of dotted numbers, one or two of them. */
    boolean isNumbers(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.isDigit(t[i]) && !Chars.isDot(t[i])) {
                return t[i] == '-' && quadEnd(from, to) == i;
            }
        }
        return true;
    }

    /** Where an address ends that closes a sentence with no blank before the next ({@code 93.115.28.40.The}); -1 when none does. */
    int beforeTitle(int from, int to) {
        int dot = from;
        for (int dots = 0; dot < to && dot - from < 17; dot++) {
            if (t[dot] == '.' && ++dots == 4) {
                break;
            }
        }
        if (dot + 2 >= to || t[dot] != '.' || !Chars.isUpper(t[dot + 1]) || Ipv4.parse(t, from, dot) < 0) {
            return -1;
        }
        for (int i = dot + 2; i < to; i++) {
            if ((Chars.of(t[i]) & Chars.LETTER) == 0 || Chars.isUpper(t[i])) {
                return -1;
            }
        }
        return dot;
    }

    /** One dotted number, or two joined by a hyphen. */
    int read(int from, int to, int follow, int wordEnd) {
        int end = quadEnd(from, to);
        if (end < 0) {
            int port = beforePort(from, to);
            return port < 0 ? wordEnd : address(from, port, -1, wordEnd);
        }
        if (end == to) {
            return address(from, to, follow, wordEnd);
        }
        if (Chars.isDigit(t[end + 1]) && quadEnd(end + 1, to) == to) {
            address(from, end, -1, wordEnd);
            return address(end + 1, to, follow, wordEnd);
        }
        boolean file = false;
        for (int i = end + 1; i < to; i++) {
            file |= t[i] == '.' && (Chars.of(t[to - 1]) & Chars.LETTER) != 0;
        }
        if (!file && !new VersionWords(scan).isTail(end + 1, to)) {
            address(from, end, -1, wordEnd);
        }
        return wordEnd;
    }

    /** Where an address ends that a port follows behind a dot, in a line of tcpdump or netstat; -1 when it is none. */
    int beforePort(int from, int to) {
        int dot = from;
        int dots = 0;
        while (dot < to && dot - from < 16 && (Chars.isDigit(t[dot]) || t[dot] == '.' && dots < 3)) {
            dots += t[dot] == '.' ? 1 : 0;
            dot++;
        }
        if (dots != 3 || scan.at(dot) != '.' || dot + 1 >= to || to - dot > 20 || Ipv4.parse(t, from, dot) < 0) {
            return -1;
        }
        int end = dot + 1;
        while (end < to && (Chars.isAlnum(t[end]) || t[end] == '-')) {
            end++;
        }
        return end == to && isPacketLine(from, to) ? dot : -1;
    }

    /** {@code IP a.port > b.port:}, or a state of TCP at the end of the line. */
    private boolean isPacketLine(int from, int to) {
        int next = to + (scan.at(to) == ':' ? 1 : 0);
        boolean sends = scan.at(next) == ' ' && scan.at(next + 1) == '>' && scan.at(next + 2) == ' ';
        boolean takes = scan.at(from - 1) == ' ' && scan.at(from - 2) == '>' && scan.at(from - 3) == ' ';
        if (sends || takes) {
            return true;
        }
        int start = scan.lineStart(from, LINE);
        String line = new String(t, start, Math.min(8, scan.n - start)).stripLeading().toLowerCase(Locale.ROOT);
        return line.startsWith("tcp") || line.startsWith("udp");
    }

    /** Where the dotted quad that begins here ends; -1 when there is none or digits go on. */
    private int quadEnd(int from, int to) {
        int dots = 0;
        int i = from;
        while (i < to && i - from < 16 && (Chars.isDigit(t[i]) || Chars.isDot(t[i]))) {
            dots += Chars.isDot(t[i]) ? 1 : 0;
            i++;
        }
        return dots == 3 && (i == to || t[i] == '-') ? i : -1;
    }

    private int address(int from, int to, int follow, int wordEnd) {
        long quad = Ipv4.parse(t, from, to);
        if (quad < 0 || oddZeros(from, to, quad)) {
            return wordEnd;
        }
        boolean defanged = scan.text.defanged(from, to);
        int port = follow < 0 ? -1 : port(follow);
        int behind = port < 0 ? follow : portEnd(follow);
        boolean slash = follow >= 0 && scan.at(behind) == '/';
        int length = slash && port < 0 ? number(behind + 1) : -1;
        if (!defanged && port < 0 && versions.isVersion(from, to, quad)) {
            scan.lastVersionEnd = to;
            return wordEnd;
        }
        Host host = Host.of(quad);
        if (slash) {
            if (length >= 0) {
                return block(quad, length, from, to, behind);
            }
            int mask = port < 0 ? mask(behind + 1) : -1;
            if (mask >= 0) {
                return block(quad, mask, from, to, behind);
            }
            if (!isQuadAt(behind + 1) && !inPath(from)) {
                return links.bare(host, port, from, to, behind);
            }
        }
        scan.found(IndicatorType.IPV4, host.value(), host.reason(), from, to, false);
        return slash ? behind + 1 : Math.max(wordEnd, behind);
    }

    /** Padded octets are three digits wide; anything else with a leading zero is a date or a version unless it is clearly an address. */
    private boolean oddZeros(int from, int to, long quad) {
        boolean odd = false;
        for (int i = from; i + 1 < to; i++) {
            boolean zero = t[i] == '0' && (i == from || Chars.isDot(t[i - 1])) && Chars.isDigit(t[i + 1]);
            odd |= zero && (i + 2 == to || Chars.isDot(t[i + 2]));
        }
        return odd && (quad >> 24) < 100;
    }

    private int block(long quad, int length, int from, int to, int slash) {
        int end = slash + 1;
        while (Chars.isDigit(scan.at(end)) || scan.at(end) == '.' && Chars.isDigit(scan.at(end + 1))) {
            end++;
        }
        boolean hosts = length <= 32 && Ipv4.network(quad, length) != quad;
        if (length > 32 || hosts && isBehindInterface(from)) {
            // address/port, as firewalls write it
            scan.found(IndicatorType.IPV4, Ipv4.print(quad), SpecialRanges.of(quad), from, to, false);
            return end;
        }
        long network = Ipv4.network(quad, length);
        String reason = SpecialRanges.of(network) != null ? SpecialRanges.of(network) : SpecialRanges.of(Ipv4.last(quad, length));
        scan.found(IndicatorType.CIDR, Ipv4.print(network) + "/" + length, reason, from, end, false);
        return end;
    }

    /** {@code inside:10.1.1.7/22}. */
    private boolean isBehindInterface(int from) {
        int start = from - 1;
        while (start > 0 && from - start < 16 && (Chars.of(t[start - 1]) & Chars.LETTER) != 0) {
            start--;
        }
        return scan.at(from - 1) == ':'
                && scan.rules.has(ExtractionRules.Topic.INTERFACE_WORDS, new String(t, start, from - 1 - start).toLowerCase(Locale.ROOT));
    }

    /** The number that stands alone here, up to 65535; -1 when there is none. */
    private int number(int from) {
        int i = from;
        int value = 0;
        while (i - from < 6 && Chars.isDigit(scan.at(i))) {
            value = value * 10 + t[i++] - '0';
        }
        char next = scan.at(i);
        boolean goesOn = Chars.isAlnum(next) || "/-_%?#&=+~@".indexOf(next) >= 0 && next != 0 || next == '.' && Chars.isAlnum(scan.at(i + 1));
        return i == from || goesOn || value > 65535 ? -1 : value;
    }

    private int mask(int from) {
        int end = from;
        while (end - from < 16 && (Chars.isDigit(scan.at(end)) || scan.at(end) == '.')) {
            end++;
        }
        while (end > from && t[end - 1] == '.') {
            end--;
        }
        long mask = Ipv4.parse(t, from, end);
        if (mask < 0x80000000L || Chars.isAlnum(scan.at(end))) {
            return -1;
        }
        int length = Long.bitCount(mask);
        return Ipv4.network(0xFFFFFFFFL, length) == mask ? length : -1;
    }

    /** Whether exactly one address begins here. */
    boolean isQuadAt(int from) {
        int end = from;
        while (end - from < 16 && (Chars.isDigit(scan.at(end)) || scan.at(end) == '.')) {
            end++;
        }
        while (end > from && t[end - 1] == '.') {
            end--;
        }
        char next = scan.at(end);
        boolean goesOn = Chars.isAlnum(next) || next == '/' || next == '-' || next == '_';
        return end - from >= 7 && !goesOn && Ipv4.parse(t, from, end) >= 0;
    }

    /** The port behind this colon, -1 when there is none. */
    int port(int colon) {
        if (scan.at(colon) != ':') {
            return -1;
        }
        int value = 0;
        int i = colon + 1;
        while (i - colon <= 5 && Chars.isDigit(scan.at(i))) {
            value = value * 10 + t[i++] - '0';
        }
        return i == colon + 1 || Chars.isAlnum(scan.at(i)) || value > 65535 ? -1 : value;
    }

    /** Where the digits of a port end. */
    int portEnd(int colon) {
        int i = colon + 1;
        while (Chars.isDigit(scan.at(i))) {
            i++;
        }
        return i;
    }

    /** A slash before it, and not two. */
    boolean inPath(int from) {
        return scan.at(from - 1) == '/' && scan.at(from - 2) != '/';
    }
}
