package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/** Hashes, similarity digests and CVE ids. */
final class HexReader {
    private static final int BASE64_LOOK = 200;
    private final Scan scan;
    private final char[] t;

    HexReader(Scan scan) {
        this.scan = scan;
        this.t = scan.t;
    }

    /** Looks for hashes among the letter and digit runs of one word. */
    void hashes(int from, int to) {
        int i = from;
        // looked for once, for it is the same behind each of its underscores
        int joinedEnd = from;
        while (i < to) {
            int end = i;
            boolean hex = true;
            boolean letter = false;
            while (end < to && Chars.isJoined(t[end])) {
                hex &= (Chars.of(t[end]) & Chars.HEX) != 0;
                letter |= (Chars.of(t[end]) & Chars.LETTER) != 0;
                end++;
            }
            IndicatorType type = hex && letter ? type(end - i) : null;
            if (type != null && isAlone(i, end)) {
                hash(type, i, end);
            } else if (end - i >= HashLabels.SHORTEST || end < to && t[end] == '_') {
                if (joinedEnd <= i) {
                    joinedEnd = joinedEnd(i, to);
                }
                end = Math.max(end, fingerprint(i, joinedEnd));
            }
            i = end + 1;
        }
        scan.steps += to - from;
    }

    private void hash(IndicatorType type, int from, int to) {
        String value = scan.lowerCase(from, to);
        HashLabels.Judgement judgement = scan.hashLabels().of(from);
        switch (judgement.kind()) {
            case FILE_HASH -> scan.found(type, value, null, from, to, false);
            case FINGERPRINT -> scan.found(IndicatorType.FINGERPRINT, value, judgement.name(), from, to, false);
            case UNNAMED -> {
                if (!scan.hashLabels().isSecret(value)) {
                    scan.found(type, value, null, from, to, false);
                }
            }
            default -> { }
        }
    }

    /** Where the run of letters, digits and underscores ends that begins or goes on here. */
    private int joinedEnd(int from, int to) {
        int end = from;
        while (end < to && (Chars.isJoined(t[end]) || t[end] == '_')) {
            end++;
        }
        scan.steps += end - from;
        return end;
    }

    /** A fingerprint that is no hex of a hash's length: TLSH, vhash, JARM, JA4. Returns where it ends, its beginning when it is none. */
    private int fingerprint(int from, int end) {
        HashLabels.Judgement judgement = end - from < HashLabels.SHORTEST ? null : scan.hashLabels().of(from);
        if (judgement != null && judgement.kind() == HashLabels.Kind.FINGERPRINT) {
            scan.found(IndicatorType.FINGERPRINT, scan.lowerCase(from, end), judgement.name(), from, end, false);
            return end;
        }
        return from;
    }

