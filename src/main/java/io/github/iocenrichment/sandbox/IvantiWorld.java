package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sandbox's Ivanti knows. Every method is atomic; posts are never de-duplicated. */
final class IvantiWorld {
    static final String TENANT = "acme-sec.example";
    /** The account that the product's own writes are filed under. */
    static final String SERVICE_ACCOUNT = "svc-ti";
    private static final List<String> OFFSETS = List.of("Z", "+05:30", "-07:00");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final int WIDE = 180;

    private final Clock clock;
    private final Switches switches;
    private final Random recIds;
    private final JsonNode defaults = Json.resource("ivanti-objects.json");
    private final JsonNode lists = Json.resource("ivanti-lists.json");
    private final Map<IvantiKind, Map<String, IvantiRow>> rows = new LinkedHashMap<>();
    private int nextNumber = 48_201;
    private int stamped;

    IvantiWorld(Clock clock, long seed, Switches switches) {
        this.clock = clock;
        this.switches = switches;
        recIds = new Random(seed);
        for (IvantiKind kind : IvantiKind.values()) {
            rows.put(kind, new LinkedHashMap<>());
        }
    }

    Instant now() {
        return clock.instant();
    }

    IvantiRow add(SandboxIncident incident) {
        return add(IvantiKind.INCIDENT, incident);
    }

    synchronized IvantiRow add(IvantiKind kind, SandboxIncident incident) {
        Instant created = incident.created() == null ? now() : incident.created();
        IvantiRow row = create(kind, ticket(incident), created,
                incident.visibleFrom() == null ? now() : incident.visibleFrom(), true);
        row.hiddenLists = incident.visibleAfterLists();
        for (SandboxAttachment attachment : incident.attachments()) {
            IvantiRow parent = attachment.journal() ? mailOf(row) : row;
            attach(attachment, parent.recId(), parent == row ? kind.object() : "Journal#Email", created, row.visibleFrom);
        }
        return row;
    }

    private static ObjectNode ticket(SandboxIncident incident) {
        ObjectNode fields = Json.object().put("CreatedBy", "imarchetti");
        fields.setAll((ObjectNode) Json.MAPPER.valueToTree(incident.fields()));
        return fields;
    }

    private IvantiRow mailOf(IvantiRow incident) {
        ObjectNode mail = Json.object().put("Subject", incident.fields.path("Subject").asText()).put("ParentLink_RecID", incident.recId());
        return create(IvantiKind.MAIL, mail.put("ParentLink_Category", "Incident"), incident.created, incident.visibleFrom);
    }

    synchronized IvantiRow attach(SandboxAttachment file, @Nullable String parent, @Nullable String parentCategory, Instant created, Instant visibleFrom) {
        ObjectNode fields = Json.object().put("ATTACHNAME", file.name()).put("ParentLink_RecID", parent).put("ParentLink_Category", parentCategory);
        IvantiRow row = create(IvantiKind.ATTACHMENT, fields, created, visibleFrom);
        row.content = file;
        return row;
    }

    /** Stores a new object: defaults, what was sent, then what Ivanti sets itself. Values off a list become null. */
    synchronized IvantiRow create(IvantiKind kind, ObjectNode sent, Instant created, Instant visibleFrom) {
        return create(kind, sent, created, visibleFrom, false);
    }

    private IvantiRow create(IvantiKind kind, ObjectNode sent, Instant created, Instant visibleFrom, boolean asGiven) {
        ObjectNode fields = Json.object().put("RecId", newRecId());
        if (kind.number() != null) {
            fields.put(kind.number(), nextNumber++);
        }
        defaults.path(kind.path()).fields().forEachRemaining(field -> fields.set(field.getKey(), field.getValue().deepCopy()));
        set(kind, fields, sent, asGiven);
        String stamp = stamp(created);
        fields.put("CreatedDateTime", stamp).put("LastModDateTime", stamp);
        if (fields.path("CreatedBy").asText("").isEmpty()) {
            fields.put("CreatedBy", SERVICE_ACCOUNT);
        }
        if (kind == IvantiKind.NOTE) {
            fields.put("DisplayText", fields.path("Subject").asText("") + " " + fields.path("NotesBody").asText(""));
        }
        if (kind == IvantiKind.INCIDENT && switches.on(Switch.IVANTI_WIDE_ROWS)) {
            for (int i = fields.size(); i < WIDE; i++) {
                fields.put("Tenant_Field_" + i, i % 3 == 0 ? null : "value of a tenant's own field " + i);
            }
        }
        IvantiRow row = new IvantiRow(kind, fields, created, visibleFrom);
        rows.get(kind).put(row.recId(), row);
        return row;
    }

