package io.github.iocenrichment.indicator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of hex digits in one text are called by the text: a hash of a file, a fingerprint of something else, or a secret. One pass over
 * the text, in reading order, since a heading reaches over the list below it.
 */
final class HashLabels {
    /** What the text says of a value. */
    enum Kind { FILE_HASH, UNNAMED, FINGERPRINT, SECRET, BROKEN }

    /** @param name of the fingerprint, as {@code imphash}; null for other kinds */
    record Judgement(Kind kind, @Nullable String name) {
    }

    /** Shortest value of a fingerprint; a vhash has 18 characters or more. */
    static final int SHORTEST = 16;
    private static final Pattern FINGERPRINT_BEFORE = Pattern.compile("vhash|tlsh|jarm|ja4", Pattern.CASE_INSENSITIVE);
    private static final int LONG = 60;
    private static final int LINE = 300;
    private static final int LIST = 300;
    private static final Judgement UNNAMED = new Judgement(Kind.UNNAMED, null);
    static final Judgement FILE_HASH = new Judgement(Kind.FILE_HASH, null);
    private static final Judgement BROKEN = new Judgement(Kind.BROKEN, null);
    static final Judgement SECRET = new Judgement(Kind.SECRET, null);

    /** Between two values of one label: {@code ["…", "…"]}. */
    private static final Pattern ALONGSIDE = Pattern.compile("[\"'`]?[ \\t]{0,4}[,;][ \\t]{0,4}[\"'`]?");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9 _-]+");
    private static final Pattern COMPOSITE = Pattern.compile("(?i)value[\"']\\s{0,3}:\\s{0,3}[\"'][^\"'|]{1,80}\\|$");
    private static final Pattern OF_ACCOUNT = Pattern.compile("(?m)(?:^|:)[ \\t]{0,40}\\*\\s{0,4}(?:NTLM|LM|Username)\\b");
    private static final Pattern HEADING = Pattern.compile("[A-Za-z]+(?: [A-Za-z()/&-]+){0,3}");
    private static final Pattern BULLETS = Pattern.compile("^[\\s>#*•·|=+-]+");
    private static final List<String> REPORT_PATHS = List.of("/url/", "/urls/", "/domain/", "/ip-address/", "/user/", "/graph/", "/collection/", "/session/");

    private final Scan scan;
    private final LabelNames names = new LabelNames();
    private final LabelAround around;
    private final NeighbourCells cells;
    private final CredentialMarks credentials;
    private final Map<Integer, Judgement> judged = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private Judgement listed = UNNAMED;
    /** Whether what is listed ends with a bracket. */
    private boolean bracketed;
    private Judgement previous = UNNAMED;
    private int lastEnd = -1;
    private int secondHalf = -1;

    HashLabels(Scan scan) {
        this.scan = scan;
        this.around = new LabelAround(scan);
        this.cells = new NeighbourCells(scan);
        this.credentials = new CredentialMarks(scan);
        int from = 0;
        while (from + SHORTEST <= scan.n) {
            int gap = from + SHORTEST - 1;
            while (gap >= from && isOfRun(scan.t[gap])) {
                gap--;
            }
            if (gap < from) {
                int end = from + SHORTEST;
                while (end < scan.n && isOfRun(scan.t[end])) {
                    end++;
                }
                learn(from, end);
                gap = end;
            }
            from = gap + 1;
        }
        scan.steps += scan.n;
    }

    private static boolean isOfRun(char c) {
        return Chars.isJoined(c) || c == '_';
    }

    private void learn(int from, int to) {
        boolean digit = false;
        boolean other = false;
        for (int i = from; i < to; i++) {
            digit |= Chars.isDigit(scan.t[i]);
            other |= scan.t[i] > 127;
        }
        boolean digest = to - from == 32 || to - from == 40 || to - from == 64 || to - from == 128;
        if (digit && !other && !digest) {
            partOf(from, to);
        }
        if (!digit || other || !digest && to - from < LONG && !FINGERPRINT_BEFORE.matcher(before(from, 40)).find()) {
            return;
        }
        Judgement judgement = judge(from, to);
        if (judgement.kind == Kind.SECRET) {
            secrets.add(scan.lowerCase(from, to));
        }
        judged.put(from, judgement);
        previous = judgement;
        lastEnd = to;
    }

    /** A hash behind an underscore: {@code logged_in_9e107d9d372bb6826bd81d3542a419d6}. */
    private void partOf(int from, int to) {
        int start = to;
        while (start > from && scan.t[start - 1] != '_') {
            start--;
        }
        boolean digest = to - start == 32 || to - start == 40 || to - start == 64;
        if (start > from && digest && judge(start, to).kind == Kind.SECRET) {
            secrets.add(scan.lowerCase(start, to));
        }
    }

    private Judgement judge(int from, int to) {
        if (from == secondHalf) {
            return BROKEN;
        }
        String line = lineBefore(from);
        if (credentials.isOne(line, from, to)) {
            listed = UNNAMED;
            return SECRET;
        }
        // a value of two parts, as in "filename|md5": "run.exe|…"
        boolean composite = line.endsWith("|") && COMPOSITE.matcher(line).find();
        Optional<String> label = composite ? Optional.of("value") : LabelBefore.marked(line);
        if (label.isPresent()) {
            Judgement named = names.judge(label.get()).or(() -> around.of(label.get(), from, to, this::known)).orElse(UNNAMED);
            bracketed = line.stripTrailing().endsWith("[") || line.endsWith("[\"") || line.endsWith("['");
            listed = bracketed ? named : UNNAMED;
            // SHA1 in a dump of log-on sessions is the password's
            boolean account = named.kind == Kind.FILE_HASH && line.strip().startsWith("*") && BULLETS.matcher(line).lookingAt()
                    && OF_ACCOUNT.matcher(before(from, LINE)).find();
            return account ? SECRET : whole(label.get(), from, to).orElse(named);
        }
        Optional<Judgement> called = LabelBefore.spaced(line).flatMap(names::judge);
        if (called.isPresent()) {
            return LabelBefore.spaced(line).flatMap(words -> whole(words, from, to)).orElse(called.get());
        }
        Optional<String> column = heading(from).filter(words -> !words.isBlank());
        String between = lastEnd >= 0 && from - lastEnd <= LIST ? new String(scan.t, lastEnd, from - lastEnd) : before(from, LIST);
        if (column.isEmpty() && lastEnd >= 0 && ALONGSIDE.matcher(between).matches()) {
            return previous;
        }
        Optional<Judgement> judged = column.flatMap(names::judge)
                .or(() -> firstKnown(cells.beside(from, to).stream().filter(cell -> TYPE.matcher(cell).matches()).toList()));
        if (judged.isPresent() || column.isPresent()) {
            return judged.orElse(UNNAMED);
        }
        if (bracketed && between.indexOf(']') >= 0) {
            listed = UNNAMED;
            bracketed = false;
        }
        Optional<String> title = title(between);
        if (title.isPresent()) {
            listed = names.judge(title.get()).orElse(UNNAMED);
            Optional<Judgement> broken = whole(title.get(), from, to);
            if (broken.isPresent()) {
                return broken.get();
            }
        } else if (lastEnd < 0 || from - lastEnd > LIST) {
            listed = UNNAMED;
        }
        return listed;
    }

    /** Half a value, when its label names a longer kind and the next line has the rest: neither half is a hash that anybody wrote. */
    private Optional<Judgement> whole(String label, int from, int to) {
        int length = LabelNames.digits(label);
        if (length <= to - from) {
            return Optional.empty();
        }
        int next = to;
        boolean line = false;
        while (next < scan.n && next - to < 40 && scan.t[next] <= ' ') {
            line |= scan.t[next] == '\n';
            next++;
        }
        int end = next;
        while (end < scan.n && end - next <= length && (Chars.of(scan.t[end]) & Chars.HEX) != 0) {
            end++;
        }
        if (!line || end - next + to - from != length || Chars.isJoined(scan.at(end))) {
            return Optional.empty();
        }
        secondHalf = next;
        return Optional.of(BROKEN);
    }

    private Optional<Judgement> firstKnown(List<String> labels) {
        return labels.stream().map(this::known).flatMap(Optional::stream).findFirst();
    }

    /** What a label says, of two the second: {@code filename|md5}. */
    private Optional<Judgement> known(String label) {
        return names.judge(label.substring(label.lastIndexOf('|') + 1));
    }

    private String before(int from, int reach) {
        int start = Math.max(0, from - reach);
        return new String(scan.t, start, from - start);
    }

    private String lineBefore(int from) {
        int start = scan.lineStart(from, LINE);
        return new String(scan.t, start, from - start);
    }

    /** The heading of the value's column. */
    private Optional<String> heading(int cell) {
        Optional<String> header = scan.columns.header(cell);
        if (header.isPresent()) {
            return scan.columns.heading(cell, cell).or(() -> header);
        }
        char mark = scan.at(cell - 1) == '\n' ? nextMark(cell) : 0;
        int block = mark == 0 ? 0 : blockStart(cell);
        int end = block;
        while (mark != 0 && end < cell && end - block < 60 && scan.t[end] != mark && scan.t[end] != '\n') {
            end++;
        }
        return mark != 0 && scan.at(end) == mark ? Optional.of(new String(scan.t, block, end - block).replace('"', ' ').strip()) : Optional.empty();
    }

    /** The character that ends a first cell; 0 when it is no table's. */
    private char nextMark(int cell) {
        int i = cell;
        while (i < scan.n && Chars.isJoined(scan.t[i])) {
            i++;
        }
        char mark = scan.at(i) == '"' ? scan.at(i + 1) : scan.at(i);
        return mark == ',' || mark == ';' || mark == '\t' || mark == '|' ? mark : 0;
    }

    private int blockStart(int cell) {
        return Math.min(scan.open.blockStart(), cell);
    }

    /** The last line of a stretch that heads a list: it ends in a colon, is marked as a heading, stands alone behind a blank line, or is called like a kind. */
    private Optional<String> title(String between) {
        String[] lines = between.split("\n", -1);
        for (int i = lines.length - 2; i >= 0; i--) {
            String line = lines[i].strip();
            String bare = BULLETS.matcher(line).replaceFirst("").strip();
            boolean set = i > 0 && lines[i - 1].isBlank() && HEADING.matcher(bare).matches();
            boolean kind = bare.length() < 30 && !bare.isEmpty() && names.judge(bare).isPresent();
            if (set || kind || line.endsWith(":") || line.startsWith("#") || line.startsWith("=")) {
                return Optional.of(bare);
            }
        }
        return Optional.empty();
    }

    /** @param from where the run begins */
    Judgement of(int from) {
        return judged.getOrDefault(from, UNNAMED);
    }

    /** The name of the fingerprint that a label, a column or a list calls what begins here; null when none does. */
    @Nullable String fingerprintAt(int from) {
        String line = lineBefore(from);
        return LabelBefore.marked(line).flatMap(this::known)
                .or(() -> LabelBefore.spaced(line).flatMap(names::judge))
                .or(() -> heading(from).flatMap(names::judge))
                .or(() -> title(before(from, LIST)).flatMap(names::judge))
                .filter(named -> named.kind == Kind.FINGERPRINT).map(Judgement::name).orElse(null);
    }

    /** Whether the text calls this value a secret somewhere; without a hash's name it is none elsewhere either. */
    boolean isSecret(String lowerCase) {
        return secrets.contains(lowerCase);
    }

    /** Whether the path of a vendor's page leads to something else than a file. */
    static boolean isOtherReport(String path) {
        return REPORT_PATHS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::contains);
    }
}
