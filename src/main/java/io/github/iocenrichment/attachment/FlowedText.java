package io.github.iocenrichment.attachment;

/** Text in {@code format=flowed; delsp=yes} (RFC 3676): a blank at the end of a line says that the next goes on, and goes itself. */
final class FlowedText {
    private FlowedText() {
    }

    /** The text with its soft breaks undone, within lines of the same depth of quoting. */
    static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        int depth = -1;
        boolean open = false;
        for (String line : text.split("\r?\n", -1)) {
            int quotes = 0;
            while (quotes < line.length() && line.charAt(quotes) == '>') {
                quotes++;
            }
            boolean stuffed = quotes < line.length() && line.charAt(quotes) == ' ';
            String words = line.substring(stuffed ? quotes + 1 : quotes);
            if (!open || quotes != depth) {
                whole.append(whole.isEmpty() ? "" : "\n").append(">".repeat(quotes)).append(quotes > 0 ? " " : "");
            }
            open = words.endsWith(" ") && !words.equals("-- ");
            whole.append(open ? words.substring(0, words.length() - 1) : words);
            depth = quotes;
        }
        return whole.toString();
    }
}
