package io.github.iocenrichment.indicator;

import java.util.List;

/** Carets that hide a command line of Windows: {@code p^ow^ershell h^ttp:^/^/…}. The shell takes each out and keeps the character behind it. */
final class CommandCarets {
    /** A word of these that only shows without the carets says that the line is one; elsewhere a caret is a character. */
    private static final WordSearch WORDS = new WordSearch("psd", List.of("powershell", "http://", "https://", "cmd /", "cmd.exe", "mshta", "bitsadmin", "rundll32",
            "regsvr32", "wscript", "cscript"));

    private CommandCarets() {
    }

    static String undone(String text) {
        int caret = text.indexOf('^');
        if (caret < 0) {
            return text;
        }
        StringBuilder undone = new StringBuilder(text.length());
        int copied = 0;
        while (caret >= 0) {
            int from = text.lastIndexOf('\n', caret) + 1;
            int line = text.indexOf('\n', caret);
            int end = line < 0 ? text.length() : line;
            String written = text.substring(from, end);
            String plain = written.replace("^", "");
            undone.append(text, copied, from).append(WORDS.matches(plain) && hidesWord(written) ? plain : written);
            copied = end;
            caret = text.indexOf('^', end);
        }
        return undone.append(text, copied, text.length()).toString();
    }

    /** Whether a token with carets holds such a word once they are gone, which it does not as it is written. */
    private static boolean hidesWord(String line) {
        int end = 0;
        for (int caret = line.indexOf('^'); caret >= 0; caret = line.indexOf('^', end)) {
            int start = Math.max(end, line.lastIndexOf(' ', caret) + 1);
            int blank = line.indexOf(' ', caret);
            end = blank < 0 ? line.length() : blank;
            String token = line.substring(start, end);
            if (!WORDS.matches(token) && WORDS.matches(token.replace("^", ""))) {
                return true;
            }
        }
        return false;
    }
}
