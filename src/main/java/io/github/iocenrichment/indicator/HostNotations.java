package io.github.iocenrichment.indicator;

import java.util.regex.Pattern;

/**
 * Notations in which only a host can stand, whatever its name looks like: {@code notes.pl (93.115.28.40)}, {@code notes.pl. 300 IN A 93.115.28.40},
 * {@code 0.0.0.0 notes.pl}, {@code ||notes.pl^}, {@code v=spf1 include:notes.pl}, {@code /dev/tcp/notes.pl/443}. Looks at a bounded stretch of the line.
 */
final class HostNotations {
    private static final int REACH = 120;
    private static final String RECORD = "(?:A|AAAA|CNAME|DNAME|HTTPS|MX|NS|PTR|SOA|SRV|SVCB|TXT)";
    /** An address in brackets, also behind what the peer calls itself; the data of a record; the line below that {@code nslookup} writes. */
    private static final Pattern BEHIND = Pattern.compile("^(?:"
            + "\\.?[ \\t]{1,4}[(\\[](?:[\\w.=-]{1,60}[ \\t])?[(\\[]?(?:\\d{1,3}\\.){3}\\d{1,3}[)\\]:]"
            + "|\\.?[ \\t]{1,40}(?:\\d{1,9}[ \\t]{1,9})?IN[ \\t]{1,9}" + RECORD + "\\b"
            + "|\\.?[ \\t]{1,40}(?:\\d{1,9}[ \\t]{1,9})?(?:AAAA|CNAME)[ \\t]{1,9}[\\w.:*]"
            + "|\\.?[ \\t](?:is|has (?:IPv6 )?address)[ \\t](?:\\d{1,3}\\.){3}\\d"
            + "|\\^(?:$|[\\s$|,])"
            + "|[ \\t\\r]{0,4}\\n[ \\t]{0,4}Address(?:es)?:)");
    private static final Pattern BEFORE = Pattern.compile("(?:"
            + "(?:^|[\\s\\[(])" + RECORD + "(?:\\?|\\])[ \\t]"
            + "|\\b(?:CNAME|DNAME|PTR)[ \\t]{1,9}|\\bIN[ \\t]{1,9}NS[ \\t]{1,9}|\\bMX[ \\t]{1,9}\\d{1,5}[ \\t]{1,9}"
            + "|^(?:@@)?\\|\\|"
            + "|/dev/(?:tcp|udp)/"
            + "|v=spf1[ \\t\\w.:/?+~*-]{0,100}[ \\t?+~-](?:include:|a:|mx:|exists:|redirect=))$");
    /** A line of a hosts file up to a name: an address, then nothing but names. */
    private static final Pattern HOSTS_LINE = Pattern.compile("^[ \\t]{0,4}(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:]{1,40})[ \\t]{1,20}"
            + "(?:[\\w-]{1,40}(?:\\.[\\w-]{1,40}){0,8}[ \\t]{1,20}){0,4}$");
    private static final Pattern HOSTS_END = Pattern.compile("^(?:[ \\t]{1,20}[\\w-]{1,40}(?:\\.[\\w-]{1,40}){1,8}){0,8}[ \\t\\r]{0,20}(?:$|\\n|#)");

    private final Scan scan;

    HostNotations(Scan scan) {
        this.scan = scan;
    }

    /** Whether the notation around a name says that it is a host. */
    boolean hold(int from, int to) {
        if (mayFollow(to) && BEHIND.matcher(stretch(to, Math.min(scan.n, to + REACH))).find()) {
            return true;
        }
        boolean spaced = isBlank(scan.at(from - 1));
        if (!spaced && "|/:=".indexOf(scan.at(from - 1)) < 0) {
            return false;
        }
        int line = from;
        while (line > 0 && from - line < REACH && scan.t[line - 1] != '\n') {
            line--;
        }
        scan.steps += from - line;
        if ((spaced ? endsInType(from) : opens(line, from)) && BEFORE.matcher(stretch(line, from)).find()) {
            return true;
        }
        boolean hosts = spaced && (line == 0 || scan.t[line - 1] == '\n');
        return hosts && HOSTS_LINE.matcher(stretch(line, from)).find() && HOSTS_END.matcher(stretch(to, Math.min(scan.n, to + REACH))).find();
    }

    /** Whether the mark right before a name may belong to a filter, a device or a record of SPF, and not to a path or a key. */
    private boolean opens(int line, int from) {
        char mark = scan.at(from - 1);
        return mark == '|' || new String(scan.t, line, from - line).contains(mark == '/' ? "/dev/" : "v=spf1");
    }

    /** Whether the word before a name may be the type of a record: only then are the expressions tried. */
    private boolean endsInType(int from) {
        int last = from - 1;
        while (from - last < 10 && isBlank(scan.at(last))) {
            last--;
        }
        char c = scan.at(last);
        return c == '?' || c == ']' || c == 'E' || c == 'R' || c == 'S' || Chars.isDigit(c);
    }

    /** Whether what stands behind a name can be the rest of such a notation: most names have a word behind them. */
    private boolean mayFollow(int to) {
        int next = scan.at(to) == '.' ? to + 1 : to;
        boolean lines = false;
        while (next - to < 45 && (isBlank(scan.at(next)) || scan.at(next) == '\r' || scan.at(next) == '\n')) {
            lines |= scan.at(next) == '\n';
            next++;
        }
        char c = scan.at(next);
        return c == 'A' || !lines && (c == '(' || c == '[' || c == '^' || c == 'I' || c == 'C' || c == 'i' || c == 'h' || Chars.isDigit(c));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private String stretch(int from, int to) {
        scan.steps += to - from;
        return new String(scan.t, from, Math.max(0, to - from));
    }
}
