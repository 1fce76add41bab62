package io.github.iocenrichment.answer;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.report.LateReadings;
import io.github.iocenrichment.report.NoteKind;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.verdict.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A note as it was decided: its exact parts, and what it reports, so that the next note reports only what is new. Kept in the store as the content of the
 * effect under which it was decided; {@link LastNote} says which one was written last.
 *
 * @param version     1 for the first note of an incident
 * @param kind        why it is written
 * @param reference   the reference in its subjects
 * @param parts       its parts; without the last one when a file belongs to it, for that part says what became of the file
 * @param file        the attachment with what does not fit into the parts; null when all fits
 * @param findings    the findings that it reports
 * @param publication the publication's state that it reports
 * @param record      the record incident's state that it reports
 * @param unread      attachments, by their keys, that it reports as not read yet
 * @param named       how many indicators beyond {@code enrichment.max-indicators} are named
 */
public record NotePlan(int version, NoteKind kind, String reference, List<NotePart> parts, @Nullable NoteFile file, List<Finding> findings,
                       Publication.State publication, RecordIncident.State record, List<String> unread, int named) {
    public NotePlan {
        // notes of earlier versions have none
        unread = List.copyOf(Objects.requireNonNullElse(unread, List.of()));
    }

    /** What has become since of the attachments that it reports as not read yet. */
    LateReadings since(Collected collected) {
        List<LaterReading> settled = collected.readings().stream().filter(reading -> !reading.isOpen() && unread.contains(reading.recId())).toList();
        if (settled.isEmpty()) {
            return LateReadings.none();
        }
        List<Indicator> over = collected.overLimit();
        Set<String> names = settled.stream().map(LaterReading::name).collect(Collectors.toSet());
        return new LateReadings(settled.stream().map(reading -> new Unread(reading.name(), reading.outcome())).toList(),
                over.subList(Math.min(named, over.size()), over.size()),
                collected.countedOnly().stream().filter(counted -> names.contains(counted.source())).toList());
    }

    /** How many journal entries the note has. */
    int size() {
        return parts.size() + (file == null ? 0 : 1);
    }
}
