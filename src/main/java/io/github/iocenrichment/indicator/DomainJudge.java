package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;
import java.util.Set;

/** Distinguishes a domain from a file name, a key, a piece of code, a malware name and two sentences without a blank between them. */
final class DomainJudge {
    /** The object that a method belongs to. */
    private static final Set<String> ITSELF = Set.of("self", "this", "cls");
    private final Scan scan;
    private final ExtractionRules rules;
    private final char[] t;
    private final MalwareNames malware;
    private final FileNames files;
    private final TypedData typed;
    private final CallingWords words;
    private final CodeText code;

    DomainJudge(Scan scan) {
        this.scan = scan;
        this.rules = scan.rules;
        this.t = scan.t;
        this.malware = new MalwareNames(scan);
        this.files = new FileNames(scan);
        this.typed = new TypedData(scan);
        this.words = new CallingWords(scan);
        this.code = new CodeText(scan);
    }

    /**
     * Whether a word that has the shape of a domain is one.
     *
     * @param name   its canonical form
     * @param from   where it begins
     * @param to     where it ends
     * @param behind where its port, if any, ends
     */
    boolean isDomain(String name, int from, int to, int behind) {
        boolean suffix = HostNames.isPublicSuffix(name) && !(scan.at(behind) == '/' && Chars.isAlnum(scan.at(behind + 1)) && HostNames.isHosting(name));
        if (suffix || hasOddUnderscore(name)) {
            return false;
        }
        if (scan.text.defanged(from, to)) {
            return true;
        }
        if (scan.script && !isQuoted(from, behind)) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1);
        int first = name.indexOf('.');
        String head = name.substring(0, first);
        if (scan.at(from - 1) == '\\' && !scan.isShare(from)) {
            return false;
        }
        if (head.equals("www") && first < dot || files.isForeignHost(name, ending, from)) {
            return true;
        }
        boolean company = rules.has(Topic.COMPANY_ENDINGS, ending);
        if (isSyntax(name, head, ending, company, from, to) || isObject(from, to)) {
            return false;
        }
        boolean unlikely = rules.has(Topic.DOTTED_NAMES, name) || isSentence(name, ending, first == dot, from, to)
                || !company && isLabel(name, ending, dot, to);
        boolean doubtful = unlikely || files.isFile(name, from, to) || isKey(name, head, first, dot, ending, company, from, to)
                || malware.isName(name, company, from, to) || isNumbers(name, dot)
                || ending.length() > 2 && !company && isPlain(name) && rules.has(Topic.KEY_TAILS, ending) && code.isMember(from, to);
        if (!doubtful) {
            return !files.isRare(ending) || typed.of(name, from, to, behind) != TypedData.Called.FILE;
        }
        TypedData.Called called = typed.of(name, from, to, behind);
        if (called == TypedData.Called.FILE || called != TypedData.Called.DOMAIN && (unlikely || !words.callDomain(from, behind))) {
            words.uncalled(to);
            return false;
        }
        words.called(to);
        return true;
    }

    /** The name of a program object: {@code CreateObject("wscript.shell")}. */
    private boolean isObject(int from, int to) {
        int end = from;
        while (end > 0 && from - end < 6 && (t[end - 1] == '"' || t[end - 1] == '\'' || t[end - 1] == '(' || t[end - 1] == ' ' || t[end - 1] == '\\')) {
            end--;
        }
        if (end == from || scan.at(to) == '/') {
            return false;
        }
        int start = scan.runStart(end, 24, Chars.ALNUM | Chars.HYPHEN);
        return rules.has(Topic.OBJECT_MAKERS, scan.lowerCase(scan.at(start) == '-' ? start + 1 : start, end));
    }

    /** Whether the name is beyond doubt enough to be cut out of a longer dotted word, where class names look alike. */
    boolean closesSentence(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return !isPlain(name) || rules.has(Topic.COMPANY_ENDINGS, ending) && !rules.has(Topic.PACKAGE_HEADS, name.substring(0, name.indexOf('.')));
    }

    private static boolean hasOddUnderscore(String name) {
        int last = name.lastIndexOf('.');
        return name.indexOf('_', Math.max(0, name.lastIndexOf('.', last - 1))) >= 0;
    }

    private boolean isQuoted(int from, int behind) {
        char before = scan.at(from - 1);
        char next = scan.at(behind);
        boolean quote = before == '"' || before == '\'' || before == '`';
        return quote && (next == before || next == '/') || before == '/' && scan.at(from - 2) == '/';
    }

    /** A path on a drive, a call, an assignment, a template variable, a scanner's suffix. */
    private boolean isSyntax(String name, String head, String ending, boolean company, int from, int to) {
        char before = scan.at(from - 1);
        char next = scan.at(to);
        boolean plain = isPlain(name);
        boolean wordy = rules.has(Topic.KEY_TAILS, ending) || rules.has(Topic.FILE_EXTENSIONS, ending) || rules.has(Topic.RARE_FILE_EXTENSIONS, ending);
        if (next == '!' && Chars.isAlnum(scan.at(to + 1)) || next == ':' && scan.at(to + 1) == ':' || next == '-' && scan.at(to + 1) == '>') {
            return true;
        }
        if (next == '(' && !company && plain && (wordy || scan.at(to + 1) == ')')) {
            return true;
        }
        if (next == '=' && !company && plain) {
            return true;
        }
        if (ITSELF.contains(head) && plain && before != '"' && before != '\'' && before != '/' && next != '/' && next != ':') {
            // host=self.host
            return true;
        }
        boolean template = before == '{' && next == '}' || before == '$' || before == '%' && next == '%';
        if ((template || next == '[' || before == '>' && scan.at(from - 2) == '-') && !company && wordy) {
            return true;
        }
        if (next == ' ' && (scan.at(to + 1) == '{' || scan.at(to + 1) == '=') && plain && wordy) {
            return true;
        }
        if (next == '"' && scan.at(to + 1) == ':' && wordy && plain && rules.has(Topic.KEY_HEADS, head)) {
            return true;
        }
        boolean imported = next == ' ' && new String(t, to, Math.min(8, scan.n - to)).equals(" import ");
        return (imported || isBehindCodeWord(from)) && plain;
    }

    private boolean isBehindCodeWord(int from) {
        if (scan.at(from - 1) != ' ') {
            return false;
        }
        int start = from - 1;
        while (start > 0 && from - start < 14 && (Chars.of(t[start - 1]) & Chars.LETTER) != 0) {
            start--;
        }
        return rules.has(Topic.CODE_WORDS, new String(t, start, from - 1 - start));
    }

    /** Without a digit or a hyphen, as names in code are. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Chars.isDigit(name.charAt(i)) || name.charAt(i) == '-') {
                return false;
            }
        }
        return true;
    }

    private boolean isKey(String name, String head, int first, int dot, String ending, boolean company, int from, int to) {
        boolean code = rules.has(Topic.CODE_ROOTS, head);
        if (code && name.indexOf('-') < 0 && (first == dot ? !company || ending.equals("net") : !company)) {
            return true;
        }
        boolean wordy = rules.has(Topic.KEY_TAILS, ending);
        boolean packaged = first < dot && name.indexOf('-') < 0 && (wordy || ending.length() > 2 || scan.isCamel(from, to));
        if (!company && packaged && rules.has(Topic.PACKAGE_HEADS, head)) {
            return true;
        }
        if (!wordy || company) {
            return false;
        }
        boolean variable = dot == 1 && (ending.length() > 2 || ending.equals("id")) && scan.at(to) != '/';
        boolean field = scan.at(to) == ':' && scan.at(to + 1) == ' ' && rules.has(Topic.FIELD_ENDINGS, ending) && isPlain(name);
        return field || variable || allHeads(name, dot) || scan.isCamel(from, to);
    }

    /** {@code http.host: x}: a key of well-known words before its value, whatever stands before it. */
    private boolean isLabel(String name, String ending, int dot, int to) {
        return scan.at(to) == ':' && scan.at(to + 1) == ' ' && rules.has(Topic.FIELD_ENDINGS, ending) && allHeads(name, dot);
    }

    private boolean allHeads(String name, int dot) {
        int at = 0;
        while (at <= dot) {
            int end = name.indexOf('.', at);
            String label = name.substring(at, end);
            if (!rules.has(Topic.KEY_HEADS, label) && label.indexOf('_') < 0) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    /** The blank behind a full stop is missing: {@code finished.It}, {@code clicked.so}. */
    private boolean isSentence(String name, String ending, boolean two, int from, int to) {
        int last = to - 1;
        while (last > from && t[last] != '.' && t[last] != Chars.WIDE_DOT) {
            last--;
        }
        boolean title = Chars.isUpper(t[last + 1]) && to - last > 2 && !Chars.isUpper(t[last + 2]);
        if (title) {
            boolean allTitle = Chars.isUpper(t[from]);
            for (int i = from + 1; i < last; i++) {
                allTitle &= t[i - 1] != '.' || Chars.isUpper(t[i]);
            }
            return !allTitle || !rules.has(Topic.COMPANY_ENDINGS, ending) && (ending.length() > 2 || rules.has(Topic.SENTENCE_WORDS, ending));
        }
        if (!two && !rules.has(Topic.COMPANY_ENDINGS, ending) && isClassName(name, from, last)) {
            return true;
        }
        boolean upper = two && Chars.isUpper(t[last + 1]) && !Chars.isUpper(t[last - 1]) && rules.has(Topic.SENTENCE_WORDS, ending);
        if (upper && isPlain(name)) {
            return true;
        }
        boolean words = two && rules.has(Topic.SENTENCE_WORDS, ending) && (scan.at(to) == ' ' && (Chars.of(scan.at(to + 1)) & Chars.LETTER) != 0);
        if (!words || !(from == 0 || t[from - 1] <= ' ')) {
            return false;
        }
        String left = name.substring(0, name.length() - ending.length() - 1);
        return upper || left.endsWith("ed") || left.endsWith("ing") || rules.has(Topic.SENTENCE_ENDS, left);
    }

    /** {@code Acme.Mail.IO}: capitalised words, the last one in capitals. */
    private boolean isClassName(String name, int from, int last) {
        boolean capitals = Chars.isUpper(t[last + 1]) && name.indexOf('-') < 0;
        for (int i = from; i < last && capitals; i++) {
            boolean first = i == from || t[i - 1] == '.';
            capitals = first ? Chars.isUpper(t[i]) && (Chars.of(t[i + 1]) & Chars.LETTER) != 0 && !Chars.isUpper(t[i + 1]) : !Chars.isDigit(t[i]);
        }
        return capitals;
    }

    /** {@code 10.30.am}: numbers with a unit. */
    private static boolean isNumbers(String name, int dot) {
        boolean numbers = true;
        for (int i = 0; i < dot; i++) {
            numbers &= Chars.isDigit(name.charAt(i)) || name.charAt(i) == '.';
        }
        return numbers && (name.indexOf('.') < dot || dot < 2 || name.endsWith(".am") || name.endsWith(".pm"));
    }
}
