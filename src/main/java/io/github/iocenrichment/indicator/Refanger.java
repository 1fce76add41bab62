package io.github.iocenrichment.indicator;

/**
 * Undoes defanging, JSON escapes and invisible characters in one pass. Every decision looks at a few neighbouring characters only,
 * so the work grows with the length of the text whatever it holds.
 */
final class Refanger {
    private static final boolean[] SPECIAL = new boolean[128];
    static {
        for (char c : "[({<]})\\* \n\t\r\"'`".toCharArray()) {
            SPECIAL[c] = true;
        }
    }

    private final String source;
    private final char[] in;
    private final int length;
    private final RefangedBuffer out;
    private int at;
    private boolean inPath;
    /** Round brackets that are open on the line. */
    private int round;
    private final Quotes quotes = new Quotes();
    private final Brackets brackets;

    private Refanger(String source) {
        this.source = source;
        this.in = source.toCharArray();
        this.length = in.length;
        this.out = new RefangedBuffer(length + 2);
        this.brackets = new Brackets(source);
    }

    static RefangedText refang(String source) {
        return new Refanger(source).run();
    }

    private RefangedText run() {
        while (at < length) {
            copyPlain();
            if (at == length) {
                break;
            }
            char c = in[at];
            if (c < 128) {
                switch (c) {
                    case '[', '(', '{', '<' -> bracket(c);
                    case ']', '}' -> closing(c);
                    case ')' -> closingRound();
                    case '\\' -> backslash();
                    case '*' -> star();
                    case '"', '\'', '`' -> quote(c);
                    case ' ', '\n', '\t', '\r' -> {
                        inPath = false;
                        if (c == '\n') {
                            quotes.endLine();
                            round = 0;
                        }
                        put(c);
                    }
                    default -> put(c);
                }
            } else {
                beyondAscii(c, at + 1);
            }
        }
        return out.text(source);
    }

    /** The many characters that mean nothing special, in one go. */
    private void copyPlain() {
        int from = at;
        int i = from;
        while (i < length && in[i] < 128 && !SPECIAL[in[i]]) {
            i++;
        }
        out.append(in, from, i - from);
        at = i;
    }

    private void put(char c) {
        out.append(c);
        at++;
    }

    /** Writes one character for the source characters up to {@code next}. */
    private void replace(char c, int next) {
        out.append(c);
        at = next;
        out.noteShift(at);
    }

    private void skipTo(int next) {
        at = next;
        out.noteShift(at);
    }

    private char peek(int index) {
        return index < length ? in[index] : 0;
    }

    /** A quote; where one literal ends and the next is joined to it ({@code 'exam' + 'ple.org'}), both are one. */
    private void quote(char c) {
        int next = Quotes.joined(in, length, at, false);
        if (next > 0) {
            quotes.open(in[next - 1]);
            skipTo(next);
            return;
        }
        inPath &= c != '"';
        quotes.see(c, out.before(1), peek(at + 1));
        put(c);
    }

    private void bracket(char open) {
        if (open == '(' && Chars.isDigit(peek(at + 1)) && counted()) {
            return;
        }
        if (out.before(1) == '.' && Chars.isAlnum(out.before(2)) && doubledDot(open)) {
            return;
        }
        int blanks = 0;
        while (blanks < 2 && out.before(blanks + 1) == ' ') {
            blanks++;
        }
        Brackets.Meaning meaning = brackets.read(at, open, out.before(blanks + 1), blanks);
        if (meaning == null) {
            round += open == '(' ? 1 : 0;
            put(open);
            return;
        }
        if (meaning.eatsBlanks()) {
            out.remove(blanks);
        }
        out.mark(out.size());
        String text = meaning.text();
        out.append(text);
        at = meaning.next();
        out.noteShift(at);
    }

    /** A dot and a bracketed one behind it are one dot: {@code example.[.]org}. */
    private boolean doubledDot(char open) {
        Brackets.Meaning meaning = brackets.read(at, open, out.before(2), 0);
        if (meaning == null || !meaning.text().equals(".")) {
            return false;
        }
        out.mark(out.size() - 1);
        skipTo(meaning.next());
        return true;
    }

    /** A name with the length before each label, as DNS servers log it: {@code (3)www(7)example(3)org(0)}. */
    private boolean counted() {
        CountedName name = CountedName.at(in, length, at);
        if (name == null) {
            return false;
        }
        out.mark(out.size());
        out.append(name.text());
        skipTo(name.end());
        return true;
    }

    /** The half bracket in {@code 1.2.3.]4}, and one that is left over behind a defanged host: {@code example[.]org]/a}. */
    private void closing(char c) {
        if (c == ']' && out.before(1) == '.' && Chars.isAlnum(out.before(2)) && Chars.isAlnum(peek(at + 1))) {
            out.mark(out.size() - 1);
            skipTo(at + 1);
        } else if ((peek(at + 1) == '/' || peek(at + 1) == ':' && Chars.isDigit(peek(at + 2))) && out.isBehindDefanged()) {
            skipTo(at + 1);
        } else {
            put(c);
        }
    }

