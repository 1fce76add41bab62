package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;

/** Hands over a long text in stretches that end with a line, as it comes, so that nobody has to hold all of it. */
final class TextStretches {
    /** Characters of one stretch; extraction needs about ten bytes for each. */
    static final int LONGEST = 1 << 20;
    private static final int LONGEST_HEADING = 4_000;
    private final String path;
    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private long from;
    private String heading = "";

    /**
     * @param path the way to the text inside the attachment; a later stretch adds where it begins
     */
    TextStretches(String path, Reading reading) {
        this.path = path;
        this.reading = reading;
    }

    /** Stands before each later stretch too: the first line of a table says what its columns hold. */
    void heading(String line) {
        heading = line.length() <= LONGEST_HEADING ? line : "";
    }

    void append(CharSequence words, int start, int end) throws LimitReachedException {
        for (int at = start; at < end; at += LONGEST) {
            text.append(words, at, Math.min(end, at + LONGEST));
            handOver();
        }
    }

    void append(String words) throws LimitReachedException {
        append(words, 0, words.length());
    }

    void append(char[] characters, int start, int length) throws LimitReachedException {
        text.append(characters, start, length);
        handOver();
    }

    private void handOver() throws LimitReachedException {
        while (text.length() > LONGEST) {
            int line = text.lastIndexOf("\n", LONGEST - 1);
            String stretch = line >= 0 ? text.substring(0, line + 1) : cutBetweenWords(text.substring(0, LONGEST + 1), LONGEST);
            text.delete(0, stretch.length());
            give(stretch);
        }
    }

    private void give(String stretch) throws LimitReachedException {
        String begin = "from character " + (from + 1);
        String words = from == 0 || stretch.isBlank() ? stretch : heading + stretch;
        String where = from == 0 ? path : path.isEmpty() ? begin : path + " > " + begin;
        from += stretch.length();
        reading.text(where, ContentKind.PLAIN, words);
    }

    /**
     * Hands over the rest.
     *
     * @param whole false when the text was cut, perhaps within its last word
     */
    void end(boolean whole) throws LimitReachedException {
        String rest = whole ? text.toString() : cutBetweenWords(text.toString(), text.length() - 1);
        text.setLength(0);
        give(rest);
    }

    /** The first {@code length} characters or a few less, so that no word is cut in two: half a host name is another host's name. */
    static String cutBetweenWords(String text, int length) {
        int end = Math.max(0, Math.min(length, text.length()));
        if (end == text.length()) {
            return text;
        }
        int word = end;
        while (word > 0 && end - word < 8192 && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        return word > 0 && end - word < 8192 ? text.substring(0, word) : text.substring(0, end);
    }
}
