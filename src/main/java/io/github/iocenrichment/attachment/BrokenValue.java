package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what stands at the end of one line and at the beginning of the next is one value that the layout broke. It is when the joined value is
 * valid and either a part is not valid on its own or the data says that they are one: a label of a longer hash, a hyphen or a defanged dot at the break
 * of a host, or a next line that begins like the rest of a URL.
 */
final class BrokenValue {
    private static final Set<Integer> HASHES = Set.of(32, 40, 64, 128);
    private static final int SHORTEST_HEX = 4;
    private static final int LONGEST = 4_000;
    private static final int LONGEST_HASH = 128;
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|[^a-z])(?:h[tx*0-]{2}ps?|meows?|fxp|ftps?|wss?)(?:\\[?:]?|\\(:\\))(?://|\\[//]"
            + "|\\[/]\\[/]|[\\[(]://[\\])]).*");
    private static final Pattern OPEN_HOST = Pattern.compile("(?i).*[\\p{L}\\d](?:-|\\[\\.]?|\\(\\.\\)?|\\{\\.}?|\\[dot]|\\(dot\\))$");
    private static final Pattern BEGUN_HOST = Pattern.compile("(?i)^(?:\\[\\.|\\(\\.|\\{\\.|\\[dot|\\(dot|\\.\\]|\\]).*");
    private static final Pattern CVE = Pattern.compile("(?i).*\\bCVE-(?:\\d{0,4}|\\d{4}-\\d{0,6})");
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’]+[.,;:!?)\"']*");

    private static final class Rules {
        static final IndicatorExtractor BUILT_IN = new IndicatorExtractor(ExtractionRules.builtIn());
    }

    /** What two parts are. */
    enum Answer {
        /** Two values, or no value at all. */
        APART,
        /** One value. */
        ONE,
        /** Perhaps one, perhaps two: nothing of it can be reported. */
        UNSURE
    }

    private BrokenValue() {
    }

    /**
     * For everything but hashes.
     *
     * @param end   the characters behind the last blank of a line that is full
     * @param begin the characters before the first blank of the next line in the same column
     * @param alone whether nothing else stands in the next line
     * @param list  whether both lines are whole values, and so is the line above or below them
     */
    static Answer of(String end, String begin, boolean alone, boolean list) {
        if (end.isEmpty() || begin.isEmpty() || list || end.length() + begin.length() > LONGEST || SCHEME.matcher(begin).find()) {
            return Answer.APART;
        }
        return SCHEME.matcher(end).find() ? url(end, begin, alone) : other(end, begin);
    }

    /** Whether both parts may be parts of a hash. */
    static boolean isHex(String end, String begin) {
        return lastHex(end).length() >= SHORTEST_HEX && HEX.matcher(begin).matches() && !SCHEME.matcher(end).find();
    }

    /** The hexadecimal digits at the end of a token such as {@code SHA256:e3b0…}; the whole token when it is nothing else. */
    static String lastHex(String token) {
        int from = token.length();
        while (from > 0 && Character.digit(token.charAt(from - 1), 16) >= 0 && token.charAt(from - 1) < 128) {
            from--;
        }
        boolean begins = from == 0 || ":=(\"'[".indexOf(token.charAt(from - 1)) >= 0;
        return begins ? token.substring(from) : "";
    }

    /**
     * How many of the parts of hexadecimal digits, one in each line, are one hash: one when the first stands for itself, 0 when nobody can know.
     *
     * @param lengths digits in each line
     * @param label   the words that stand before the value, for the name of a kind of hash
     */
    static int hash(List<Integer> lengths, String label) {
        int labelled = labelled(label);
        int sum = 0;
        int shortest = 0;
        for (int i = 0; i < lengths.size(); i++) {
            sum += lengths.get(i);
            if (sum == labelled) {
                return i + 1;
            }
            shortest = shortest == 0 && i > 0 && HASHES.contains(sum) ? i + 1 : shortest;
        }
        boolean first = HASHES.contains(lengths.get(0));
        if (first && (lengths.size() < 2 || HASHES.contains(lengths.get(1)))) {
            return 1;
        }
        if (HASHES.contains(sum) && sum <= LONGEST_HASH) {
            return lengths.size();
        }
        return shortest > 0 ? shortest : lengths.stream().anyMatch(HASHES::contains) ? 0 : 1;
    }

    /** The length of the kind of hash that is named last; 0 when none is. */
    static int labelled(String words) {
        String lower = words.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
        int best = -1;
        int length = 0;
        for (var kind : List.of(Map.entry("md5", 32), Map.entry("sha1", 40), Map.entry("sha256", 64), Map.entry("sha512", 128))) {
            int at = lower.lastIndexOf(kind.getKey());
            if (at > best) {
                best = at;
                length = kind.getValue();
            }
        }
        return length;
    }

    private static Answer url(String end, String begin, boolean alone) {
        char last = end.charAt(end.length() - 1);
        char first = begin.charAt(0);
        if (",;)>\"'".indexOf(last) >= 0 || last == '/' && first == '/') {
            return Answer.APART;
        }
        boolean hostEnds = hasPath(end);
        boolean goesOn = "/?&=%#".indexOf(first) >= 0;
        if (goesOn) {
            return Answer.ONE;
        }
        if (!hostEnds) {
            return host(end, begin, alone);
        }
        if (isValue(begin, null) && !begin.contains("/") && !begin.contains("=")) {
            // an address, a hash or a domain in the next line
            return Answer.APART;
        }
        if (alone && isValue(begin, IndicatorType.URL)) {
            return Answer.UNSURE;
        }
        boolean word = WORD.matcher(begin).matches();
        // behind a first part of letters and digits a sentence may go on
        String marks = alone ? "/?=&%_-.~+#0123456789" : "/?=&%_#";
        boolean rest = begin.chars().anyMatch(character -> marks.indexOf(character) >= 0);
        boolean open = "/?&=%-_.".indexOf(last) >= 0;
        return !word && rest && (Character.isLetterOrDigit(first) || "_-.~+".indexOf(first) >= 0) || open && alone && !Character.isUpperCase(first)
                ? Answer.ONE : Answer.APART;
    }

    /** The line ended within the host of a URL, or right behind it. */
    private static Answer host(String end, String begin, boolean alone) {
        boolean whole = isValue(end, IndicatorType.URL) || isValue(end, IndicatorType.DOMAIN) || isValue(end, IndicatorType.IPV4);
        boolean opened = OPEN_HOST.matcher(end).matches() && !Character.isLetterOrDigit(end.charAt(end.length() - 1)) || BEGUN_HOST.matcher(begin).matches();
        boolean joins = isValue(end + begin, null);
        if (opened && joins) {
            return Answer.ONE;
        }
        if (!whole && joins && begin.chars().anyMatch(character -> character == '.' || character == '/' || character == '-')) {
            return Answer.ONE;
        }
        boolean word = WORD.matcher(begin).matches() && !alone;
        return whole && (word || !begin.contains(".")) || !joins ? Answer.APART : Answer.UNSURE;
    }

    /** Hosts, addresses, mailboxes and names of vulnerabilities. */
    private static Answer other(String end, String begin) {
        if (CVE.matcher(end).matches() && Character.isDigit(begin.charAt(0)) || end.toUpperCase(Locale.ROOT).endsWith("CVE-")) {
            return isValue(end + begin, IndicatorType.CVE) ? Answer.ONE : Answer.APART;
        }
        boolean hyphen = end.endsWith("-") || begin.startsWith("-");
        boolean bracket = OPEN_HOST.matcher(end).matches() && "])}[({".indexOf(end.charAt(end.length() - 1)) >= 0 || BEGUN_HOST.matcher(begin).matches();
        String stem = begin.replaceAll("[.,;:!?)\"']+$", "");
        if (stem.isEmpty() || !isValue(end + stem, null)) {
            return Answer.APART;
        }
        if (hyphen || bracket || end.contains("@") && !isValue(end, IndicatorType.EMAIL)) {
            return Answer.ONE;
        }
        boolean numbers = Character.isDigit(begin.charAt(0)) && Character.isDigit(end.charAt(0));
        boolean dotted = end.endsWith(".") && (end.indexOf('.') < end.length() - 1 || end.contains("-")) || begin.startsWith(".");
        boolean partsAreNone = !isValue(end.replaceAll("[.]+$", ""), null) && !isValue(stem, null);
        return partsAreNone && (numbers || dotted && !Character.isUpperCase(begin.charAt(0))) ? Answer.ONE : Answer.APART;
    }

    /** The host of a URL whose end nobody knows, when at least the host is whole; else nothing. */
    static String wholeHost(String url) {
        String shown = url.replaceFirst("^.*?(?://|\\[/]\\[/]|\\[//])\\]?", "");
        int end = 0;
        while (end < shown.length() && "/?#".indexOf(shown.charAt(end)) < 0) {
            end++;
        }
        return end < shown.length() ? shown.substring(0, end) : "";
    }

    private static boolean hasPath(String url) {
        int slashes = Math.max(url.lastIndexOf("//"), url.lastIndexOf("[/]"));
        int behind = slashes < 0 ? url.length() : slashes + 3;
        for (int i = behind; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a token is an indicator, of one kind or of any. */
    static boolean isValue(String token, @Nullable IndicatorType type) {
        if (token.length() < SHORTEST_HEX) {
            return false;
        }
        for (Indicator each : Rules.BUILT_IN.extract(token, ContentKind.PLAIN, "", "")) {
            boolean all = each.places().get(0).raw().length() >= token.replaceAll("^[\"'(\\[]+|[.,;:!?)\"']+$", "").length();
            if (all && (type == null || each.type() == type)) {
                return true;
            }
        }
        return false;
    }
}
