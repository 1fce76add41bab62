package io.github.iocenrichment.indicator;

import java.util.List;

/** Mail addresses, found at their at sign. */
final class MailReader {
    private static final int MAX_LOCAL = 64;
    /** How senders begin that mail servers and mailing services rewrote. */
    private static final List<String> REWRITTEN = List.of("srs0", "srs1", "prvs", "msprvs", "btv1", "bounce");
    private final Scan scan;
    private final char[] t;

    MailReader(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /** Reads the mail address whose local part ends the word {@code from..at}; returns where it ends, 0 when it is none. */
    int read(int from, int at) {
        int host = at + 1;
        int end = host;
        while (end < scan.n && (Chars.of(t[end]) & Chars.WORD) != 0 && end - host < 256
                && !((Chars.of(t[end]) & Chars.UNSPACED) != 0 && scan.closesHost(host, end))) {
            end++;
        }
        int last = end;
        while (last > host && (Chars.isDot(t[last - 1]) || t[last - 1] == '-' || t[last - 1] == '_')) {
            last--;
        }
        scan.steps += end - host;
        int local = from;
        while (local > 0 && at - local < MAX_LOCAL && (isLocal(t[local - 1]) || isApostrophe(local - 1))) {
            local--;
        }
        while (local < at && !Chars.isAlnum(t[local]) && t[local] != '_') {
            local++;
        }
        local = rewritten(local, at);
        if (last - host < 4 || at - local < 1 || at - local > MAX_LOCAL
                || !Chars.isAlnum(t[at - 1]) && t[at - 1] != '_' && t[at - 1] != '-' && t[at - 1] != '+') {
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
        boolean link = scan.at(end) == '/' || scan.at(end) == ':' && Chars.isDigit(scan.at(end + 1));
        if (link && scan.at(local - 1) == ':' && Chars.isAlnum(scan.at(local - 2))) {
            // user:password@host/path without a scheme
            return 0;
        }
        String mailbox = scan.lowerCase(local, at);
        scan.found(IndicatorType.EMAIL, mailbox + "@" + name, null, local, last, false);
        scan.found(IndicatorType.DOMAIN, name, null, host, last, false);
        return end;
    }

    /** Where a sender rewritten by a mail server begins: {@code SRS0=ab=cd=site.com=jo}, {@code bounce+jo=site.com}; the given place otherwise. */
    private int rewritten(int local, int at) {
        int start = local;
        while (start > 0 && at - start < MAX_LOCAL && (isLocal(t[start - 1]) || t[start - 1] == '=')) {
            start--;
        }
        String whole = scan.lowerCase(start, at);
        return start < local && REWRITTEN.stream().anyMatch(whole::startsWith) ? start : local;
    }

    /** One inside a name ({@code o'brien}); a quotation mark has a letter on one side only. */
    private boolean isApostrophe(int i) {
        return t[i] == '\'' && Chars.isAlnum(scan.at(i - 1)) && Chars.isAlnum(scan.at(i + 1));
    }

    private static boolean isLocal(char c) {
        return (Chars.of(c) & Chars.WORD) != 0 && c < 128 || c == '+' || c == '%' || c == '!' || c == '&' || c == '#';
    }
}
