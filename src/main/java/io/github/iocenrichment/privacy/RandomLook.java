package io.github.iocenrichment.privacy;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a value looks as if a machine had drawn it: a token, and no words, date or version. */
final class RandomLook {
    private static final int LEAST = 20;
    private static final int LEAST_CHANGES = 5;
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.~+=-]*+");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32,}+");
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    /** A word of one case, a number, a count of versions ({@code v2}, {@code rc1}, {@code x64}), the hour of a date ({@code 30T12}). */
    private static final String WORD = "(?:[A-Z][a-z]+|[A-Z]+|(?i:v|r|rc|alpha|beta|build|rev|sp|x|win)[0-9]{1,4}|[a-z]+|[0-9]+(?:T[0-9]+Z?)?)";
    /** Words, written small, large or with a capital; numbers, dates, versions. A plus sign in a query is a blank. */
    private static final Pattern WORDS = Pattern.compile(WORD + "(?:[-_+.]+" + WORD + ")*+[-_+.]*+");
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9_.~+=-]+");
    private static final Pattern EXTENSION = Pattern.compile(".+\\.([a-z]{1,5}|[A-Z]{1,5}|7z|bz2|mp[34]|ps1|psm1|m3u8|php[3-8]|h5|woff2)");

    private RandomLook() {
    }

    /** Of a value as a whole. */
    static boolean is(String text) {
        if (UUID.matcher(text).matches()) {
            return true;
        }
        if (HEX.matcher(text).matches()) {
            return true;
        }
        if (text.length() < LEAST || !CHARACTERS.matcher(text).matches() || WORDS.matcher(text).matches()) {
            return false;
        }
        boolean lower = !text.equals(text.toUpperCase(Locale.ROOT));
        boolean upper = !text.equals(text.toLowerCase(Locale.ROOT));
        boolean digit = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        return lower && upper && digit || changes(text) >= LEAST_CHANGES;
    }

    /** Of any part of a value, between characters that no token has. */
    static boolean within(String text) {
        for (String part : BETWEEN.split(text)) {
            if (is(part) || part.indexOf('=') > 0 && is(part.substring(part.indexOf('=') + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the segment of a path is called like a file: {@code 8f3aKq0Zt1WcR2mVx9Bd.bin}. */
    static boolean isFile(String segment) {
        return EXTENSION.matcher(segment).matches();
    }

    private static int changes(String text) {
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean both = Character.isLetterOrDigit(text.charAt(i)) && Character.isLetterOrDigit(text.charAt(i - 1));
            changes += both && Character.isDigit(text.charAt(i)) != Character.isDigit(text.charAt(i - 1)) ? 1 : 0;
        }
        return changes;
    }
}
