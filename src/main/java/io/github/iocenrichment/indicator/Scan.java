package io.github.iocenrichment.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one refanged text. It walks from word to word; a word is a run of letters, digits, dots, hyphens and underscores. Only words
 * of a promising shape are looked at again, and whatever was read as an indicator is not read twice, so the work grows with the length.
 */
final class Scan {
    /** Links inside links are followed this far. */
    static final int MAX_DEPTH = 5;

    final char[] t;
    final int n;
    final RefangedText text;
    final ExtractionRules rules;
    final Findings findings;
    final int depth;
    /** The place in the outermost text that everything found here belongs to; null in the outermost text itself. */
    final @Nullable Origin origin;
    /** How many characters were looked at, for the proof that work is linear. */
    long steps;
    final OpenMarks open = new OpenMarks();
    final TableColumns columns = new TableColumns(this);
    /** Behind the last dotted number taken for a version, or -1. */
    int lastVersionEnd = -1;
    /** True inside program text, where only what stands in quotes or is a whole URL counts. */
    final boolean script;

    /** A stretch of the outermost text. */
    record Origin(String source, int from, int to, boolean defanged) {
    }

    /** How many indicators were found, those in wrapped links included. */
    private int finds;
    private @Nullable HashLabels hashLabels;
    private final MailRelays relays;
    private final LinkReader links;
    private final DottedReader dotted;
    private final MailReader mail;
    private final HexReader hex;
    private final ColonReader colons;

    Scan(RefangedText text, ExtractionRules rules, Findings findings, int depth, @Nullable Origin origin, boolean script) {
        this.t = text.chars;
        this.n = text.length;
        this.text = text;
        this.rules = rules;
        this.findings = findings;
        this.depth = depth;
        this.origin = origin;
        this.script = script;
        this.relays = new MailRelays(this);
        this.links = new LinkReader(this);
        this.dotted = new DottedReader(this, links);
        this.mail = new MailReader(this);
        this.hex = new HexReader(this);
        this.colons = new ColonReader(this);
    }

    void run() {
        int i = 0;
        while (i < n) {
            char c = t[i];
            int kind = Chars.of(c);
            if ((kind & Chars.WORD) != 0) {
                i = word(i, kind);
            } else if (c == ':' && i + 1 < n && t[i + 1] == ':' && (i == 0 || !Chars.isAlnum(t[i - 1]))) {
                i = Math.max(i + 1, colons.read(i));
            } else {
                open.see(t, n, i);
                i++;
                steps++;
            }
        }
    }

    /** The character at this place, 0 outside the text. */
    char at(int i) {
        return i >= 0 && i < n ? t[i] : 0;
    }

    /** Where the run of characters of these kinds begins that ends here, looked for as far as {@code reach} characters back. */
    int runStart(int end, int reach, int kinds) {
        int start = end;
        while (start > 0 && end - start < reach && (Chars.of(t[start - 1]) & kinds) != 0) {
            start--;
        }
        return start;
    }

