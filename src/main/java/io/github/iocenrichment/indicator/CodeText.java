package io.github.iocenrichment.indicator;

/**
 * Program text that nobody declared as such: a field of an object is no domain there ({@code println(person.name)}), unless it stands in quotes. The text is
 * looked at once, its lines only around a doubtful name.
 */
final class CodeText {
    private static final int REACH = 200;
    private static final int LINES = 400;
    /** So many marks of code in one line do not come by chance. */
    private static final int MANY = 3;

    private final Scan scan;
    private final char[] t;
    private int codeLines = -1;
    private int lines;
    private int statements;

    CodeText(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /** Whether the plain name at this place is a member of something in program text. */
    boolean isMember(int from, int to) {
        char before = neighbour(from - 1, -1);
        char behind = neighbour(to, 1);
        boolean operand = before != 0 && "(=,+![&|<>?{;-:.*".indexOf(before) >= 0 || behind != 0 && "=+)]*!&?.".indexOf(behind) >= 0;
        return operand && scan.at(from - 1) != '"' && scan.at(from - 1) != '\'' && scan.at(from - 1) != '`' && scan.at(to) != '/'
                && (marks(from, to) >= MANY || isCode());
    }

    private char neighbour(int at, int step) {
        int i = at;
        while (Math.abs(i - at) < 4 && scan.at(i) == ' ') {
            i += step;
        }
        return scan.at(i);
    }

    /** Marks of code in the line around; none behind the beginning of a comment. */
    private int marks(int from, int to) {
        int start = scan.lineStart(from, REACH);
        int end = to;
        while (end < scan.n && end - to < REACH && t[end] != '\n') {
            end++;
        }
        scan.steps += end - start;
        int marks = 0;
        for (int i = start; i < end; i++) {
            char c = t[i];
            char next = i + 1 < end ? t[i + 1] : 0;
            if (i < from && (c == '#' && next == ' ' || c == '/' && next == '/' && scan.at(i - 1) != ':')) {
                return 0;
            }
            marks += switch (c) {
                case '{', '}' -> 1;
                case '(' -> isCall(i) ? MANY : next == ')' ? 2 : 0;
                case ')' -> next == ';' ? 2 : next == '{' ? 1 : 0;
                case '=' -> next == '=' || next == '>' ? 2 : next == ' ' && scan.at(i - 1) == ' ' ? 1 : 0;
                case '&', '|', '+', '-' -> next == c && scan.at(i + 2) != c ? 1 : c == '-' && next == '>' ? 1 : 0;
                case ';' -> i + 1 == end || next == '\r' ? 1 : 0;
                case '.' -> next == '.' && scan.at(i - 1) == ' ' && scan.at(i + 2) == ' ' ? 2 : 0;
                default -> 0;
            };
        }
        return marks;
    }

    /** {@code fmt.Println(}: a method, and no host with its address in brackets. */
    private boolean isCall(int bracket) {
        int start = scan.runStart(bracket, 40, Chars.LETTER);
        return start < bracket && scan.at(start - 1) == '.' && !scan.closesHost(start - 2, bracket);
    }

    /** Whether every third line of the text, or more, ends as lines of code do. */
    private boolean isCode() {
        if (codeLines < 0) {
            codeLines = 0;
            int last = 0;
            for (int i = 0; i < scan.n && lines < LINES; i++) {
                if (t[i] == '\n') {
                    lines += last > ' ' ? 1 : 0;
                    statements += last == ';' ? 1 : 0;
                    codeLines += last == ';' || last == '{' || last == '}' ? 1 : 0;
                    last = 0;
                } else if (t[i] > ' ') {
                    last = t[i];
                }
                scan.steps++;
            }
        }
        // data in JSON ends its lines with braces too
        return lines >= 8 && codeLines * 3 >= lines && statements * 8 >= lines;
    }
}