    /**
     * Writes sent values into a row.
     *
     * @param asGiven whether a value off a list is kept: an incident that a file or a test gives comes from a tenant whose lists have it
     */
    private void set(IvantiKind kind, ObjectNode fields, ObjectNode sent, boolean asGiven) {
        sent.fields().forEachRemaining(field -> {
            String name = field.getKey();
            if (!asGiven && !fields.has(name) && ODataFilter.value(fields, name) != null) {
                // on writes the case of a name counts: one in the wrong case is dropped without a word
                return;
            }
            JsonNode list = lists.path(kind.path()).path(name);
            boolean offList = list.isObject() && !list.has(field.getValue().asText());
            if (offList && (!asGiven || field.getValue().isNull())) {
                fields.putNull(name);
                fields.putNull(name + "_Valid");
            } else {
                fields.set(name, field.getValue());
                if (list.isObject()) {
                    fields.set(name + "_Valid", offList ? TextNode.valueOf(newRecId()) : list.get(field.getValue().asText()));
                }
            }
        });
    }

    /** Names of all fields of a kind, in lower case. */
    synchronized Set<String> fieldNames(IvantiKind kind) {
        Set<String> names = new HashSet<>(Set.of("recid", "createddatetime", "lastmoddatetime", "createdby"));
        defaults.path(kind.path()).fieldNames().forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
        (kind == IvantiKind.JOURNAL ? rows(kind) : rows.get(kind).values()).stream().limit(1)
                .forEach(row -> row.fields.fieldNames().forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT))));
        return names;
    }

    /** All rows of a kind, in order of their creation call, visible or not. */
    synchronized List<IvantiRow> rows(IvantiKind kind) {
        if (kind != IvantiKind.JOURNAL) {
            return List.copyOf(rows.get(kind).values());
        }
        return Stream.concat(rows.get(IvantiKind.MAIL).values().stream(), rows.get(IvantiKind.NOTE).values().stream()).map(row -> {
            ObjectNode head = row.fields.deepCopy();
            head.remove("NotesBody");
            return new IvantiRow(IvantiKind.JOURNAL, head, row.created, row.visibleFrom);
        }).toList();
    }

    /** How many rows of a kind there are, visible or not. */
    synchronized int size(IvantiKind kind) {
        return rows.get(kind).size();
    }

    /** The rows that a list request made now shows, newest first. Counts as one list request for rows that wait for some. */
    synchronized List<IvantiRow> listed(IvantiKind kind) {
        Instant now = now();
        List<IvantiRow> all = rows(kind);
        List<IvantiRow> visible = all.stream().filter(row -> row.visibleAt(now))
                .sorted(Comparator.comparing((IvantiRow row) -> row.created).reversed()).toList();
        all.forEach(row -> row.hiddenLists = Math.max(0, row.hiddenLists - 1));
        return visible;
    }

    synchronized Optional<IvantiRow> find(IvantiKind kind, String recId) {
        if (kind == IvantiKind.JOURNAL) {
            return rows(kind).stream().filter(row -> row.recId().equalsIgnoreCase(recId)).findFirst();
        }
        return Optional.ofNullable(rows.get(kind).get(recId.toUpperCase(Locale.ROOT))).filter(row -> row.visibleAt(now()));
    }

    synchronized boolean delete(IvantiKind kind, String recId) {
        return rows.get(kind).remove(recId.toUpperCase(Locale.ROOT)) != null;
    }

    /** Changes a stored object. */
    synchronized void change(IvantiRow row, ObjectNode sent) {
        ObjectNode changed = row.fields.deepCopy();
        set(row.kind, changed, sent, false);
        row.fields = changed.put("LastModDateTime", stamp(now()));
    }

    private String newRecId() {
        return String.format("%016X%016X", recIds.nextLong(), recIds.nextLong());
    }

    private String stamp(Instant at) {
        String position = switches.text(Switch.IVANTI_OFFSETS);
        String offset = position.equals("mixed") ? OFFSETS.get(stamped++ % OFFSETS.size()) : position;
        return STAMP.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.of(offset)));
    }
}
