package io.github.iocenrichment.answer;

import io.github.iocenrichment.report.Overflow;

/**
 * The attachment that takes up what does not fit into a note, as it was decided. Its text is the content of its effect, so that a retry sends the
 * same bytes.
 *
 * @param key     key of its effect in the store
 * @param name    file name, by which it is found again on the incident
 * @param rows    how many rows are in it
 * @param leftOut how many rows did not fit into it
 * @param last    the last part of the note, still without the words that report the file
 * @param text    text of that part
 */
record NoteFile(String key, String name, int rows, int leftOut, NotePart last, String text) {

    /** Key of the effect that links the file to the incident. */
    String linkKey() {
        return key + "|hung";
    }

    Overflow.Content content() {
        return new Overflow.Content("", rows, leftOut);
    }
}
