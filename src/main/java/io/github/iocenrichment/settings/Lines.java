package io.github.iocenrichment.settings;

/** Foreign text made fit to stand inside one line of ours. */
final class Lines {
    private static final int LONGEST = 120;

    private Lines() {
    }

    /** The same text without line breaks and control characters. */
    static String one(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ").strip();
    }

    /** A value in quotes, shortened when it is long. */
    static String quoted(String value) {
        String line = one(value);
        return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line) + "'";
    }
}
