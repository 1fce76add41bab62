package io.github.iocenrichment.journey;

import io.github.iocenrichment.report.NoteKind;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.verdict.Finding;
import java.util.List;

/**
 * A note as it was decided: its exact parts, and what it tells, so that the next note tells only what is new. The one that was written last is
 * kept in the store as the document {@code note}.
 *
 * @param version     1 for the first note of an incident
 * @param kind        why it is written
 * @param reference   the reference in its subjects
 * @param parts       its parts; without the last one when a file belongs to it, for that part tells what became of the file
 * @param file        the attachment with what does not fit into the parts; null when all fits
 * @param findings    the findings that it tells
 * @param publication the publication's state that it tells
 * @param record      the record incident's state that it tells
 */
record NotePlan(int version, NoteKind kind, String reference, List<NotePart> parts, NoteFile file, List<Finding> findings, Publication.State publication,
                RecordIncident.State record) {
    static final String DOCUMENT = "note";

    /** How many journal entries the note has. */
    int size() {
        return parts.size() + (file == null ? 0 : 1);
    }
}
