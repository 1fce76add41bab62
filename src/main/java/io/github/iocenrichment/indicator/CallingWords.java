package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;

/** The words next to a name, which may call it a domain: {@code the domain notes.pl}, {@code visit notes.pl, quill.rs and otter.sh}. */
final class CallingWords {
    /** Entries of one list that are looked back over for the word that heads it. */
    private static final int LONGEST_LIST = 40;

    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;
    /** Behind the last word that only its neighbours made a domain: a list may go on. */
    private int lastCalledEnd = -1;
    private int lastUncalledEnd = -1;

    CallingWords(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
    }

    /** Notes that a word was taken for a domain only because its neighbours said so. */
    void called(int end) {
        lastCalledEnd = end;
    }

    /** Notes that nothing called a doubtful word a domain. */
    void uncalled(int end) {
        lastUncalledEnd = end;
    }

    /** A word next to it says that it is a domain. */
    boolean callDomain(int from, int behind) {
        int end = from;
        int items = 0;
        for (int words = 0; words < 3; words++) {
            int behindGap = end;
            while (end > 0 && behindGap - end < 60 && (isGap(t[end - 1]) || isParting(end - 1))) {
                end--;
            }
            int start = scan.runStart(end, 30, Chars.WORD);
            if (start == end) {
                break;
            }
            boolean listed = holdsPartingMark(end, behindGap) && new String(t, start, end - start).indexOf('.') >= 0;
            if (!listed && (isAnnouncing(start, end) || isVisiting(start, end)) || end == lastCalledEnd) {
                return true;
            }
            if (listed && items++ < LONGEST_LIST && end != lastUncalledEnd) {
                // an entry of the list before this one
                words--;
                end = start;
                continue;
            }
            String between = scan.lowerCase(start, end);
            if (!rules.has(Topic.CONNECTING_WORDS, between) && !rules.has(Topic.DESCRIBING_WORDS, between) && !rules.has(Topic.JOINING_WORDS, between)) {
                break;
            }
            end = start;
        }
        int next = behind;
        while (next < scan.n && next - behind < 3 && (t[next] == ' ' || t[next] == '"' || t[next] == '\'')) {
            next++;
        }
        int stop = next;
        while (stop < scan.n && stop - next < 30 && (Chars.of(t[stop]) & Chars.WORD) != 0) {
            stop++;
        }
        return stop > next && next > behind && isAnnouncing(next, stop);
    }

    private boolean holdsPartingMark(int from, int to) {
        for (int i = from; i < to; i++) {
            if (t[i] == ',' || isParting(i)) {
                return true;
            }
        }
        return false;
    }

    /** A semicolon, and what parts the entries of a list only between blanks: {@code notes.pl / quill.rs}. */
    private boolean isParting(int i) {
        return t[i] == ';' || (t[i] == '/' || t[i] == '&' || t[i] == '+' || t[i] == '\u2022' || t[i] == '\u00B7') && scan.at(i - 1) == ' ' && scan.at(i + 1) == ' ';
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\t' || c == ':' || c == '=' || c == '"' || c == '\'' || c == '(' || c == '[' || c == '`' || c == '*' || c == ',' || c == '|';
    }

    private boolean isVisiting(int from, int to) {
        return rules.has(Topic.VISITING_WORDS, scan.lowerCase(from, to));
    }

    private boolean isAnnouncing(int from, int to) {
        int end = to;
        while (end > from && t[end - 1] == '.') {
            end--;
        }
        String word = scan.lowerCase(from, end);
        if (rules.has(Topic.ANNOUNCING_WORDS, word)) {
            return true;
        }
        int part = Math.max(word.lastIndexOf('_'), Math.max(word.lastIndexOf('-'), word.lastIndexOf('.')));
        return part > 0 && rules.has(Topic.ANNOUNCING_WORDS, word.substring(part + 1));
    }
}
