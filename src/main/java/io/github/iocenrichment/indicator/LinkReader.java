package io.github.iocenrichment.indicator;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs: with a scheme, defanged or not, or as a host with a path. */
final class LinkReader {
    private static final int MAX_USER_INFO = 2048;
    private static final Pattern ENCODED_SLASHES = Pattern.compile("%(?:25){0,2}3a%(?:25){0,2}2f%(?:25){0,2}2f", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_SLASHES = 21;
    private final Scan scan;
    private final char[] t;
    private final LinkEnd ends;

    LinkReader(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
        this.ends = new LinkEnd(scan);
    }

    /** Reads the link whose scheme ends the word {@code from..colon}; returns where to go on. */
    int scheme(int from, int colon) {
        int start = colon;
        while (start > from && (Chars.isAlnum(t[start - 1]) && t[start - 1] < 128)) {
            start--;
        }
        if (start - from > 2 && t[start - 1] == '-' && t[start - 2] == '-' && (t[start - 3] | 32) == 'h') {
            // h--p
            start -= 3;
        }
        Scheme scheme = Scheme.of(t, start, colon);
        if (scheme.name() != null) {
            start = colon - scheme.length();
        }
        int host = colon + 3;
        while (host - colon < 5 && scan.at(host) == '/') {
            host++;
        }
        int blanks = host;
        while (blanks - host < 2 && (scan.at(blanks) == ' ' || scan.at(blanks) == '\t')) {
            blanks++;
        }
        int end = authority(start, blanks, scheme);
        return end > 0 ? end : Math.max(colon + 3, behindBrokenHost(blanks));
    }

    /** Reads user info, host, port and the rest; returns where the link ends, 0 when it has no host. */
    private int authority(int start, int from, Scheme scheme) {
        int host = behindUserInfo(start, from);
        int end = host;
        Host name = null;
        if (scan.at(host) == '[') {
            end = host + 1;
            while (end < scan.n && end - host < 64 && t[end] != ']' && (Chars.of(t[end]) & Chars.URL_END) == 0) {
                end++;
            }
            Ipv6Address address = scan.at(end) == ']' ? Ipv6Address.parse(HostNames.withoutZone(new String(t, host + 1, end - host - 1))) : null;
            name = address == null ? null : Host.of(address);
            end++;
        } else {
            while (end < scan.n && ((Chars.of(t[end]) & Chars.WORD) != 0 || isEscape(end))) {
                end++;
            }
            scan.steps += end - host;
            int last = end;
            while (last > host && (t[last - 1] == '.' || t[last - 1] == '-' || t[last - 1] == '_' || t[last - 1] == Chars.WIDE_DOT)) {
                last--;
            }
            if (end - last > 1 || end > last && scan.at(end) != '/' && scan.at(end) != ':' && scan.at(end) != '?' && scan.at(end) != '#') {
                end = last;
            }
            Cut cut = host(host, last);
            name = cut == null ? null : cut.host;
            end = cut != null && cut.end < last ? cut.end : end;
        }
        if (name == null) {
            // what an escape leaves of a host was written by whoever made the link
            return escaped(host, end) ? tokenEnd(end) : 0;
        }
        return rest(start, end, scheme, name, host);
    }

    private boolean escaped(int from, int to) {
        for (int i = from; i < to; i++) {
            if (t[i] == '%') {
                return true;
            }
        }
        return false;
    }

    /** A host that a line break cut at a hyphen or a dot, or in quoted-printable: what the next line begins with is its second half, and no host. */
    private int behindBrokenHost(int from) {
        int end = from;
        while (end < scan.n && (Chars.of(t[end]) & Chars.WORD) != 0) {
            end++;
        }
        scan.steps += end - from;
        boolean cut = end > from && (scan.at(end) == '=' || t[end - 1] == '-' || t[end - 1] == '.');
        int line = scan.at(end) == '=' ? end + 1 : end;
        line += scan.at(line) == '\r' ? 1 : 0;
        return cut && scan.at(line) == '\n' && Chars.isAlnum(scan.at(line + 1)) ? tokenEnd(line + 1) : 0;
    }

    private int tokenEnd(int from) {
        int end = from;
        while (end < scan.n && (Chars.of(t[end]) & Chars.URL_END) == 0) {
            end++;
        }
        scan.steps += end - from;
        return end;
    }

    private int behindUserInfo(int start, int from) {
        int at = -1;
        for (int i = from; i < scan.n && i - from < MAX_USER_INFO; i++) {
            char c = t[i];
            if (c == '/' || c == '?' || c == '#' || (Chars.of(c) & Chars.URL_END) != 0 || ends.closes(i, start)) {
                break;
            }
            if (c == '@') {
                at = i;
            }
        }
        return at < 0 || (Chars.of(scan.at(at + 1)) & Chars.WORD) == 0 && scan.at(at + 1) != '[' && !isEscape(at + 1) ? from : at + 1;
    }

    /** A percent escape inside the host of a URL. */
    private boolean isEscape(int at) {
        return scan.at(at) == '%' && (Chars.of(scan.at(at + 1)) & Chars.of(scan.at(at + 2)) & Chars.HEX) != 0;
    }

    record Cut(Host host, int end) {
    }

    /** The host in this stretch, cut where text without blanks goes on behind it. */
    private @Nullable Cut host(int from, int to) {
        if (escaped(from, to)) {
            String plain = PercentEncoding.decoded(new String(t, from, to - from));
            boolean clean = plain.chars().allMatch(c -> (Chars.of((char) c) & Chars.WORD) != 0);
            return clean ? HostNames.canonicalHost(plain).map(Host::ofCanonical).map(host -> new Cut(host, to)).orElse(null) : null;
        }
        long number = Chars.isDigit(scan.at(from)) ? NumericHost.parse(new String(t, from, to - from).replace(Chars.WIDE_DOT, '.')) : -1;
        if (number >= 0) {
            return new Cut(Host.of(number), to);
        }
        String name = HostNames.canonical(t, from, to);
        if (name != null && HostNames.endsInTopLevel(name)) {
            return new Cut(Host.of(name), to);
        }
        if (name != null && NumericHost.parse(name) >= 0) {
            // digits of another script
            return new Cut(Host.of(NumericHost.parse(name)), to);
        }
        long wide = name == null && t[from] > 127 ? NumericHost.parse(HostNames.inAscii(new String(t, from, to - from))) : -1;
        if (wide >= 0) {
            return new Cut(Host.of(wide), to);
        }
        int cut = from;
        while (cut < to && t[cut] < 128) {
            cut++;
        }
        if (cut < to && cut > from) {
            name = HostNames.canonical(t, from, cut);
            if (name != null && HostNames.endsInTopLevel(name)) {
                return new Cut(Host.of(name), cut);
            }
        }
        return null;
    }

    private int rest(int start, int hostEnd, Scheme scheme, Host host, int hostStart) {
        int end = hostEnd;
        int port = -1;
        if (scan.at(end) == ':') {
            int digits = end + 1;
            while (digits - end <= 5 && Chars.isDigit(scan.at(digits))) {
                digits++;
            }
            if (!Chars.isAlnum(scan.at(digits))) {
                port = digits > end + 1 ? Integer.parseInt(new String(t, end + 1, digits - end - 1)) : -1;
                char behind = scan.at(digits);
                end = digits > end + 1 || behind == '/' ? digits : end;
            }
        }
        int path = end;
        char first = scan.at(path);
        end = first == '/' || first == '?' || first == '#' ? ends.of(path, start) : path;
        boolean defanged = scheme.defanged() || hostStart > start + scheme.length() + 3 && t[hostStart - 1] <= ' ';
        if (scan.rules.isWrapper(host.value())) {
            end = behindBars(end);
        }
        emit(scheme, host, port, path, end, start, hostStart, hostEnd, defanged);
        // browsers take the backslash for a slash, so what an at sign follows is no user info of another host
        return scan.at(end) == '\\' && scan.at(end + 1) == '@' ? tokenEnd(end + 1) : end;
    }

    /** A wrapper carries fields with bars between them, the recipient's address among them; no part of it is an indicator. */
    private int behindBars(int from) {
        int end = from;
        while (scan.at(end) == '|') {
            end = tokenEnd(end + 1);
        }
        return end;
    }

    private void emit(Scheme scheme, Host host, int port, int path, int end, int start, int hostStart, int hostEnd, boolean defanged) {
        String tail = tail(path, end);
        boolean machine = scan.open.inMachineAttribute() || scan.rules.isBoilerplate(host.value(), tail);
        if (machine) {
            return;
        }
        Optional<LinkWrapper> wrapper = scan.rules.wrapper(host.value(), tail);
        if (wrapper.isPresent()) {
            String target = wrapper.get().target(tail);
            if (target == null || !scan.inner(target, start, end)) {
                scan.found(host.type(), host.value(), LinkWrapper.REASON, hostStart, hostEnd, defanged);
            }
            return;
        }
        boolean web = scheme.name() != null;
        if (web) {
            String colon = port < 0 || port == scheme.port() ? "" : ":" + port;
            scan.found(IndicatorType.URL, scheme.name() + "://" + host.inUrl() + colon + tail, host.reason(), start, end, defanged);
        }
        scan.found(host.type(), host.value(), host.reason(), hostStart, hostEnd, defanged);
        insideOf(host, tail, path, end);
    }

    /** Path and query as they are written, without the fragment. */
    private String tail(int path, int end) {
        int stop = path;
        while (stop < end && t[stop] != '#') {
            stop++;
        }
        String tail = new String(t, path, stop - path);
        return tail.startsWith("/") ? tail : "/" + tail;
    }

    /** CVE ids, hashes on sites that name files by them, and links in the query. */
    private void insideOf(Host host, String tail, int path, int end) {
        HexReader hex = new HexReader(scan);
        if (end - path > 12) {
            hex.vulnerabilities(path, end);
        }
        if (end - path > 32) {
            boolean report = scan.rules.has(ExtractionRules.Topic.HASH_LINKS, host.value()) && !HashLabels.isOtherReport(tail);
            if (report || tail.contains("sha256:")) {
                hex.hashes(path, end);
            }
            String link = WrappedLinks.inQuery(tail);
            if (link != null) {
                scan.inner(link, path, end);
            }
        }
    }

    /** A host with a path and no scheme, as read by the caller; returns where it ends. */
    int bare(Host host, int port, int start, int hostEnd, int path) {
        int end = ends.of(path, start);
        emit(new Scheme("http", 80, 0, false), host, port, path, end, start, start, hostEnd, false);
        return end;
    }

    /** A percent-encoded link, also when it was encoded once more on its way: {@code https%3A%2F%2Fhost%2Fpath}, {@code https%253A%252F%252Fhost}. */
    int encoded(int from, int to) {
        int start = to;
        while (start > from && Chars.isAlnum(t[start - 1])) {
            start--;
        }
        String name = scan.lowerCase(start, to);
        if (!name.endsWith("http") && !name.endsWith("https") && !name.endsWith("hxxp") && !name.endsWith("hxxps")) {
            return 0;
        }
        if (!ENCODED_SLASHES.matcher(new String(t, to, Math.min(LONGEST_SLASHES, scan.n - to))).lookingAt()) {
            return 0;
        }
        int end = to;
        while (end < scan.n && (Chars.of(t[end]) & Chars.URL_END) == 0 && t[end] != '&' && t[end] != ';' && t[end] != ',' && t[end] != ')') {
            end++;
        }
        scan.steps += end - to;
        String link = LinkWrapper.plain(new String(t, start, end - start));
        if (link.length() < 12) {
            return 0;
        }
        scan.inner(link, start, end);
        return end;
    }
}
