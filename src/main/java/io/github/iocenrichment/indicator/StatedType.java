package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.TypedData.Called;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a value that the same object or element states beside it: {@code "type": "domain", "value": "notes.pl"}. */
final class StatedType {
    private static final int REACH = 250;
    private static final int BLOCK = 64;
    static final Set<String> ROW_TYPES = Set.of("domain", "domains", "hostname", "domain-name", "domain name", "domain_name", "domainname",
            "fqdn", "host name", "host-name", "network.domain", "c2 domain", "c2-domain", "malicious domain", "dns");
    private static final Pattern TYPE = Pattern.compile("(?:^|[^a-z0-9])(?:[a-z]{1,20}[_ -]?)?(?:type|kind|itype)"
            + "[\"'\\\\]{0,2}\\s{0,4}[:=]\\s{0,4}[\"'\\\\]{0,2}([a-z0-9_.| -]{1,40})");

    private static final Pattern SEARCHED = Pattern.compile("\\ssearch=\"([^\"<>]{1,60})\"[^<>]{0,80}>(?:\\s{0,9}</Context>)?"
            + "\\s{0,40}<Content\\b[^<>]{0,60}>$");

    private final Scan scan;
    private final char[] t;
    private final LabelAround around;
    private @Nullable BitSet types;

    StatedType(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
        this.around = new LabelAround(scan);
    }

    /** The type that the same object or element states: {@code "type": "domain", "value": "notes.pl"}. */
    Called of(int from, int to) {
        int value = from - 1;
        while (from - value < 4 && (scan.at(value) == '"' || scan.at(value) == '\'' || scan.at(value) == ' ' || scan.at(value) == '\\')) {
            value--;
        }
        boolean isValue = value < from - 1 && scan.at(from - 1) != ' ' || ":=>\n".indexOf(scan.at(value)) >= 0;
        if (!isValue || !isTypeNear(from, to)) {
            return Called.NOTHING;
        }
        int start = from;
        while (start > 0 && from - start < REACH && !isBorder(start - 1)) {
            start--;
        }
        scan.steps += from - start;
        Called before = last(new String(t, start, from - start));
        if (before != Called.NOTHING) {
            return before;
        }
        Called element = around.element(from, to).map(written -> type(written.toLowerCase(Locale.ROOT))).orElseGet(() -> searched(from));
        if (element != Called.NOTHING) {
            return element;
        }
        int end = to;
        while (end < scan.n && end - to < REACH && !isBorder(end)) {
            end++;
        }
        scan.steps += end - to;
        Matcher behind = TYPE.matcher(scan.lowerCase(to, end));
        return behind.find() ? type(behind.group(1)) : Called.NOTHING;
    }

    /** What OpenIOC searches a value in: {@code <Context search="Network/DNS"/><Content>…}. */
    private Called searched(int from) {
        Matcher context = scan.at(from - 1) == '>' ? SEARCHED.matcher(new String(t, Math.max(0, from - REACH), Math.min(from, REACH))) : null;
        if (context == null || !context.find()) {
            return Called.NOTHING;
        }
        String search = context.group(1).toLowerCase(Locale.ROOT);
        boolean host = search.contains("dns") || search.contains("host") || search.contains("domain");
        return host ? Called.DOMAIN : search.startsWith("file") ? Called.FILE : Called.NOTHING;
    }

    /** Whether a word for a type stands in reach; where such words stand is looked up once for the text. */
    private boolean isTypeNear(int from, int to) {
        if (types == null) {
            types = new BitSet();
            for (int i = 0; i + 3 < scan.n; i++) {
                boolean type = (t[i] | 32) == 't' && (t[i + 1] | 32) == 'y' && (t[i + 2] | 32) == 'p' && (t[i + 3] | 32) == 'e';
                boolean kind = (t[i] | 32) == 'k' && (t[i + 1] | 32) == 'i' && (t[i + 2] | 32) == 'n' && (t[i + 3] | 32) == 'd';
                if (type || kind) {
                    types.set(i / BLOCK);
                }
            }
            scan.steps += scan.n;
        }
        int next = types.nextSetBit(Math.max(0, from - REACH) / BLOCK);
        return next >= 0 && next <= (to + REACH) / BLOCK;
    }

    /** Between two objects: braces, blank lines, the dash of a list, a closing tag. */
    private boolean isBorder(int i) {
        char c = t[i];
        return c == '{' || c == '}' || c == '\n' && (scan.at(i - 1) == '\n' || scan.at(i + 1) == '-') || c == '<' && scan.at(i + 1) == '/';
    }

    private Called last(String before) {
        Matcher types = TYPE.matcher(before.toLowerCase(Locale.ROOT));
        Called last = Called.NOTHING;
        while (types.find()) {
            last = type(types.group(1));
        }
        return last;
    }

    private Called type(String written) {
        for (String part : written.split("\\|")) {
            String type = part.strip();
            if (ROW_TYPES.contains(type) || type.equals("host") || type.startsWith("domain") || type.startsWith("hostname")) {
                return Called.DOMAIN;
            }
            if (type.startsWith("file") || type.equals("attachment")) {
                return Called.FILE;
            }
        }
        return Called.NOTHING;
    }
}
