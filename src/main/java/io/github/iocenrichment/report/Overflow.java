package io.github.iocenrichment.report;

import freemarker.core.HTMLOutputFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a note for which there is no part left: as a file beside it, and as the words in the note that say where they are. */
public final class Overflow {
    /** Longest row that {@link #attached} and {@link #notAttached} give, in characters. */
    public static final int LONGEST_POINTER = 400;
    private static final int LONGEST_REASON = 200;
    /** For the line that says that the file was cut. */
    private static final int LAST_LINE = 200;

    private final NoteWriter.Format format;
    private final Messages messages;

    /**
     * The file.
     *
     * @param text    its text, to be written as UTF-8
     * @param rows    how many rows are in it
     * @param leftOut how many are in neither note nor file
     */
    public record Content(String text, int rows, int leftOut) {
    }

    public Overflow(NoteWriter.Format format, Messages messages) {
        this.format = format;
        this.messages = messages;
    }

    /** Ending of the file's name. */
    public String ending() {
        return format == NoteWriter.Format.HTML ? "html" : "txt";
    }

    /** Media type of the file. */
    public String mediaType() {
        return format == NoteWriter.Format.HTML ? "text/html" : "text/plain";
    }

    /**
     * @param number   the incident's number
     * @param rows     rows of {@link NoteWriter#rows}: defanged and bounded, in HTML escaped
     * @param maxBytes longest file
     */
    public Content file(String number, List<String> rows, int maxBytes) {
        boolean html = format == NoteWriter.Format.HTML;
        String title = messages.say("file.title", "number", SafeText.key(number));
        String head = html ? "<!DOCTYPE html>\n<html lang=\"" + messages.language() + "\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head><body style=\"font-family:sans-serif\">\n<p><strong>"
                + title + "</strong></p>" : title;
        String foot = html ? "</body></html>\n" : "";
        StringBuilder text = new StringBuilder(head).append(format.lineBreak());
        int left = maxBytes - bytes(head + foot) - LAST_LINE;
        int taken = 0;
        for (String row : rows) {
            String line = (taken == 0 && !html && !row.startsWith(format.lineBreak()) ? format.lineBreak() : "") + row;
            left -= bytes(line) + format.lineBreak().length();
            if (left < 0) {
                break;
            }
            text.append(line).append(format.lineBreak());
            taken++;
        }
        int leftOut = rows.size() - taken;
        if (leftOut > 0) {
            text.append(row(messages.say("file.cut", "count", leftOut)))
                    .append(format.lineBreak());
        }
        return new Content(text.append(foot).toString(), taken, leftOut);
    }

    /** Last row of the note when the file is attached to the incident. */
    public String attached(Content file, String name) {
        return row(messages.say("file.attached", "count", file.rows(), "name", name, "leftOut", file.leftOut()));
    }

    /** Last row of the note when Ivanti did not take the file. */
    public String notAttached(Content file, String name, @Nullable String reason) {
        int longest = LONGEST_REASON;
        String row;
        do {
            // a reason that is escaped or defanged grows
            row = row(messages.say("file.not-attached", "count", (long) file.rows() + file.leftOut(), "name", name, "reason",
                    messages.translate(SafeText.words(reason, longest))));
            longest -= 10;
        } while (row.length() > LONGEST_POINTER);
        return row;
    }

    private String row(String words) {
        return format == NoteWriter.Format.HTML ? "<p>" + HTMLOutputFormat.INSTANCE.escapePlainText(words) + "</p>" : SafeText.withoutBrackets(words);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
