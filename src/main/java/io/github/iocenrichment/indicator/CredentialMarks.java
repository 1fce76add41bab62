package io.github.iocenrichment.indicator;

import java.util.regex.Pattern;

/** Whether a run of hex digits is a credential by its form: a cookie, an authorisation, a line of a password dump, the option of a tool. */
final class CredentialMarks {
    /** The rest of a header line that holds secrets; where it is quoted, up to the quote. */
    private static final Pattern COOKIE = Pattern.compile("(?i)(?:^|[^a-z0-9])(?:(?:set-)?cookie2?|(?:proxy-)?authorization|(?:www|proxy)-authenticate)"
            + "(?:\\s{0,4}:[^\\n]*|[\"']\\s{0,3}[:,]\\s{0,3}[\"'][^\"'\\n]*)$");
    private static final Pattern OPTION = Pattern.compile("(?:^|\\s)(?:-H|--?hash(?:es)?)[ \\t=]{1,3}$");
    private static final Pattern DUMP = Pattern.compile("[0-9A-Fa-f]{32}:[0-9A-Fa-f]{32}[^0-9A-Za-z]?");
    private static final Pattern CALLED_BEHIND = Pattern.compile("\\s?\\((?:NTLM|NT|LM)\\b");
    /** Hashes as password crackers write them: {@code $DCC2$10240#user#…}, {@code $NT$…}. */
    private static final Pattern CRACKED = Pattern.compile("(?i)\\$(?:DCC2?|MSCASH2?|NT|LM|NETNTLM(?:v2)?|krb5[a-z0-9]{0,12}|dynamic_\\d{1,4})\\$[^\\s\"']{0,200}$");
    private static final Pattern CHALLENGE = Pattern.compile("::[^:\\s]{0,64}:[0-9A-Fa-f]{16}:$");

    private final Scan scan;

    CredentialMarks(Scan scan) {
        this.scan = scan;
    }

    /** @param line what stands before the run in its line */
    boolean isOne(String line, int from, int to) {
        if (holdsCookie(line) && COOKIE.matcher(line).find()) {
            return true;
        }
        if (line.endsWith("$") || line.endsWith("#")) {
            return CRACKED.matcher(line).find();
        }
        // name:number:LM:NT:::, and LM:NT as tools take it
        boolean first = scan.at(to) == ':' && to - from == 32 && DUMP.matcher(stretch(from, 66)).matches();
        boolean second = scan.at(from - 1) == ':' && to - from == 32 && from >= 33 && DUMP.matcher(stretch(from - 33, 66)).matches();
        boolean last = scan.at(from - 1) == ':' && to - from == 32 && stretch(to, 3).equals(":::");
        boolean called = to - from == 32 && (scan.at(to) == ' ' || scan.at(to) == '(') && CALLED_BEHIND.matcher(stretch(to, 8)).lookingAt();
        boolean behind = !line.isEmpty() && (line.charAt(line.length() - 1) == ' ' || line.charAt(line.length() - 1) == '=');
        boolean option = behind && to - from == 32 && OPTION.matcher(line.substring(Math.max(0, line.length() - 16))).find();
        return first || second || last || called || option || to - from == 32 && line.stripTrailing().endsWith(":") && CHALLENGE.matcher(line).find();
    }

    private static boolean holdsCookie(String line) {
        for (int k = 3; k + 2 < line.length(); k++) {
            char c = (char) (line.charAt(k) | 32);
            if (c == 'k' && line.regionMatches(true, k - 3, "cookie", 0, 6) || c == 'h' && line.regionMatches(true, k - 3, "auth", 0, 4)) {
                return true;
            }
        }
        return false;
    }

    private String stretch(int from, int length) {
        return from < 0 ? "" : new String(scan.t, from, Math.min(length, scan.n - from));
    }
}
