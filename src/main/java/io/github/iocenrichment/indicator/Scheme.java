package io.github.iocenrichment.indicator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
    /** Names by their spellings, the defanged ones among them. */
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        learn("http", "hxxp htxp hxtp httx hxxxp hzzp h00p h--p htttp hxp xxxp meow");
        learn("https", "hxxps htxps hxtps htxxps httxs hxxxps hzzps h00ps h--ps htttps hxps xxxps meows");
        learn("ftp", "fxp");
        learn("ftps", "fxps");
        learn("sftp", "sftp");
        learn("ws", "ws");
        learn("wss", "wxs");
    }

    private static void learn(String name, String defanged) {
        NAMES.put(name, name);
        for (String spelling : defanged.split(" ")) {
            NAMES.putIfAbsent(spelling, name);
        }
    }

    static Scheme of(char[] text, int from, int to) {
        String word = new String(text, Math.max(from, to - 12), Math.min(12, to - from)).toLowerCase(Locale.ROOT);
        // one that stands right behind a word counts as well
        String spelling = NAMES.containsKey(word) ? word
                : NAMES.keySet().stream().filter(each -> each.length() >= 4 && each.startsWith("h") && word.endsWith(each)).findFirst().orElse(null);
        String name = NAMES.get(spelling);
        if (name == null) {
            return new Scheme(null, -1, to - from, false);
        }
        int port = switch (name) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            case "ftps" -> 990;
            default -> 22;
        };
        return new Scheme(name, port, spelling.length(), !spelling.equals(name));
    }
}
