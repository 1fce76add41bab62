package io.github.iocenrichment.ivanti;

/** Texts that must stand on one line and within a length. */
final class Lines {
    private Lines() {
    }

    /** Without line breaks, control and direction characters; runs of blanks are one. */
    static String one(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\u00a0\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+", " ").strip();
    }

    /** At most so many UTF-16 units, no pair torn apart, no blank at the end. */
    static String cut(String text, int most) {
        if (most <= 0) {
            return "";
        }
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).stripTrailing();
    }
}
