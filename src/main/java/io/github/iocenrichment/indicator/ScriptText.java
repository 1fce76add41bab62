package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts that a script of a page has in an encoded form: joined literals, {@code atob}, {@code unescape}, {@code String.fromCharCode}, {@code data:} URLs. */
final class ScriptText {
    private static final int SHORTEST_BASE64 = 12;
    private static final String TEXT_DATA = "data:text/";
    private static final WordSearch DECODING = new WordSearch("w(-", Stream.concat(EncodedCommands.SIGNS.stream(),
            Stream.of("atob(", "unescape(", "fromcharcode(", "decodeuricomponent(", "[char[]](", "[char[]]@(")).toList());
    private static final Pattern AGAIN = Pattern.compile("[A-Za-z0-9+/]{12,}={0,2}");
    private static final Pattern LITERAL = Pattern.compile("[\"'`]([A-Za-z0-9+/_=-]{" + SHORTEST_BASE64 + ",})[\"'`]");
    /** Without a way back: an open quote before many escapes would be read as often as there are escapes. */
    private static final Pattern ESCAPED = Pattern.compile("[\"'`]([^\"'`\\s%]{0,2000000}+(?:%(?!u[0-9A-Fa-f]{4}|[0-9A-Fa-f]{2})[^\"'`\\s%]{0,2000}+){0,50}+"
            + "%(?:u[0-9A-Fa-f]{4}|[0-9A-Fa-f]{2})[^\"'`]{0,2000000}+)[\"'`]");
    /** Literals of an array that are put together, often without anything between. */
    private static final Pattern ARRAY = Pattern.compile("\\[\\s{0,40}[\"'`]([^\"'`\\[\\]]{0,2000}"
            + "(?:[\"'`]\\s{0,40},\\s{0,40}[\"'`][^\"'`\\[\\]]{0,2000}){1,200}+)[\"'`]"
            + "\\s{0,40}]\\s{0,40}\\.join\\(\\s{0,4}[\"'`]([./:?&=@-]{0,3})[\"'`]\\s{0,4}\\)");
    /** Literals that {@code concat} takes in one call. */
    private static final Pattern ARGUMENTS = Pattern.compile("\\.concat\\(\\s{0,40}[\"'`]([^\"'`()]{0,2000}"
            + "(?:[\"'`]\\s{0,40},\\s{0,40}[\"'`][^\"'`()]{0,2000}){1,200}+)[\"'`]\\s{0,40}\\)");
    private static final Pattern BETWEEN = Pattern.compile("[\"'`]\\s{0,40},\\s{0,40}[\"'`]");
    private static final Pattern CODES = Pattern.compile("(?:fromCharCode\\s{0,4}|\\[char\\[]]\\s{0,4}@?)\\(([0-9xXa-fA-F,\\s]{8,200000})\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WIDE = Pattern.compile("%u([0-9A-Fa-f]{4})");
    /** In quotes, or as words of a text have it. */
    private static final Pattern DATA = Pattern.compile("[\"'`](data:[a-z]{2,20}/[^\"'`\\s]{1,2000000})[\"'`]|(?<![A-Za-z0-9_.-])(data:text/[^\"'`\\s<>]{1,2000000}+)",
            Pattern.CASE_INSENSITIVE);

    private ScriptText() {
    }

    /** Whether a text that is not known to be code may hold something for {@link #decoded}; a search for plain words. */
    static boolean mayDecode(String text) {
        return text.contains(TEXT_DATA) || DECODING.matches(text);
    }

    /** A text without the percent-encoded literals and {@code data:} URLs that were read from it: as they stand they only look like links. */
    static String withoutDecoded(String text) {
        String code = !text.contains(TEXT_DATA) ? text
                : DATA.matcher(text).replaceAll(data -> DataUrl.of(written(data)) == null ? Matcher.quoteReplacement(data.group()) : "\"\"");
        if (!decodesPercents(code)) {
            return code;
        }
        Matcher literal = ESCAPED.matcher(code);
        StringBuilder rest = new StringBuilder(code.length());
        while (literal.find()) {
            literal.appendReplacement(rest, "\"\"");
        }
        return literal.appendTail(rest).toString();
    }

    /** The code with the literals of an array, or of one call of {@code concat}, as one. */
    static String lists(String code) {
        String whole = !code.contains(".join") ? code
                : ARRAY.matcher(code).replaceAll(array -> Matcher.quoteReplacement("\"" + BETWEEN.matcher(array.group(1)).replaceAll(array.group(2)) + "\""));
        return !whole.contains(".concat(") ? whole
                : ARGUMENTS.matcher(whole).replaceAll(all -> Matcher.quoteReplacement(".concat(\"" + BETWEEN.matcher(all.group(1)).replaceAll("") + "\")"));
    }

    /** The code with literals that a plus sign, {@code concat} or {@code join} put together as one. */
    static String joined(String code) {
        if (code.indexOf('+') < 0 && !code.contains(".concat") && !code.contains(".join")) {
            return code;
        }
        char[] text = lists(code).toCharArray();
        StringBuilder joined = new StringBuilder(text.length);
        // the first literal's quote closes the whole
        char open = 0;
        char current = 0;
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            boolean quote = (c == '"' || c == '\'' || c == '`') && (i == 0 || text[i - 1] != '\\');
            int next = quote && (open == 0 || c == current) ? Quotes.joined(text, text.length, i, true) : 0;
            if (next > 0) {
                open = open == 0 ? c : open;
                current = text[next - 1];
                i = next - 1;
            } else if (quote && open != 0 && c == current) {
                joined.append(open);
                open = 0;
            } else {
                if (quote && open == 0) {
                    open = c;
                    current = c;
                } else if (c == '\n' && current != '`') {
                    open = 0;
                }
                joined.append(c);
            }
        }
        return joined.toString();
    }

