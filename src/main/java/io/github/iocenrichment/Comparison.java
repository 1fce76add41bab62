package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.github.iocenrichment.ivanti.NoteReference;
import io.github.iocenrichment.ivanti.NotesPage;
import io.github.iocenrichment.replay.WrittenEffects;
import io.github.iocenrichment.settings.LogSecrets;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each thing that is written about an incident that it is as written, or shows where it differs, as a unified diff. */
final class Comparison {
    private static final int CONTEXT = 3;
    private static final int TITLE_MAX = 80;
    private static final String NEITHER = "none is there, none is due";

    private final PrintWriter out;
    private final List<String> passing;
    private final List<String> differing = new ArrayList<>();

    /**
     * @param passing beginnings of lines of a note that say what others know at the time, such as earlier incidents: they are not compared, for a note is not
     *                written again because of them
     */
    Comparison(PrintWriter out, List<String> passing) {
        this.out = out;
        this.passing = List.copyOf(passing);
    }

    boolean isSame() {
        return differing.isEmpty();
    }

    /** STIX objects by their ids, in canonical order; each that differs is shown on its own. */
    void bundle(Map<String, JsonNode> written, Map<String, JsonNode> now) {
        Set<String> ids = new TreeSet<>(written.keySet());
        ids.addAll(now.keySet());
        List<String> different = ids.stream().filter(id -> !Objects.equals(written.get(id), now.get(id))).toList();
        if (different.isEmpty()) {
            out.println("bundle: " + (now.isEmpty() ? NEITHER : "as written"));
            return;
        }
        long added = different.stream().filter(id -> !written.containsKey(id)).count();
        long gone = different.stream().filter(id -> !now.containsKey(id)).count();
        differing.add("bundle");
        out.println("bundle: differs: " + (different.size() - added - gone) + " of " + written.size() + " objects changed, " + added + " new, "
                + gone + " not among them any more");
        different.forEach(id -> diff(title(id, now.getOrDefault(id, written.get(id))), "", lines(written.get(id)), "", lines(now.get(id))));
    }

    /** {@code indicator 198.51.100.7}: what an object is about, beside its id. */
    private static String title(String id, JsonNode object) {
        String about = Stream.of("name", "abstract", "value").map(field -> object.path(field).asText("")).filter(text -> !text.isEmpty()).findFirst()
                .orElse("");
        return id + (about.isEmpty() ? "" : " (" + (about.length() > TITLE_MAX ? about.substring(0, TITLE_MAX) + "…" : about) + ")");
    }

    private static List<String> lines(@Nullable JsonNode object) {
        return object == null ? List.of() : object.toPrettyString().lines().toList();
    }

    void withoutBundle(String why) {
        out.println("bundle: not compared: " + printable(why));
    }

    /** Only the fields that we write: the others are Ivanti's own. */
    void record(WrittenEffects.@Nullable Record written, WrittenEffects.@Nullable Record now) {
        Map<String, String> there = new LinkedHashMap<>();
        if (written != null) {
            (now == null ? written : now).fields().keySet().forEach(name -> there.put(name, written.fields().getOrDefault(name, "")));
        }
        part("record", "the record incident that is there stays as it is", written == null ? "" : " incident " + written.number(), fields(there), "",
                now == null ? List.of() : fields(now.fields()));
    }

    private static List<String> fields(Map<String, String> fields) {
        return fields.entrySet().stream().flatMap(field -> (field.getKey() + ": " + field.getValue()).lines()).map(String::stripTrailing).toList();
    }

    /**
     * The first note of the incident, which reports everything, as does the one that would be written now.
     *
     * @param written all parts of all our notes, oldest first
     * @param now     the parts of one note
     */
    void note(List<NotesPage.Note> written, List<NotesPage.Note> now) {
        Map<String, List<NotesPage.Note>> notes = new LinkedHashMap<>();
        written.forEach(part -> notes.computeIfAbsent(part.reference(), reference -> new ArrayList<>()).add(part));
        List<NotesPage.Note> first = notes.isEmpty() ? List.of() : notes.values().iterator().next();
        part("note", "the note that is there stays, a further one would report what is new", reference(first), texts(first), reference(now), texts(now));
        if (notes.size() > 1) {
            out.println("note: compared with the first one; not with what followed: "
                    + notes.keySet().stream().skip(1).map(reference -> "[ref:" + reference + "]").collect(Collectors.joining(", ")));
        }
    }

    private static String reference(List<NotesPage.Note> parts) {
        return parts.isEmpty() ? "" : " [ref:" + parts.get(0).reference() + "]";
    }

    private List<String> texts(List<NotesPage.Note> parts) {
        // parts of one second come in any order
        return parts.stream().sorted(Comparator.comparingInt(part -> NoteReference.part(part.subject()))).flatMap(part -> part.body().lines())
                .map(String::stripTrailing)
                .filter(line -> passing.stream().noneMatch(line.strip()::startsWith)).toList();
    }

    /** @param effect what replay without a dry run does about it */
    private void part(String name, String effect, String written, List<String> before, String now, List<String> after) {
        if (before.equals(after)) {
            out.println(name + ": " + (after.isEmpty() ? NEITHER : "as written" + written));
            return;
        }
        differing.add(name);
        out.println(name + ": " + (before.isEmpty() ? "none is there, this one is due" : after.isEmpty() ? "differs: none would be due now"
                : "differs; " + effect));
        diff(name, written, before, now, after);
    }

    private void diff(String name, String written, List<String> before, String now, List<String> after) {
        Patch<String> patch = DiffUtils.diff(before, after);
        UnifiedDiffUtils.generateUnifiedDiff(name + " as written" + written, name + " as of now" + now, before, patch, CONTEXT)
                .forEach(line -> out.println(printable(line)));
    }

    /** The last line. */
    void end(String incident) {
        out.println(incident + ": " + (isSame() ? "nothing differs" : "differs in " + String.join(", ", differing)) + "; nothing was written");
        out.flush();
    }

    /** Text from outside must not steer the terminal, nor show a secret that a remote system quoted. */
    static @Nullable String printable(String text) {
        return LogSecrets.known().mask(text.codePoints().map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }
}
