package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of the notes on an incident.
 *
 * @param ours  those that we wrote, in the order of the page
 * @param rows  rows received, other people's included: what {@code $skip} grows by
 * @param fault null when the page was read, be it empty
 */
public record NotesPage(List<Note> ours, int rows, @Nullable IvantiFault fault) {

    /**
     * One part of a note of ours.
     *
     * @param reference by which the parts of one note belong together
     * @param subject   its subject
     * @param body      its text as Ivanti keeps it, lines ended by {@code \n}
     */
    public record Note(String reference, String subject, String body) {
        public Note {
            body = body.replace("\r\n", "\n");
        }
    }

    public NotesPage {
        ours = List.copyOf(ours);
    }

    /** @param incidentRecId the incident asked for: a filter that Ivanti dropped must not pass off another's notes */
    public static NotesPage read(HttpReply reply, String incidentRecId, Instant now) {
        Rows list = Rows.read(reply, now);
        return new NotesPage(list.rows().stream().flatMap(row -> note(row, incidentRecId)).toList(), list.rows().size(), list.fault());
    }

    private static Stream<Note> note(JsonNode row, String incidentRecId) {
        if (!row.isObject() || !Json.text(row, "ParentLink_RecID").strip().equalsIgnoreCase(incidentRecId)) {
            return Stream.empty();
        }
        String subject = Json.text(row, "Subject").strip();
        Optional<NoteReference> reference = NoteReference.in(subject);
        return reference.map(ours -> new Note(ours.code(), subject, Json.text(row, "NotesBody"))).stream();
    }
}