    /** A JA4T or JA4TS fingerprint, which is a row of numbers: {@code 64240_2-1-3-1-1-4_1460_8}. Only its label makes it one. */
    void handshake(int from, int to) {
        int parts = 1;
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (Chars.isDigit(t[i])) {
                digits++;
                continue;
            }
            boolean joined = t[i] == '_' && parts < 5 || t[i] == '-' && (parts == 2 || parts == 5);
            if (!joined || digits > 5 || digits == 0) {
                return;
            }
            parts += t[i] == '_' ? 1 : 0;
            digits = 0;
        }
        String name = parts < 4 || digits == 0 ? null : scan.hashLabels().fingerprintAt(from);
        if (name != null) {
            scan.found(IndicatorType.FINGERPRINT, new String(t, from, to - from), name, from, to, false);
        }
    }

    private static @Nullable IndicatorType type(int length) {
        return switch (length) {
            case 32 -> IndicatorType.MD5;
            case 40 -> IndicatorType.SHA1;
            case 64 -> IndicatorType.SHA256;
            case 128 -> IndicatorType.SHA512;
            default -> null;
        };
    }

    /** Not a part of a longer hex string, an id in groups, or base64. */
    private boolean isAlone(int from, int to) {
        if (hexGroup(from - 1, -1) || hexGroup(to, 1)) {
            return false;
        }
        boolean same = true;
        for (int i = from + 1; i < to && same; i++) {
            same = t[i] == t[from];
        }
        return !same && !inBase64(from, to);
    }

    /** Whether a hyphen joins another group of hex digits here, as in trace ids and UUIDs. */
    private boolean hexGroup(int hyphen, int step) {
        if (scan.at(hyphen) != '-') {
            return false;
        }
        int i = hyphen + step;
        int digits = 0;
        boolean letter = false;
        while (digits < 200 && (Chars.of(scan.at(i)) & Chars.HEX) != 0) {
            letter |= !Chars.isDigit(scan.at(i));
            digits++;
            i += step;
        }
        return !Chars.isAlnum(scan.at(i)) && (digits >= 12 || digits >= 4 && letter);
    }

    private boolean inBase64(int from, int to) {
        int i = from - 1;
        boolean plus = false;
        while (from - i < BASE64_LOOK && (Chars.isAlnum(scan.at(i)) || scan.at(i) == '+' || scan.at(i) == '/')) {
            plus |= scan.at(i) == '+';
            i--;
        }
        boolean joinedLeft = from - 1 - i > 1;
        int end = to;
        while (end - to < BASE64_LOOK && (Chars.isAlnum(scan.at(end)) || scan.at(end) == '+' || scan.at(end) == '/')) {
            plus |= scan.at(end) == '+';
            end++;
        }
        boolean padded = scan.at(end) == '=' && !Chars.isAlnum(scan.at(end + 1)) && scan.at(end + 1) != '"' && scan.at(end + 1) != '\'';
        return plus && (joinedLeft || end - to > 1) || padded && (joinedLeft || end > to || scan.at(end + 1) == '=');
    }

    /** Looks for CVE ids that begin in this word. */
    void vulnerabilities(int from, int to) {
        for (int i = from; i + 3 <= to; i++) {
            boolean letters = (t[i] | 32) == 'c' && (t[i + 1] | 32) == 'v' && (t[i + 2] | 32) == 'e';
            if (letters && !Chars.isJoined(scan.at(i - 1)) && Chars.isHyphenLike(scan.at(i + 3))) {
                vulnerability(i);
            }
        }
        scan.steps += to - from;
    }

    private void vulnerability(int from) {
        int year = from + 4;
        int number = year + 5;
        for (int i = year; i < year + 4; i++) {
            if (!Chars.isDigit(scan.at(i))) {
                return;
            }
        }
        int end = number;
        while (end - number < 20 && Chars.isDigit(scan.at(end))) {
            end++;
        }
        int first = (t[year] - '0') * 10 + t[year + 1] - '0';
        if (Chars.isHyphenLike(scan.at(year + 4)) && end - number >= 4 && end - number < 20 && !Chars.isJoined(scan.at(end)) && (first == 19 || first == 20)) {
            scan.found(IndicatorType.CVE, "CVE-" + new String(t, year, 4) + "-" + new String(t, number, end - number), null, from, end, false);
        }
    }

    /** Reads an ssdeep digest that begins with the block size in {@code from..to}; returns where it ends, 0 when it is none. */
    int fuzzy(int from, int to) {
        int size = 0;
        for (int i = from; i < to; i++) {
            if (!Chars.isDigit(t[i]) || i - from > 9) {
                return 0;
            }
            size = size * 10 + t[i] - '0';
        }
        if (size < 3 || size % 3 != 0 || Integer.bitCount(size / 3) != 1) {
            return 0;
        }
        int middle = digest(to + 1);
        if (scan.at(middle) != ':' || middle - to < 4) {
            return 0;
        }
        int end = digest(middle + 1);
        boolean path = scan.at(middle + 1) == '/' && scan.at(middle + 2) == '/';
        char next = scan.at(end);
        boolean closed = !Chars.isAlnum(next) && next != ':' && next != '@' && next != '%' && next != '_' && !(next == '.' && Chars.isAlnum(scan.at(end + 1)));
        scan.steps += end - from;
        if (path || !closed || end - middle < 4 || end - to < 18) {
            return 0;
        }
        scan.found(IndicatorType.SSDEEP, new String(t, from, end - from), scan.hashLabels().fingerprintAt(from), from, end, false);
        return end;
    }

    private int digest(int from) {
        int i = from;
        while (i - from < 128 && (Chars.isAlnum(scan.at(i)) && t[i] < 128 || scan.at(i) == '+' || scan.at(i) == '/')) {
            i++;
        }
        return i;
    }
}
