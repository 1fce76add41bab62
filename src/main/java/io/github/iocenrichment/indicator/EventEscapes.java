package io.github.iocenrichment.indicator;

/** The escapes of events in the Common Event Format, where a backslash stands before each equals sign of a value: {@code request=http://notes.pl/?a\=1}. */
final class EventEscapes {
    private static final String MARK = "CEF:";

    private EventEscapes() {
    }

    /** The text with the equals signs of such events as they were; other lines stay as they are. */
    static String undone(String text) {
        int event = text.indexOf(MARK);
        if (event < 0 || text.indexOf("\\=", event) < 0) {
            return text;
        }
        StringBuilder undone = new StringBuilder(text.length());
        int from = 0;
        while (event >= 0) {
            int line = text.indexOf('\n', event);
            int end = line < 0 ? text.length() : line;
            undone.append(text, from, event).append(text.substring(event, end).replace("\\=", "="));
            from = end;
            event = text.indexOf(MARK, end);
        }
        return undone.append(text, from, text.length()).toString();
    }
}
