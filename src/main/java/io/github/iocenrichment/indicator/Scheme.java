package io.github.iocenrichment.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The scheme before {@code ://}.
 *
 * @param name     its canonical name; null when only the host behind it counts
 * @param port     its default port
 * @param length   how many characters it takes in the text
 * @param defanged whether it was written in a defanged form
 */
record Scheme(@Nullable String name, int port, int length, boolean defanged) {
    private static final String[][] SPELLINGS = {
        // spelling, name; longer ones first, as the end of a word counts
        {"https", "https", ""}, {"hxxps", "https", "x"}, {"htxps", "https", "x"}, {"hxtps", "https", "x"}, {"htxxps", "https", "x"}, {"httxs", "https", "x"},
        {"meows", "https", "x"}, {"hxxp", "http", "x"}, {"htxp", "http", "x"}, {"hxtp", "http", "x"}, {"http", "http", ""}, {"httx", "http", "x"},
        {"hxxxp", "http", "x"}, {"hxxxps", "https", "x"}, {"hzzp", "http", "x"}, {"hzzps", "https", "x"}, {"https", "https", ""},
        {"h00p", "http", "x"}, {"h00ps", "https", "x"}, {"h--p", "http", "x"}, {"h--ps", "https", "x"},
        {"htttp", "http", "x"}, {"htttps", "https", "x"}, {"hxps", "https", "x"}, {"hxp", "http", "x"}, {"xxxp", "http", "x"}, {"xxxps", "https", "x"},
        {"meow", "http", "x"}, {"fxps", "ftps", "x"}, {"fxp", "ftp", "x"}, {"sftp", "sftp", ""}, {"ftps", "ftps", ""}, {"ftp", "ftp", ""},
        {"wxs", "ws", "x"}, {"wss", "wss", ""}, {"ws", "ws", ""}};

    static Scheme of(char[] text, int from, int to) {
        String word = new String(text, Math.max(from, to - 12), Math.min(12, to - from)).toLowerCase(Locale.ROOT);
        for (String[] spelling : SPELLINGS) {
            if (word.equals(spelling[0])) {
                return of(spelling);
            }
        }
        for (String[] spelling : SPELLINGS) {
            if (spelling[0].length() >= 4 && spelling[0].startsWith("h") && word.endsWith(spelling[0])) {
                return of(spelling);
            }
        }
        return new Scheme(null, -1, to - from, false);
    }

    private static Scheme of(String[] spelling) {
        int port = switch (spelling[1]) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            case "ftps" -> 990;
            default -> 22;
        };
        return new Scheme(spelling[1], port, spelling[0].length(), !spelling[2].isEmpty());
    }
}
