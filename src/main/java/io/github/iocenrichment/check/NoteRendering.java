package io.github.iocenrichment.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.UntrustedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shows that a tenant renders HTML in the text of a journal note: the description of the field, or a note that somebody else wrote as HTML. Whether it
 * does is a choice of the tenant that no interface states outright.
 */
final class NoteRendering {
    private static final ObjectMapper JSON = UntrustedJson.mapper().build();
    /** The field with what is said of it, up to the next field. */
    private static final Pattern FIELD = Pattern.compile("<Property\\s[^<>]{0,500}\"NotesBody\"[^<>]{0,2000}(?:/>|>)");
    private static final Pattern ELEMENT = Pattern.compile("<(?:p|div|br|table|span|b|strong|ul|ol|h[1-6])(?:\\s[^<>]{0,500})?/?>", Pattern.CASE_INSENSITIVE);
    /** In the subject of each note of ours. */
    private static final String OWN = "[ref:";

    private NoteRendering() {
    }

    /** @param metadata description of the notes' fields; one that is no XML says nothing */
    static Optional<String> byMetadata(HttpReply metadata) {
        String xml = new String(metadata.body(), StandardCharsets.UTF_8);
        if (metadata.status() != 200 || !xml.stripLeading().startsWith("<") || !xml.contains("Edmx") && !xml.contains("<Schema")) {
            return Optional.empty();
        }
        Matcher field = FIELD.matcher(xml);
        if (!field.find()) {
            return Optional.empty();
        }
        // what is annotated stands within the field's element
        int next = xml.indexOf("<Property ", field.end());
        int end = field.group().endsWith("/>") ? field.end() : next < 0 ? Math.min(xml.length(), field.end() + 2000) : Math.min(next, field.end() + 2000);
        return xml.substring(field.start(), end).toLowerCase(Locale.ROOT).contains("html") ? Optional.of("$metadata describes the text of a note as HTML")
                : Optional.empty();
    }

    /** @param notes notes written last @param account our own service account; empty when it is not known */
    static Optional<String> byNotes(HttpReply notes, String account) {
        if (notes.status() != 200) {
            return Optional.empty();
        }
        try {
            for (JsonNode note : JSON.readTree(notes.body()).path("value")) {
                boolean own = note.path("Subject").asText("").contains(OWN) || !account.isEmpty() && note.path("CreatedBy").asText("")
                        .equalsIgnoreCase(account);
                if (!own && ELEMENT.matcher(note.path("NotesBody").asText("")).find()) {
                    return Optional.of("a recent note by others is written in HTML");
                }
            }
            return Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }
}
