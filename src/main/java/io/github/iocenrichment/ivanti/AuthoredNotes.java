package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of the notes that certain people wrote on an incident. A note of ours is never among them, whatever it quotes.
 *
 * @param notes in the order of the page
 * @param rows  rows received, everybody's included: what {@code $skip} grows by
 * @param fault null when the page was read, be it empty
 */
public record AuthoredNotes(List<Note> notes, int rows, @Nullable IvantiFault fault) {

    /** @param author as {@code CreatedBy} has it @param body subject and text */
    public record Note(String author, Instant at, String body) {
    }

    public AuthoredNotes {
        notes = List.copyOf(notes);
    }

    /**
     * @param incidentRecId the incident asked for: a filter that Ivanti dropped must not pass off another's notes
     * @param authors       whose notes count, in lower case
     */
    public static AuthoredNotes read(HttpReply reply, String incidentRecId, Set<String> authors, Instant now) {
        Rows list = Rows.read(reply, now);
        return new AuthoredNotes(list.rows().stream().flatMap(row -> note(row, incidentRecId, authors)).toList(), list.rows().size(), list.fault());
    }

    private static Stream<Note> note(JsonNode row, String incidentRecId, Set<String> authors) {
        if (!row.isObject() || !Json.text(row, "ParentLink_RecID").strip().equalsIgnoreCase(incidentRecId)) {
            return Stream.empty();
        }
        String author = Json.text(row, "CreatedBy").strip();
        if (!authors.contains(author.toLowerCase(Locale.ROOT)) || NoteReference.in(Json.text(row, "Subject").strip()).isPresent()) {
            return Stream.empty();
        }
        // a note without a readable time has no end of its validity, so it counts for nothing
        Instant at = Dates.read(Json.text(row, "CreatedDateTime"));
        return at == null ? Stream.empty() : Stream.of(new Note(author, at, Json.text(row, "Subject") + "\n" + Json.text(row, "NotesBody")));
    }
}
