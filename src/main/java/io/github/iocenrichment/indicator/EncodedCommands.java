package io.github.iocenrichment.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base64;

/**
 * Commands that stand as base64 in a command line, as sensors report them: the argument of PowerShell's {@code -EncodedCommand} in all its short forms,
 * literals of {@code FromBase64String} and its like in other languages, and what a shell hands to {@code base64 -d}.
 */
final class EncodedCommands {
    /** Without one of these a text holds no such command. */
    static final List<String> SIGNS = List.of("powershell", "pwsh", "base64string(", "base64 -", "b64decode(", "base64_decode(", "buffer.from(");
    private static final WordSearch PROGRAMS = new WordSearch("w(-", SIGNS);
    private static final String BASE64 = "([A-Za-z0-9+/]{16,2000000}+={0,2})";
    /** Any beginning of the option's name is taken, with a slash or a dash of any kind before it. */
    private static final Pattern OPTION = Pattern.compile("[\\s\"'][-/\u2013\u2014]e(?:c|n[a-z]{0,13})?[\\s:]{1,10}[\"']?" + BASE64, Pattern.CASE_INSENSITIVE);
    /** How far before the option the program's name may stand, in its line. */
    private static final int BEFORE = 300;
    private static final Pattern LITERAL = Pattern.compile("(?:FromBase64String|b64decode|base64_decode|Buffer\\.from)\\(\\s{0,10}[\"']" + BASE64 + "[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern PIPE = Pattern.compile("(?<![A-Za-z0-9+/])" + BASE64 + "[\"']?\\s{0,10}\\|\\s{0,10}(?:openssl )?base64\\s{1,10}-(?:-decode|d|D)\\b");

    private EncodedCommands() {
    }

    /** Whether a text may hold one; a search for plain words. */
    static boolean mayBeIn(String text) {
        return PROGRAMS.matches(text);
    }

    /** The commands in clear, unpacked where they are compressed. */
    static List<String> decoded(String text, DecodingLimits limits) {
        List<String> commands = new ArrayList<>();
        if (mayBeIn(text)) {
            boolean deflated = text.contains("DeflateStream");
            Consumer<String> add = base64 -> commands.add(Base64Text.of(limits.unpacked(Base64.decodeBase64(base64), deflated)));
            find(OPTION, text, start -> isOfPowerShell(text, start), add);
            find(LITERAL, text, start -> true, add);
            find(PIPE, text, start -> true, add);
        }
        return commands;
    }

    /** @param counts whether a match that begins there counts */
    private static void find(Pattern pattern, String text, IntPredicate counts, Consumer<String> found) {
        Matcher encoded = pattern.matcher(text);
        while (encoded.find()) {
            if (counts.test(encoded.start())) {
                found.accept(encoded.group(1));
            }
        }
    }

    private static boolean isOfPowerShell(String text, int option) {
        String near = text.substring(Math.max(0, option - BEFORE), option);
        String before = near.substring(near.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
        return before.contains("powershell") || before.contains("pwsh");
    }
}