    /** A round bracket that nothing opened, left over as above: {@code example(.)org)/a}. */
    private void closingRound() {
        if (round == 0) {
            closing(')');
        } else {
            round--;
            put(')');
        }
    }

    /** The stars in {@code h**p}. */
    private void star() {
        char h = out.before(1);
        char p = peek(at + 2);
        if ((h == 'h' || h == 'H') && peek(at + 1) == '*' && (p == 'p' || p == 'P') && !Chars.isAlnum(out.before(2))) {
            out.mark(out.size());
            out.append('t');
            replace('t', at + 2);
        } else {
            put('*');
        }
    }

    private void backslash() {
        int run = at;
        while (peek(run) == '\\' && run - at < 8) {
            run++;
        }
        char next = peek(run);
        boolean escapes = quotes.isOpen() && !inPath && !startsPath(run);
        if (next == '/') {
            skipTo(run);
        } else if (run - at == 2 && out.endsInScheme()) {
            // http:\\host
            out.append('/');
            replace('/', run);
        } else if (next == '.' && Chars.isAlnum(peek(run + 1)) && Chars.isAlnum(out.before(1)) && !inPath && !out.pathBehind()) {
            out.mark(out.size());
            replace('.', run + 1);
        } else if (next == 'u' && EscapeCode.hex(in, run + 1, 4) >= 0 && !inPath && !startsPath(run)) {
            beyondEscape((char) EscapeCode.hex(in, run + 1, 4), run + 5);
        } else if (next == 'u' && escapes && peek(run + 1) == '{' && EscapeCode.codePoint(in, run + 2) > 0) {
            beyondEscape((char) EscapeCode.codePoint(in, run + 2), source.indexOf('}', run) + 1);
        } else if (next == 'x' && EscapeCode.hex(in, run + 1, 2) >= 0 && escapes) {
            beyondEscape((char) EscapeCode.hex(in, run + 1, 2), run + 3);
        } else if ((next == 'n' || next == 'r' || next == 't') && (escapes || run == at + 1 && !inPath && (out.closesIndicator() || isBehindEscape()))) {
            replace('\n', run + 1);
        } else if (next == '"' || next == '\'') {
            quotes.escaped((run - at) % 2 == 1, next, out.before(1), peek(run + 1));
            while (at <= run) {
                put(in[at]);
            }
        } else if (next == '[' && run == at + 1 && brackets.read(run, next, out.before(1), 0) != null) {
            // a mark-down escape before the bracket: evil\[.\]com
            skipTo(run);
        } else {
            inPath |= startsPath(run) || Chars.isAlnum(out.before(1)) && Chars.isAlnum(next);
            while (at < run) {
                put('\\');
            }
        }
    }

    /** A drive letter or nothing at all before the backslashes: a path, in which they escape nothing. */
    private boolean startsPath(int run) {
        boolean drive = out.before(1) == ':' && Chars.isAlnum(out.before(2)) && !Chars.isAlnum(out.before(3));
        char left = out.before(1);
        boolean opens = out.size() == 0 || !Chars.isAlnum(left) && ".,;!?)]}".indexOf(left) < 0;
        return drive || run - at >= 2 && opens && Chars.isAlnum(peek(run)) && Chars.isAlnum(peek(run + 1));
    }

    /** Whether a line break that was written as an escape stands right before this place. */
    private boolean isBehindEscape() {
        return out.before(1) == '\n' && peek(at - 1) != '\n';
    }

    private void beyondEscape(char c, int next) {
        if (c < 128) {
            replace(c < ' ' ? '\n' : c, next);
        } else {
            beyondAscii(c, next);
        }
    }

    private void beyondAscii(char c, int next) {
        if (Chars.isInvisible(c)) {
            skipTo(next);
        } else if (c == '\u3002' || c == '\uFF0E' || c == '\uFF61' || c == '\u2024' || c == '\uFE52') {
            wideDot(next);
        } else if (Character.isHighSurrogate(c) && next < length && Character.isLowSurrogate(in[next])) {
            boolean letter = Character.isLetterOrDigit(Character.toCodePoint(c, in[next]));
            out.append(letter ? c : Chars.SYMBOL);
            out.append(letter ? in[next] : Chars.SYMBOL);
            at = next + 1;
        } else {
            char written = Character.isSpaceChar(c) ? ' ' : c == '\u0085' ? '\n' : c;
            if (next == at + 1) {
                put(written);
            } else {
                replace(written, next);
            }
        }
    }

    /** A dot between Latin label characters or between two of the same script; the end of a sentence between the two kinds. */
    private void wideDot(int next) {
        char left = out.before(1);
        char right = peek(next);
        boolean dot = Chars.isAlnum(left) && Chars.isAlnum(right) && left < 128 == right < 128;
        replace(dot ? Chars.WIDE_DOT : Chars.WIDE_STOP, next);
    }
}