    /** What the functions of a browser would make of its literals; those that give no text are left out. */
    static List<String> decoded(String code, DecodingLimits limits) {
        List<String> texts = new ArrayList<>();
        if (code.contains("atob")) {
            Matcher literal = LITERAL.matcher(code);
            while (literal.find()) {
                add(base64(literal.group(1)), texts);
            }
        }
        if (decodesPercents(code)) {
            Matcher literal = ESCAPED.matcher(code);
            while (literal.find()) {
                add(PercentEncoding.decoded(WIDE.matcher(literal.group(1)).replaceAll(ScriptText::character)), texts);
            }
        }
        Matcher codes = CODES.matcher(code);
        while (codes.find()) {
            add(characters(codes.group(1)), texts);
        }
        EncodedCommands.decoded(code, limits).forEach(command -> add(command, texts));
        Matcher data = DATA.matcher(code);
        while (data.find()) {
            DataUrl url = DataUrl.of(written(data));
            add(url == null ? "" : url.text(), texts);
        }
        return texts;
    }

    /** What a literal holds, also where it was encoded more than once: {@code atob(atob("…"))}. */
    private static String base64(String literal) {
        String text = Base64Text.decoded(literal);
        while (AGAIN.matcher(text).matches()) {
            String inner = Base64Text.decoded(text);
            if (!isPrintable(inner)) {
                break;
            }
            text = inner;
        }
        return text;
    }

    private static String written(MatchResult data) {
        return data.group(1) == null ? data.group(2) : data.group(1);
    }

    private static boolean decodesPercents(String code) {
        return code.contains("unescape") || code.contains("decodeURI");
    }

    private static String character(MatchResult escape) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
    }

    private static void add(String text, List<String> texts) {
        if (isPrintable(text)) {
            texts.add(text);
        }
    }

    private static boolean isPrintable(String text) {
        long printable = text.chars().filter(c -> c >= ' ' && c < 0xFFFD || c == '\n' || c == '\r' || c == '\t').count();
        return text.length() > 3 && printable * 100 >= text.length() * 95L;
    }

    private static String characters(String codes) {
        StringBuilder text = new StringBuilder();
        for (String code : codes.split(",")) {
            String number = code.strip();
            try {
                text.append((char) (number.startsWith("0x") ? Integer.parseInt(number.substring(2), 16) : Integer.parseInt(number)));
            } catch (NumberFormatException none) {
                return "";
            }
        }
        return text.toString();
    }
}
