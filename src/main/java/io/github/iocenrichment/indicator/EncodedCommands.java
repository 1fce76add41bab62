package io.github.iocenrichment.indicator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that stand as base64 in a command line, as sensors report them: the argument of PowerShell's {@code -EncodedCommand} in all its short forms,
 * literals of {@code FromBase64String}, and what a shell hands to {@code base64 -d}.
 */
final class EncodedCommands {
    private static final String BASE64 = "([A-Za-z0-9+/]{16,2000000}+={0,2})";
    /** Any beginning of the option's name is taken, with a slash or a dash of any kind before it. */
    private static final Pattern OPTION = Pattern.compile("[\\s\"'][-/\u2013\u2014]e(?:c|n[a-z]{0,13})?[\\s:]{1,10}[\"']?" + BASE64, Pattern.CASE_INSENSITIVE);
    /** How far before the option the program's name may stand, in its line. */
    private static final int BEFORE = 300;
    private static final Pattern LITERAL = Pattern.compile("FromBase64String\\(\\s{0,10}[\"']" + BASE64 + "[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern PIPE = Pattern.compile("(?<![A-Za-z0-9+/])" + BASE64 + "[\"']?\\s{0,10}\\|\\s{0,10}(?:openssl )?base64\\s{1,10}-(?:-decode|d|D)\\b");

    private EncodedCommands() {
    }

    /** Whether a text may hold one; a few searches for plain words. */
    static boolean mayBeIn(String text) {
        return text.contains("owershell") || text.contains("owerShell") || text.contains("OWERSHELL") || text.contains("pwsh")
                || text.contains("ase64String(") || text.contains("base64 -");
    }

    /** The commands in clear, without those that are no text. */
    static List<String> decoded(String text) {
        List<String> commands = new ArrayList<>();
        if (mayBeIn(text)) {
            add(OPTION, text, start -> isOfPowerShell(text, start), commands);
            add(LITERAL, text, start -> true, commands);
            add(PIPE, text, start -> true, commands);
        }
        return commands;
    }

    /** @param counts whether a match that begins there counts */
    private static void add(Pattern pattern, String text, IntPredicate counts, List<String> commands) {
        Matcher encoded = pattern.matcher(text);
        while (encoded.find()) {
            if (counts.test(encoded.start())) {
                commands.add(text(Base64.getMimeDecoder().decode(whole(encoded.group(1)))));
            }
        }
    }

    private static boolean isOfPowerShell(String text, int option) {
        String near = text.substring(Math.max(0, option - BEFORE), option);
        String before = near.substring(near.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
        return before.contains("powershell") || before.contains("pwsh");
    }

    /** Without the padding, and without a last character that holds no whole byte. */
    private static String whole(String base64) {
        int end = base64.indexOf('=') < 0 ? base64.length() : base64.indexOf('=');
        return base64.substring(0, end % 4 == 1 ? end - 1 : end);
    }

    /** PowerShell writes its commands in UTF-16, in which every second byte of a command is 0. */
    private static String text(byte[] bytes) {
        int zeros = 0;
        for (int i = 1; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return new String(bytes, zeros * 4 > bytes.length ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }
}