    /** Where the line of this place begins, or {@code reach} characters before it when the line is longer. */
    int lineStart(int from, int reach) {
        int start = from;
        while (start > 0 && from - start < reach && t[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Camel case as in {@code HttpClient.cs} and {@code userProfile.name}. */
    boolean isCamel(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (Chars.isUpper(t[i]) && t[i - 1] >= 'a' && t[i - 1] <= 'z') {
                return true;
            }
        }
        return false;
    }

    String lowerCase(int from, int to) {
        return new String(t, from, to - from).toLowerCase(Locale.ROOT);
    }

    /** Whether the backslashes before this place begin the path of a share, in the form {@code \\?\UNC\host} as well; behind the letter of a drive they do not. */
    boolean isShare(int from) {
        int run = from;
        while (run > 0 && from - run < 8 && t[run - 1] == '\\') {
            run--;
        }
        boolean longForm = from - run == 1 && at(run - 1) == 'C' && at(run - 2) == 'N' && at(run - 3) == 'U' && at(run - 4) == '\\' && at(run - 6) == '\\';
        if (longForm) {
            return at(run - 5) == '?' || at(run - 5) == '.';
        }
        boolean drive = at(run - 1) == ':' && Chars.isAlnum(at(run - 2)) && !Chars.isAlnum(at(run - 3));
        return from - run >= 2 && !Chars.isAlnum(at(run - 1)) && !drive;
    }

    private int word(int from, int firstKind) {
        int kinds = 0;
        int kind = firstKind;
        int end = from;
        do {
            kinds |= kind;
            end++;
            int last = kind;
            kind = end < n ? Chars.of(t[end]) : 0;
            if (((kind ^ last) & Chars.UNSPACED) != 0 && isSeam(from, end, last, kind)) {
                break;
            }
        } while ((kind & Chars.WORD) != 0);
        steps += end - from;
        int start = from;
        if (start > 0 && t[start - 1] == '%' && end - start > 2 && (Chars.of(t[start]) & Chars.of(t[start + 1]) & Chars.HEX) != 0) {
            // the two digits belong to a percent escape
            start += 2;
        }
        char next = at(end);
        if (next == ':') {
            int read = colonBehind(start, end);
            if (read > 0) {
                return read;
            }
        } else if (next == '@') {
            int read = mail.read(from, end);
            if (read > 0) {
                return read;
            }
            if (Chars.isAlnum(at(end + 1)) && !isShareOption(end + 1)) {
                kinds &= ~Chars.DOT;
            }
        } else if (next == '%' && (at(end + 1) == '3' || at(end + 1) == '2' && at(end + 2) == '5')) {
            int read = links.encoded(start, end);
            if (read > 0) {
                return read;
            }
        }
        if (end - start >= HashLabels.SHORTEST) {
            hex.hashes(start, end);
        }
        if ((kinds & (Chars.LETTER | Chars.UNDERSCORE)) == Chars.UNDERSCORE) {
            hex.handshake(start, end);
        }
        if ((kinds & Chars.DIGIT) != 0 && (kinds & Chars.HYPHEN) != 0 || Chars.isHyphenLike(next)) {
            hex.vulnerabilities(start, end);
        }
        if ((kinds & Chars.DOT) != 0 && end - start >= 4) {
            int read = dotted.read(start, end);
            return Math.max(read, end);
        }
        return end;
    }

    /**
     * Whether a sentence in a script without blanks begins or ends here: always before ASCII letters and digits, behind them only when they
     * close an address or a name, for names may be of both scripts.
     */
    private boolean isSeam(int from, int at, int last, int kind) {
        boolean ascii = (kind & Chars.ALNUM) != 0 && (kind & Chars.WIDE) == 0;
        return (last & Chars.UNSPACED) != 0 ? ascii : closesHost(from, at);
    }

    /** Whether the text from {@code from} to here is dotted and ends in a number or a top-level domain. */
    boolean closesHost(int from, int to) {
        int label = to;
        boolean digits = true;
        while (label > from && to - label < 64 && Chars.isAlnum(t[label - 1]) && t[label - 1] < 128) {
            label--;
            digits &= Chars.isDigit(t[label]);
        }
        boolean dotted = label < to && label - 1 > from && Chars.isDot(t[label - 1]);
        return dotted && (digits || HostNames.isTopLevel(new String(t, label, to - label).toLowerCase(Locale.ROOT)));
    }

    /** {@code \\host@SSL\share} and {@code \\host@8080\share}. */
    private boolean isShareOption(int i) {
        return Chars.isDigit(t[i]) || t[i] == 'S' && at(i + 1) == 'S' && at(i + 2) == 'L';
    }

    private int colonBehind(int start, int end) {
        if (at(end + 1) == '/' && at(end + 2) == '/') {
            return links.scheme(start, end);
        }
        if (end - start <= 4 && (start == 0 || (Chars.of(t[start - 1]) & Chars.WORD) == 0)) {
            int read = colons.read(start);
            if (read > 0) {
                return read;
            }
        }
        return Chars.isDigit(t[start]) ? hex.fuzzy(start, end) : 0;
    }

    /** What this text calls its hex values; read when the first one comes along. */
    HashLabels hashLabels() {
        if (hashLabels == null) {
            hashLabels = new HashLabels(this);
        }
        return hashLabels;
    }

    /** Notes an indicator that stands at this stretch of the refanged text. */
    void found(IndicatorType type, String value, @Nullable String reason, int from, int to, boolean defanged) {
        boolean relay = origin == null && reason == null && relays.isRelay(type, value, from);
        if (!relay && MailIds.isLabelled(t, from)) {
            return;
        }
        finds++;
        if (origin != null) {
            findings.add(type, value, reason, origin.source, origin.from, origin.to, origin.defanged);
        } else {
            String why = relay ? MailRelays.REASON : reason;
            findings.add(type, value, why, text.source(), text.sourceOffset(from), text.sourceEnd(to), defanged || text.defanged(from, to));
        }
    }

    /** Reads a link that was wrapped in the stretch {@code from..to} as a text of its own; false when nothing was found in it. */
    boolean inner(String link, int from, int to) {
        if (depth < MAX_DEPTH) {
            Origin place = origin != null ? origin
                    : new Origin(text.source(), text.sourceOffset(from), text.sourceEnd(to), text.defanged(from, to));
            Scan scan = new Scan(Refanger.refang(link), rules, findings, depth + 1, place, false);
            scan.run();
            steps += scan.steps;
            finds += scan.finds;
            return scan.finds > 0;
        }
        return false;
    }
}
