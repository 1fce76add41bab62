package io.github.iocenrichment.indicator;

/** Words with dots in them: addresses, blocks of addresses, domains, mail addresses, and hosts with a path. */
final class DottedReader {
    private static final int MAX_LOCAL = 64;
    private final Scan scan;
    private final char[] t;
    private final LinkReader links;
    private final VersionJudge versions;
    private final DomainJudge domains;

    DottedReader(Scan scan, LinkReader links) {
        this.scan = scan;
        this.t = scan.t;
        this.links = links;
        this.versions = new VersionJudge(scan);
        this.domains = new DomainJudge(scan);
    }

    /** Reads one word; returns where to go on, at least where the word ends unless something longer was found. */
    int read(int from, int to) {
        scan.steps += to - from;
        int behind = to;
        int piece = from;
        for (int i = from; i < to; i++) {
            if (isDot(t[i]) && i + 1 < to && isDot(t[i + 1])) {
                piece(piece, i, to);
                while (i + 1 < to && isDot(t[i + 1])) {
                    i++;
                }
                piece = i + 1;
            }
        }
        return Math.max(behind, piece(piece, to, to));
    }

    private int piece(int from, int to, int wordEnd) {
        int start = from;
        int end = to;
        while (start < end && (isDot(t[start]) || t[start] == '-')) {
            start++;
        }
        while (end > start && (isDot(t[end - 1]) || t[end - 1] == '-' || t[end - 1] == '_')) {
            end--;
        }
        if (end - start < 4) {
            return wordEnd;
        }
        // a full stop before a slash or a port is the root of a host name
        int follow = end == wordEnd || end == wordEnd - 1 && t[end] == '.' && (scan.at(wordEnd) == '/' || scan.at(wordEnd) == ':') ? wordEnd : -1;
        if (Chars.isDigit(t[start]) && numbers(start, end)) {
            return quads(start, end, follow, wordEnd);
        }
        return domain(start, end, follow, wordEnd);
    }

