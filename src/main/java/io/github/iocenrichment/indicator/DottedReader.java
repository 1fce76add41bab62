package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/** Words with dots in them: domains and hosts with a path; what is made of numbers goes to {@link QuadReader}. */
final class DottedReader {
    private final Scan scan;
    private final char[] t;
    private final LinkReader links;
    private final QuadReader quads;
    private final DomainJudge domains;

    DottedReader(Scan scan, LinkReader links) {
        this.scan = scan;
        this.t = scan.t;
        this.links = links;
        this.quads = new QuadReader(scan, links);
        this.domains = new DomainJudge(scan);
    }

    /** Reads one word; returns where to go on, at least where the word ends unless something longer was found. */
    int read(int from, int to) {
        scan.steps += to - from;
        int piece = from;
        for (int i = from; i < to; i++) {
            if (Chars.isDot(t[i]) && i + 1 < to && Chars.isDot(t[i + 1])) {
                piece(piece, i, to);
                while (i + 1 < to && Chars.isDot(t[i + 1])) {
                    i++;
                }
                piece = i + 1;
            }
        }
        return piece(piece, to, to);
    }

    private int piece(int from, int to, int wordEnd) {
        int start = from;
        int end = to;
        while (start < end && (Chars.isDot(t[start]) || t[start] == '-')) {
            start++;
        }
        while (end > start && (Chars.isDot(t[end - 1]) || t[end - 1] == '-' || t[end - 1] == '_')) {
            end--;
        }
        if (end - start < 4) {
            return wordEnd;
        }
        // a full stop before a slash or a port is the root of a host name
        int follow = end == wordEnd || end == wordEnd - 1 && t[end] == '.' && (scan.at(wordEnd) == '/' || scan.at(wordEnd) == ':') ? wordEnd : -1;
        int title = Chars.isDigit(t[start]) ? quads.beforeTitle(start, end) : -1;
        if (title > 0) {
            quads.read(start, title, -1, wordEnd);
            return wordEnd;
        }
        if (Chars.isDigit(t[start]) && quads.isNumbers(start, end)) {
            return quads.read(start, end, follow, wordEnd);
        }
        int port = Chars.isDigit(t[start]) ? quads.beforePort(start, end) : -1;
        if (port > 0) {
            // address.service, as tcpdump writes it
            quads.read(start, port, -1, wordEnd);
            return wordEnd;
        }
        return domain(start, end, follow, wordEnd);
    }

    private int domain(int from, int to, int follow, int wordEnd) {
        int start = from;
        int end = to;
        while (start < end && t[start] == '_' && scan.at(start + 1) == '_') {
            start++;
        }
        if (t[start] == '_' && scan.at(end) == '_') {
            // set in italics by a mark-up language
            start++;
        }
        String name = canonical(start, end);
        if (name == null) {
            return wordEnd;
        }
        if (!HostNames.endsInTopLevel(name)) {
            int service = service(start, end, wordEnd);
            if (service > 0) {
                return domain(start, service, -1, wordEnd);
            }
            return closedSentence(start, end, wordEnd);
        }
        int port = follow < 0 ? -1 : quads.port(follow);
        int behind = follow < 0 ? end : port < 0 ? follow : quads.portEnd(follow);
        if (!domains.isDomain(name, start, end, behind)) {
            return closedSentence(start, end, wordEnd);
        }
        char next = follow < 0 ? 0 : scan.at(behind);
        boolean query = next == '?' && Chars.isAlnum(scan.at(behind + 1)) && hasEquals(behind);
        boolean path = (next == '/' || query) && !quads.isQuadAt(behind + 1) && !quads.inPath(start);
        if (path && !scan.script) {
            return links.bare(Host.of(name), port, start, end, behind);
        }
        scan.found(IndicatorType.DOMAIN, name, null, start, end, false);
        return Math.max(wordEnd, behind);
    }

    /** Where the host ends that tcpdump writes with its port or service: {@code mossy-anvil.net.443 > 10.1.2.3.51234:}; 0 when it does not. */
    private int service(int start, int end, int wordEnd) {
        boolean sends = end == wordEnd && scan.at(end) == ' ' && scan.at(end + 1) == '>' && scan.at(end + 2) == ' ';
        boolean receives = end == wordEnd && scan.at(end) == ':' && scan.at(start - 1) == ' ' && scan.at(start - 2) == '>';
        int dot = end;
        while ((sends || receives) && dot > start && t[dot] != '.') {
            dot--;
        }
        String name = dot > start && dot < end && end - dot < 17 ? canonical(start, dot) : null;
        return name != null && HostNames.endsInTopLevel(name) ? dot : 0;
    }

    /** A domain that closes a sentence, with no blank before the next: {@code mossy-anvil.net.Thanks}. */
    private int closedSentence(int start, int end, int wordEnd) {
        int next = end;
        while (next > start && (Chars.of(t[next - 1]) & Chars.LETTER) != 0) {
            next--;
        }
        int dot = next - 1;
        if (next == end || dot <= start + 3 || t[dot] != '.' || !Chars.isUpper(t[next]) || Chars.isUpper(t[dot - 1]) || !Chars.isAlnum(t[dot - 1])) {
            return wordEnd;
        }
        for (int i = next + 1; i < end; i++) {
            if (Chars.isUpper(t[i])) {
                return wordEnd;
            }
        }
        int ending = dot;
        while (ending > start && !Chars.isDot(t[ending - 1])) {
            ending--;
        }
        String name = Chars.isUpper(t[ending]) ? null : canonical(start, dot);
        if (name != null && HostNames.endsInTopLevel(name) && domains.closesSentence(name) && domains.isDomain(name, start, dot, dot)) {
            scan.found(IndicatorType.DOMAIN, name, null, start, dot, false);
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
    private @Nullable String canonical(int from, int to) {
        int first = from;
        for (int tries = 0; tries < 3; tries++) {
            String name = HostNames.canonical(t, first, to);
            if (name != null) {
                return name;
            }
            int dot = first;
            while (dot < to && !Chars.isDot(t[dot])) {
                dot++;
            }
            if (dot >= to || to - from > 400) {
                return null;
            }
            first = dot + 1;
        }
        return null;
    }
}
