package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;

/** Distinguishes a file name from a domain where the extension is also a top-level domain. */
final class FileNames {
    private static final int LONGEST_WORD = 24;
    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;

    FileNames(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
    }

    /** Whether the canonical name at {@code from..to} is that of a file, as far as its shape and the word before it show. */
    boolean isFile(String name, int from, int to) {
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1);
        boolean file = rules.has(Topic.FILE_EXTENSIONS, ending);
        if (!file && !rules.has(Topic.RARE_FILE_EXTENSIONS, ending) || isBelowSuffix(name)) {
            return false;
        }
        if (file) {
            return name.indexOf('.') == dot || !rules.has(Topic.COUNTRY_EXTENSIONS, ending) || !isHost(name, dot);
        }
        return isInPath(from) || scan.isCamel(from, to) || isFileHead(name, dot) || isBehindFileWord(from);
    }

    /** Whether files sometimes end like this. */
    boolean isRare(String ending) {
        return rules.has(Topic.RARE_FILE_EXTENSIONS, ending) || rules.has(Topic.FILE_EXTENSIONS, ending);
    }

    /** A name beyond ASCII, unless the ending is one of files only: {@code отчет.zip}. */
    boolean isForeignHost(String name, String ending, int from) {
        boolean file = rules.has(Topic.FILE_EXTENSIONS, ending) && !rules.has(Topic.COUNTRY_EXTENSIONS, ending);
        return name.startsWith("xn--") && (!file || (t[from] | 32) == 'x' && scan.at(from + 2) == '-');
    }

    /** Below a suffix of several labels, such as {@code com.pl} or {@code vercel.app}: somebody's name, and no file. */
    private boolean isBelowSuffix(String name) {
        String suffix = HostNames.publicSuffix(name);
        int dot = suffix.indexOf('.');
        return dot > 0 && !rules.has(Topic.KEY_HEADS, suffix.substring(0, dot));
    }

    /** Three labels or more under the ending of a country: a host when it begins like one or holds no word that files are made of. */
    private boolean isHost(String name, int dot) {
        if (rules.has(Topic.HOST_HEADS, name.substring(0, name.indexOf('.')))) {
            return true;
        }
        int at = 0;
        while (at < dot) {
            int end = name.indexOf('.', at);
            String label = name.substring(at, end);
            boolean lettered = end - at > 2 && !Chars.isDigit(label.charAt(1));
            if (!lettered || rules.has(Topic.FILE_HEADS, label) || rules.has(Topic.INNER_EXTENSIONS, label) || rules.has(Topic.KEY_HEADS, label)
                    || label.startsWith("lib")) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private boolean isInPath(int from) {
        return scan.at(from - 1) == '/' && scan.at(from - 2) != '/';
    }

    /** {@code main.cc}, {@code invoice.pdf.download}. */
    private boolean isFileHead(String name, int dot) {
        int before = name.lastIndexOf('.', dot - 1);
        String label = name.substring(before + 1, dot);
        return rules.has(Topic.INNER_EXTENSIONS, label) || before < 0 && rules.has(Topic.FILE_HEADS, label);
    }

    /** The word right before it says that a file follows: {@code the attachment report.ink}. */
    private boolean isBehindFileWord(int from) {
        int end = from;
        while (end > 0 && from - end < 3 && (t[end - 1] == ' ' || t[end - 1] == '"' || t[end - 1] == '\'' || t[end - 1] == ':' || t[end - 1] == '=')) {
            end--;
        }
        int start = scan.runStart(end, LONGEST_WORD, Chars.ALNUM);
        return end < from && rules.has(Topic.FILE_WORDS, scan.lowerCase(start, end));
    }
}