    private boolean numbers(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.isDigit(t[i]) && !isDot(t[i])) {
                return t[i] == '-' && quadEnd(from, to) == i;
            }
        }
        return true;
    }

    private static boolean isDot(char c) {
        return c == '.' || c == Chars.WIDE_DOT;
    }

    /** One dotted number, or two joined by a hyphen. */
    private int quads(int from, int to, int follow, int wordEnd) {
        int end = quadEnd(from, to);
        if (end < 0) {
            return wordEnd;
        }
        if (end == to) {
            return address(from, to, follow, wordEnd);
        }
        if (Chars.isDigit(t[end + 1]) && quadEnd(end + 1, to) == to) {
            address(from, end, -1, wordEnd);
            return address(end + 1, to, follow, wordEnd);
        }
        if (!versions.isTail(end + 1, to)) {
            address(from, end, -1, wordEnd);
        }
        return wordEnd;
    }

    /** Where the dotted quad that begins here ends; -1 when there is none or digits go on. */
    private int quadEnd(int from, int to) {
        int dots = 0;
        int i = from;
        while (i < to && i - from < 16 && (Chars.isDigit(t[i]) || isDot(t[i]))) {
            dots += isDot(t[i]) ? 1 : 0;
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
            boolean zero = t[i] == '0' && (i == from || isDot(t[i - 1])) && Chars.isDigit(t[i + 1]);
            odd |= zero && (i + 2 == to || isDot(t[i + 2]));
        }
        return odd && (quad >> 24) < 100;
    }

    private int block(long quad, int length, int from, int to, int slash) {
        int end = slash + 1;
        while (Chars.isDigit(scan.at(end)) || scan.at(end) == '.' && Chars.isDigit(scan.at(end + 1))) {
            end++;
        }
        if (length > 32) {
            // address/port, as firewalls write it
            scan.found(IndicatorType.IPV4, Ipv4.print(quad), SpecialRanges.of(quad), from, to, false);
            return end;
        }
        long network = Ipv4.network(quad, length);
        String reason = SpecialRanges.of(network) != null ? SpecialRanges.of(network) : SpecialRanges.of(Ipv4.last(quad, length));
        scan.found(IndicatorType.CIDR, Ipv4.print(network) + "/" + length, reason, from, end, false);
        return end;
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

    private boolean isQuadAt(int from) {
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

    private int port(int colon) {
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

    private int portEnd(int colon) {
        int i = colon + 1;
        while (Chars.isDigit(scan.at(i))) {
            i++;
        }
        return i;
    }

    /** A slash before it, and not two. */
    private boolean inPath(int from) {
        return scan.at(from - 1) == '/' && scan.at(from - 2) != '/';
    }

    private int domain(int from, int to, int follow, int wordEnd) {
        int start = from;
        int end = to;
        while (start < end && t[start] == '_' && scan.at(start + 1) == '_') {
            start++;
        }
        if ((Chars.of(t[end - 1]) & Chars.UNSPACED) != 0 || (Chars.of(t[start]) & Chars.UNSPACED) != 0) {
            int[] latin = latin(start, end);
            follow = latin[1] == end ? follow : -1;
            start = latin[0];
            end = latin[1];
        }
        String name = canonical(start, end);
        if (name == null) {
            return wordEnd;
        }
        if (!HostNames.endsInTopLevel(name)) {
            return closedSentence(name, start, end, wordEnd);
        }
        int port = follow < 0 ? -1 : port(follow);
        int behind = follow < 0 ? end : port < 0 ? follow : portEnd(follow);
        if (!domains.isDomain(name, start, end, behind)) {
            return wordEnd;
        }
        char next = follow < 0 ? 0 : scan.at(behind);
        boolean path = (next == '/' || next == '?' && Chars.isAlnum(scan.at(behind + 1)) && hasEquals(behind)) && !isQuadAt(behind + 1) && !inPath(start);
        if (path && !scan.script) {
            return links.bare(Host.of(name), port, start, end, behind);
        }
        scan.found(IndicatorType.DOMAIN, name, null, start, end, false);
        return Math.max(wordEnd, behind);
    }

    /** A domain that closes a sentence, with no blank before the next: {@code mossy-anvil.net.Thanks}. */
    private int closedSentence(String name, int start, int end, int wordEnd) {
        int last = name.lastIndexOf('.');
        int next = end - (name.length() - last - 1);
        boolean ascii = next > start && isDot(t[next - 1]) && t[next - 1] == '.';
        if (!ascii || !Chars.isUpper(t[next]) || !Chars.isUpper(Character.toUpperCase(t[next - 2])) || Chars.isUpper(t[next - 2])) {
            return wordEnd;
        }
        for (int i = next + 1; i < end; i++) {
            if ((Chars.of(t[i]) & Chars.LETTER) == 0 || Chars.isUpper(t[i])) {
                return wordEnd;
            }
        }
        String first = name.substring(0, last);
        if (HostNames.endsInTopLevel(first) && domains.closesSentence(first) && domains.isDomain(first, start, next - 1, next - 1)) {
            scan.found(IndicatorType.DOMAIN, first, null, start, next - 1, false);
        }
        return wordEnd;
    }

    private boolean hasEquals(int from) {
        for (int i = from + 1; i - from < 40 && (Chars.of(scan.at(i)) & Chars.WORD) != 0; i++) {
            if (scan.at(i + 1) == '=') {
                return true;
            }
        }
        return false;
    }

    /** The canonical name; a first label that no host can have is left out. */
    private String canonical(int from, int to) {
        int first = from;
        for (int tries = 0; tries < 3; tries++) {
            String name = HostNames.canonical(t, first, to);
            if (name != null) {
                return name;
            }
            int dot = first;
            while (dot < to && !isDot(t[dot])) {
                dot++;
            }
            if (dot >= to || to - from > 400) {
                return null;
            }
            first = dot + 1;
        }
        return null;
    }

    /** The Latin core of a word in a script without blanks: the text around it is a sentence, not the name. */
    private int[] latin(int from, int to) {
        int start = from;
        int end = to;
        int core = start;
        while (core < end && (Chars.of(t[core]) & Chars.UNSPACED) != 0) {
            core++;
        }
        int last = end;
        while (last > core && (Chars.of(t[last - 1]) & Chars.UNSPACED) != 0) {
            last--;
        }
        boolean inner = core < last && t[core] < 128 && !isDot(t[core]) && t[last - 1] < 128 && !isDot(t[last - 1]);
        if (!inner) {
            return new int[] {start, end};
        }
        boolean dotted = false;
        for (int i = core; i < last; i++) {
            dotted |= isDot(t[i]);
        }
        return dotted ? new int[] {core, last} : new int[] {start, end};
    }

    /** Reads the mail address whose local part ends the word {@code from..at}; returns where it ends, 0 when it is none. */
    int email(int from, int at) {
        int host = at + 1;
        int end = host;
        while (end < scan.n && (Chars.of(t[end]) & Chars.WORD) != 0 && end - host < 256) {
            end++;
        }
        int last = end;
        while (last > host && (isDot(t[last - 1]) || t[last - 1] == '-' || t[last - 1] == '_')) {
            last--;
        }
        scan.steps += end - host;
        int local = from;
        while (local > 0 && at - local < MAX_LOCAL && isLocal(t[local - 1])) {
            local--;
        }
        while (local < at && !Chars.isAlnum(t[local]) && t[local] != '_') {
            local++;
        }
        if (last - host < 4 || at - local < 1 || at - local > MAX_LOCAL || !Chars.isAlnum(t[at - 1]) && t[at - 1] != '_' && t[at - 1] != '-' && t[at - 1] != '+') {
            return 0;
        }
        String name = HostNames.canonical(t, host, last);
        if (name == null || !HostNames.endsInTopLevel(name)) {
            return 0;
        }
        boolean contentId = local >= 4 && t[local - 1] == ':' && (t[local - 2] | 32) == 'd' && (t[local - 3] | 32) == 'i' && (t[local - 4] | 32) == 'c';
        if (contentId) {
            return end;
        }
        String mailbox = new String(t, local, at - local).toLowerCase(java.util.Locale.ROOT);
        scan.found(IndicatorType.EMAIL, mailbox + "@" + name, null, local, last, false);
        scan.found(IndicatorType.DOMAIN, name, null, host, last, false);
        return end;
    }

    private static boolean isLocal(char c) {
        return (Chars.of(c) & Chars.WORD) != 0 && c < 128 || c == '+' || c == '%' || c == '!' || c == '&' || c == '#';
    }
}
